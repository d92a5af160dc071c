import type { CaseView } from "../../actions/inputs.ts";
import { pendingTasks } from "../../domain/approval/tasks.ts";
import type { Bureau } from "../../domain/bureau.ts";
import { offeredActs, seenOf } from "../../domain/verbs/do-act.ts";
import { mustStillRead } from "../../domain/unread-attachments.ts";
import { makeFileToken } from "./attachment-pass.ts";
import { returnChoices } from "../../domain/verbs/return-choices.ts";
import type { Surroundings } from "../../domain/surroundings.ts";
import { isSameForm, makeFormToken, type FormName } from "../session/form-token.ts";
import type { SessionParts, Visitor } from "../session/session.ts";
import type { Draft } from "./draft.ts";
import type { ActForm } from "../views/act-forms.ts";
import type { Asked } from "../views/decision-form.tsx";

export interface CasePageParts {
  session: SessionParts;
  bureau: Bureau;
}

/** A form that has not counted: what was written in it, and why. */
export interface NotCounted extends FormName {
  draft: Draft;
  refused: string;
}

/** Every form that a case page has for its visitor. */
export interface CaseForms {
  /** Tasks that wait for them, the most urgent first. */
  asked: Asked[];
  acts: ActForm[];
  /** Opens attachments of this case. */
  openToken: string;
}

interface For {
  view: CaseView;
  visitor: Visitor;
  notCounted?: NotCounted | undefined;
}

export function caseForms(shown: For, parts: CasePageParts): CaseForms {
  const { view, visitor } = shown;
  const { caseNo } = view.file.connectionCase;
  return {
    asked: askedOf(shown, parts),
    acts: actsOf(shown, parts),
    openToken: makeFileToken("open", { visitor, caseNo }, parts.session),
  };
}

/** Tells whether the page has this form for its visitor at this moment. */
export function hasForm(shown: For, name: FormName, parts: CasePageParts): boolean {
  const { asked, acts } = caseForms(shown, parts);
  return [...asked, ...acts].some((form) => isSameForm(form.name, name));
}

function askedOf(shown: For, parts: CasePageParts): Asked[] {
  const { file } = shown.view;
  return file.approvals
    .flatMap((approval) => pendingTasks(approval).map((task) => ({ file, approval, task })))
    .filter(({ task }) => task.holder === shown.visitor.person.userid)
    .toSorted((a, b) => a.task.dueAt.getTime() - b.task.dueAt.getTime())
    .map((subject) => {
      const { approval, task } = subject;
      const name: FormName = { kind: "decision", about: task.id };
      const action = `tasks/${task.id}/decision`;
      const reader = task.holder;
      const unread = mustStillRead(file, { ...subject, reader }, shown.view.flowOf);
      const returnTo = returnChoices(subject, aroundOf(shown, parts));
      return {
        approval,
        task,
        unread,
        returnTo,
        ...formOf({ name, action, seen: seenOf(subject) }, shown, parts),
      };
    });
}

function aroundOf({ view: { asOf: at, flowOf } }: For, { bureau }: CasePageParts): Surroundings {
  return { bureau, at, flowOf };
}

function actsOf(shown: For, parts: CasePageParts): ActForm[] {
  const { view, visitor } = shown;
  const { file } = view;
  const around = aroundOf(shown, parts);
  return offeredActs(file, visitor.person.userid, around).map(({ kind, subject }) => {
    const name: FormName = { kind, about: subject.task?.id ?? subject.approval.id };
    const action = `acts/${kind}/${name.about}`;
    const form = formOf({ name, action, seen: seenOf(subject) }, shown, parts);
    return { kind, subject, ...form };
  });
}

/** What every form has: its token, its address, and what was written in it before. */
function formOf(
  { name, action, seen }: { name: FormName; action: string; seen: ReturnType<typeof seenOf> },
  { view, visitor, notCounted }: For,
  { session }: CasePageParts,
) {
  const written = notCounted !== undefined && isSameForm(notCounted, name) ? notCounted : undefined;
  return {
    name,
    token: makeFormToken({ ...name, ...seen }, visitor, session),
    action: `${casePathOf(view.file.connectionCase.caseNo)}/${action}`,
    draft: written?.draft,
    refused: written?.refused,
  };
}

export function casePathOf(caseNo: string): string {
  return `/cases/${caseNo}`;
}
