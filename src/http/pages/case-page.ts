import type { Context } from "koa";
import type { CaseView } from "../../actions/inputs.ts";
import type { OwnPhrase } from "../../domain/own-phrases.ts";
import { caseForms, type CaseForms, type NotCounted } from "./case-forms.ts";
import { allowOwnScript } from "../headers.ts";
import type { Visitor } from "../session/session.ts";
import { CasePage } from "../views/case.tsx";
import { sendPage } from "../views/send-page.ts";
import type { CasePageParts } from "./case-forms.ts";

interface Shown {
  view: CaseView;
  visitor: Visitor;
  /** Their own 常用语. */
  phrases: readonly OwnPhrase[];
  notCounted: NotCounted | undefined;
  status?: number;
}

/** The page of a case for a visitor who may see it, with a fresh form for everything that they may do now. */
export function sendCasePage(ctx: Context, shown: Shown, parts: CasePageParts): void {
  const { view, visitor, phrases, notCounted, status } = shown;
  const forms = caseForms({ view, visitor, notCounted }, parts);
  const unsent = isShownAgain(forms) ? undefined : notCounted;
  const context = { bureau: parts.bureau, now: view.asOf };
  allowOwnScript(ctx);
  const page = CasePage({
    file: view.file,
    context,
    viewer: visitor.person,
    phrases,
    forms,
    unsent,
  });
  sendPage(ctx, page, status);
}

/** What was written stands in the form that it was written in, as long as there is one. */
function isShownAgain({ asked, acts }: CaseForms): boolean {
  return [...asked, ...acts].some(({ draft }) => draft !== undefined);
}
