import type { Context } from "koa";
import type { CaseView } from "../actions/inputs.ts";
import { pendingTasks } from "../domain/approval/instance.ts";
import type { Bureau } from "../domain/bureau.ts";
import type { TaskId } from "../domain/ids.ts";
import type { Draft } from "./unsent.ts";
import { makeDecisionToken } from "./decision-token.ts";
import { allowOwnScript } from "./headers.ts";
import type { SessionParts, Visitor } from "./session.ts";
import { CasePage } from "./views/case.tsx";
import type { Asked } from "./views/decision-form.tsx";
import { sendPage } from "./views/send-page.ts";

export interface CasePageParts {
  session: SessionParts;
  bureau: Bureau;
}

/** A form that has not counted: what was written in it, and why. */
export interface NotCounted {
  taskId: TaskId;
  draft: Draft;
  refused: string;
}

interface Shown {
  view: CaseView;
  visitor: Visitor;
  notCounted: NotCounted | undefined;
  status?: number;
}

/** The page of a case for a visitor who may see it, with a fresh form for each task that waits for them. */
export function sendCasePage(ctx: Context, shown: Shown, parts: CasePageParts): void {
  const { view, visitor, notCounted, status } = shown;
  const asked = askedOf(shown, parts);
  const isInForm = asked.some(({ task }) => task.id === notCounted?.taskId);
  const unsent = isInForm ? undefined : notCounted;
  const context = { bureau: parts.bureau, now: view.asOf };
  allowOwnScript(ctx);
  sendPage(
    ctx,
    CasePage({ file: view.file, context, viewer: visitor.person, asked, unsent }),
    status,
  );
}

/** The most urgent first. */
function askedOf({ view, visitor, notCounted }: Shown, { session }: CasePageParts): Asked[] {
  const { approvals, connectionCase } = view.file;
  return approvals
    .flatMap((approval) => pendingTasks(approval).map((task) => ({ approval, task })))
    .filter(({ task }) => task.holder === visitor.person.userid)
    .toSorted((a, b) => a.task.dueAt.getTime() - b.task.dueAt.getTime())
    .map(({ approval, task }) => {
      const { round, id: taskId } = task;
      const { documentVersion } = approval;
      const written = notCounted?.taskId === taskId ? notCounted : undefined;
      return {
        approval,
        task,
        token: makeDecisionToken({ taskId, round, documentVersion }, visitor, session),
        action: `${casePathOf(connectionCase.caseNo)}/tasks/${taskId}/decision`,
        draft: written?.draft,
        refused: written?.refused,
      };
    });
}

export function casePathOf(caseNo: string): string {
  return `/cases/${caseNo}`;
}
