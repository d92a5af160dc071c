import { planBatch, type BatchItem, type BatchPlan } from "../domain/verbs/batch.ts";
import { approvalOfTask } from "../domain/case-file.ts";
import { decideWritten } from "../domain/verbs/decide-written.ts";
import { caseOfTask, type CaseNo, type StaffId, type TaskId } from "../domain/ids.ts";
import { sha256Hex } from "../lib/hash.ts";
import { read } from "../store/db.ts";
import { answerForm } from "./answer-form.ts";
import type { Deps } from "./deps.ts";
import type { PageAnswered } from "./inputs.ts";
import { visibleCases } from "./look-up.ts";
import { pinnedFlows } from "./pinned-flows.ts";

/** One task of a batch, as the page that was agreed to showed it. */
export interface BatchTask {
  caseNo: CaseNo;
  taskId: TaskId;
  round: number;
  documentVersion: number;
}

/** 批量同意 as a page sent it; `onceKey` makes every task of it count once. */
export interface Batch {
  onceKey: string;
  from: StaffId;
  at: Date;
  tasks: readonly BatchTask[];
}

/** What would happen if somebody agreed to these tasks together; what is not theirs to see is left out. */
export async function planTogether(
  deps: Deps,
  { by, taskIds }: { by: StaffId; taskIds: readonly TaskId[] },
): Promise<BatchPlan & { asOf: Date }> {
  const plan = planBatch(await itemsOf(deps, { by, taskIds }), { by, bureau: deps.bureau });
  return { ...plan, asOf: deps.clock.now() };
}

/**
 * Agrees to several tasks, each in a transaction and with a decision of its own: what became of one changes nothing
 * about the others. Sent again, whatever has counted is not counted twice.
 */
export async function approveTogether(deps: Deps, batch: Batch): Promise<BatchAnswer[]> {
  const answers: PageAnswered[] = [];
  for (const task of batch.tasks) answers.push(await approveOne(deps, batch, task));
  const taskIds = batch.tasks.map(({ taskId }) => taskId);
  const items = await itemsOf(deps, { by: batch.from, taskIds });
  return batch.tasks.flatMap(({ taskId }, index) => {
    const item = items.find(({ task }) => task.id === taskId);
    const answer = answers[index];
    return item === undefined || answer === undefined ? [] : { item, answer };
  });
}

export interface BatchAnswer {
  item: BatchItem;
  answer: PageAnswered;
}

function approveOne(
  deps: Deps,
  { onceKey, from, at }: Batch,
  { caseNo, ...seen }: BatchTask,
): Promise<PageAnswered> {
  const form = { onceKey, from, at, caseNo, ...seen, code: undefined, text: "" };
  const batchId = sha256Hex(onceKey).slice(0, 32);
  return answerForm(deps, {
    form,
    about: seen.taskId,
    doneCode: "approve",
    kind: "agreed-together",
    verb: (file, around) =>
      decideWritten(file, { ...form, verb: "approve", fixes: [], batchId }, around),
  });
}

async function itemsOf(
  deps: Deps,
  { by, taskIds }: { by: StaffId; taskIds: readonly TaskId[] },
): Promise<BatchItem[]> {
  const caseIds = [...new Set(taskIds.map(caseOfTask))];
  const files = await visibleCases(deps, caseIds, { staff: by });
  const items: BatchItem[] = [];
  for (const taskId of taskIds) {
    const file = files.find(({ connectionCase }) => connectionCase.id === caseOfTask(taskId));
    const found = file && approvalOfTask(file, taskId);
    if (file === undefined || found === undefined) continue;
    const flowOf = await pinnedFlows(deps, { read: (...asked) => read(deps.db, ...asked) }, file);
    items.push({ file, ...found, flow: flowOf(found.approval) });
  }
  return items;
}
