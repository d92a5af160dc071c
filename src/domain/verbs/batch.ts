import type { Flow, FlowNode } from "../approval/flow.ts";
import type { Approval, Task } from "../approval/instance.ts";
import { waitOfSeat, nodeOfTask } from "../approval/tasks.ts";
import { whyNotDecide } from "../approval/why-not-decide.ts";
import { openQuestionOf } from "../approval/question.ts";
import type { Bureau } from "../bureau.ts";
import { documentOf, type CaseFile } from "../case-file.ts";
import { documentWarnings } from "../document-warnings.ts";
import type { StaffId } from "../ids.ts";
import type { NoBatch, Refusal } from "../outcome.ts";
import { whyUnread } from "../unread-attachments.ts";

/** Most tasks that are agreed to together: more cannot be looked at in one page. */
export const MAX_BATCH = 20;

/** A task that may be agreed to together with others, with the flow that its approval is pinned to. */
export interface BatchItem {
  file: CaseFile;
  approval: Approval;
  task: Task;
  flow: Flow;
}

/** What would be agreed to together, and what would not, with why. */
export interface BatchPlan {
  items: readonly BatchItem[];
  left: readonly { item: BatchItem; refusal: Refusal }[];
}

/** Chosen tasks of one person: the first that may go in a batch says of which node it is. */
export function planBatch(
  chosen: readonly BatchItem[],
  { by, bureau }: { by: StaffId; bureau: Bureau },
): BatchPlan {
  return chosen.reduce<BatchPlan>(
    ({ items, left }, item) => {
      const refusal =
        whyNotDecide(item.approval, { task: item.task, verb: "approve", by: { userid: by } }) ??
        whyNotInBatch(item, bureau) ??
        whyUnread(item.file, { ...item, reader: by }, () => item.flow) ??
        whyNotBeside(items, item);
      return refusal === undefined
        ? { items: [...items, item], left }
        : { items, left: [...left, { item, refusal }] };
    },
    { items: [], left: [] },
  );
}

/** Why a task has to be decided by itself; undefined when it may be agreed to together with others. */
export function whyNotInBatch(item: BatchItem, bureau: Bureau): Refusal | undefined {
  const why = Object.keys(REASONS).find((reason) => REASONS[reason as NoReason](item, bureau));
  return why === undefined ? undefined : { code: "not-in-batch", why: why as NoReason };
}

type NoReason = Exclude<NoBatch, "other-node" | "too-many">;

/** In the order in which they are looked for. */
const REASONS: Readonly<Record<NoReason, (item: BatchItem, bureau: Bureau) => boolean>> = {
  "not-allowed": (item) => !mayBatch(item),
  escalated: isEscalated,
  "open-question": ({ approval, task }) => openQuestionOf(approval, task) !== undefined,
  sampled: ({ approval, task }) => nodeOfTask(approval, task)?.sampleOf !== undefined,
  // What those have said who were asked in between is read, not passed over.
  "signers-added": ({ approval, task }) =>
    nodeOfTask(approval, task)?.seats.some(({ added }) => added !== undefined) === true,
  warned: ({ file, approval }, bureau) => {
    const document = documentOf(file, approval);
    return document !== undefined && documentWarnings(file, document, bureau).length > 0;
  },
};

/** Tells whether the flow lets the node of a task be agreed to together. */
export function mayBatch({ flow, task }: Pick<BatchItem, "flow" | "task">): boolean {
  return nodeOfFlow(flow, task)?.batch === true;
}

/** Somebody else has been told that it is late: whoever decides now looks at this one. */
function isEscalated({ approval, task }: BatchItem, { ladders }: Bureau): boolean {
  const wait = waitOfSeat(approval, task);
  const ladder = ladders.find(({ id }) => id === nodeOfTask(approval, task)?.ladderId);
  const sent = approval.firedRungs.filter(
    ({ taskId, result }) => result === "sent" && wait.some(({ id }) => id === taskId),
  );
  return sent.some(({ rungId }) => {
    const rung = ladder?.rungs.find(({ id }) => id === rungId);
    return rung?.audience.some((reader) => reader !== "holder") === true;
  });
}

function whyNotBeside(items: readonly BatchItem[], item: BatchItem): Refusal | undefined {
  const [first] = items;
  if (first === undefined) return undefined;
  const isSame = first.flow.id === item.flow.id && first.task.nodeId === item.task.nodeId;
  if (!isSame) return { code: "not-in-batch", why: "other-node" };
  return items.length < MAX_BATCH ? undefined : { code: "not-in-batch", why: "too-many" };
}

function nodeOfFlow({ nodes }: Flow, { nodeId }: Task): FlowNode | undefined {
  return nodes.find(({ id }) => id === nodeId);
}
