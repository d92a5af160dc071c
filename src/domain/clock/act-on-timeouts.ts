import { AppError } from "../../lib/errors.ts";
import { callSuperior } from "../approval/call-superior.ts";
import { decideByRule } from "../approval/decide-by-rule.ts";
import type { Progress } from "../approval/engine-facts.ts";
import type { OnTimeout } from "../approval/flow.ts";
import type { Approval, RuleMark, Task } from "../approval/instance.ts";
import { askingTasks } from "../approval/tasks.ts";
import { isHeld } from "../approval/undo.ts";
import { dueTimeout, type Timeout } from "../automatic/timeout-moment.ts";
import { carryOn } from "../verbs/carry-on.ts";
import { withApproval, type CaseFile } from "../case-file.ts";
import { documentHash } from "../case/document-hash.ts";
import type { Settled } from "../people/settle-holders.ts";
import { engineFacts, situationOf, type Situation } from "../situation.ts";
import type { Surroundings } from "../surroundings.ts";

/** A task that was not decided in time, and what its node says of that. */
interface Late extends Timeout {
  approval: Approval;
  task: Task;
  situation: Situation;
}

/**
 * Does what nodes say of tasks that nobody decides. It asks how things are, so a second look at the same moment finds
 * nothing more to do.
 */
export function actOnTimeouts(settled: Settled, around: Surroundings): Settled {
  let now = settled;
  for (;;) {
    const late = firstLate(now.next, around);
    if (late === undefined) return now;
    now = actOn(now, late, around);
  }
}

function firstLate(file: CaseFile, around: Surroundings): Late | undefined {
  for (const approval of file.approvals) {
    const heard = askingTasks(approval).filter((task) => !isHeld(approval, task, around.at));
    for (const task of heard) {
      const timeout = dueTimeout(around.bureau, { approval, task }, around.at);
      if (timeout === undefined) continue;
      const situation = situationOf({ file, approval }, around);
      if (situation !== undefined) return { approval, task, ...timeout, situation };
    }
  }
  return undefined;
}

function actOn({ next: file, events }: Settled, late: Late, around: Surroundings): Settled {
  const acted = progressOf(late);
  const carried = carryOn(withApproval(file, acted.approval), acted.events, around);
  if (!carried.ok) {
    throw new AppError(
      "timeout-refused",
      `could not act on ${late.task.id}: ${carried.refusal.code}`,
    );
  }
  return { next: carried.next, events: [...events, ...carried.events] };
}

function progressOf({ approval, task, onTimeout, to, situation }: Late): Progress {
  const { act } = onTimeout;
  if (to !== undefined) {
    const kind = act === "escalate" ? "escalate" : "take-over";
    const call = { kind, task, to, text: basisText(onTimeout) } as const;
    return callSuperior(approval, call, engineFacts(situation));
  }
  const verb = act === "deemed-approved" ? "approve" : "return";
  const mark = markOf(approval, onTimeout);
  const signed = {
    task,
    verb,
    mark,
    documentHash: documentHash(situation.document.content, situation.document.attachments),
  } as const;
  return decideByRule(approval, signed, engineFacts(situation));
}

function markOf({ flowId, flowVersion }: Approval, onTimeout: OnTimeout): RuleMark {
  const basis = basisText(onTimeout);
  const words = onTimeout.act === "return" ? `超时未审批，自动退回` : `超时视为同意`;
  return {
    kind: "timeout",
    ruleId: flowId,
    version: flowVersion,
    words: basis === "" ? words : `${words}（${basis}）`,
    facts: [`用时已达时限的 ${onTimeout.atPercent}%`],
  };
}

function basisText({ basis }: OnTimeout): string {
  return basis === undefined ? "" : `依据${basis}`;
}
