import type { Approval, Copy, Task } from "../domain/approval/instance.ts";
import { copyOf } from "../domain/approval/copy.ts";
import { mayBatch } from "../domain/verbs/batch.ts";
import { approvalOf, approvalOfTask, type CaseFile } from "../domain/case-file.ts";
import type { ApprovalId, StaffId, TaskId } from "../domain/ids.ts";
import type { ListPlace, TaskList } from "../domain/asking/work-list.ts";
import { read } from "../store/db.ts";
import { copiesListed, submissionsListed, tasksListed } from "../store/work-lists.ts";
import type { Deps } from "./deps.ts";
import { visibleCases } from "./look-up.ts";
import { pinnedFlows } from "./pinned-flows.ts";

export interface PageQuestion {
  viewer: StaffId;
  /** The last row of the page before. */
  after: ListPlace | undefined;
}

export interface WorkPage<Entry> {
  entries: readonly Entry[];
  /** How many tasks wait for the viewer, whichever list this is. */
  waiting: number;
  /** Tasks whose holders wait for an answer of the viewer, whichever list this is. */
  questions: readonly TaskEntry[];
  /** How much the viewer was copied and has not read, whichever list this is. */
  unread: number;
  /** Those of the entries that may be agreed to together with others. */
  batchable: ReadonlySet<TaskId>;
  /** Where the next page begins; undefined on the last one. */
  next: ListPlace | undefined;
  asOf: Date;
}

export interface TaskEntry {
  file: CaseFile;
  approval: Approval;
  task: Task;
}

export type SubmissionEntry = Omit<TaskEntry, "task">;

const PAGE_ROWS = 20;

/** One page of somebody's tasks. */
export async function listWork(
  deps: Deps,
  { viewer, list, after }: PageQuestion & { list: TaskList },
): Promise<WorkPage<TaskEntry>> {
  const page = { staff: viewer, after, limit: PAGE_ROWS + 1 };
  const listed = await tasksListed(deps.db, { ...page, list });
  const shown = await pageOf(deps, { viewer, ...listed }, taskEntry);
  return list === "todo" ? { ...shown, batchable: await batchable(deps, shown.entries) } : shown;
}

async function batchable(deps: Deps, entries: readonly TaskEntry[]): Promise<Set<TaskId>> {
  const ids: TaskId[] = [];
  for (const { file, approval, task } of entries) {
    const flowOf = await pinnedFlows(deps, { read: (...asked) => read(deps.db, ...asked) }, file);
    if (mayBatch({ flow: flowOf(approval), task })) ids.push(task.id);
  }
  return new Set(ids);
}

function taskEntry(file: CaseFile, { id }: ListPlace): TaskEntry | undefined {
  const found = approvalOfTask(file, id as TaskId);
  return found && { file, ...found };
}

/** One page of what somebody has submitted. */
export async function listSubmissions(
  deps: Deps,
  { viewer, after }: PageQuestion,
): Promise<WorkPage<SubmissionEntry>> {
  const page = { staff: viewer, after, limit: PAGE_ROWS + 1 };
  const listed = await submissionsListed(deps.db, page);
  return pageOf(deps, { viewer, ...listed }, (file, { id }) => {
    const approval = approvalOf(file, id as ApprovalId);
    return approval && { file, approval };
  });
}

/** What the viewer was copied. */
export interface CopyEntry extends SubmissionEntry {
  copy: Copy;
}

/** One page of what somebody was copied, unread first. */
export async function listCopies(
  deps: Deps,
  { viewer, after }: PageQuestion,
): Promise<WorkPage<CopyEntry>> {
  const page = { staff: viewer, after, limit: PAGE_ROWS + 1 };
  const listed = await copiesListed(deps.db, page);
  return pageOf(deps, { viewer, ...listed }, (file, { id }) => {
    const approval = approvalOf(file, id as ApprovalId);
    const copy = approval && copyOf(approval, viewer);
    return copy && { file, approval, copy };
  });
}

interface Listed {
  viewer: StaffId;
  first?: readonly ListPlace[];
  unread: number;
  rows: readonly ListPlace[];
  waiting: number;
  questions: readonly ListPlace[];
}

/** The rows with their cases; one more row than a page holds says that there is another. */
async function pageOf<Entry>(
  deps: Deps,
  { viewer, first = [], rows, waiting, questions, unread }: Listed,
  entryOf: (file: CaseFile, row: ListPlace) => Entry | undefined,
): Promise<WorkPage<Entry>> {
  const shown = rows.slice(0, PAGE_ROWS);
  const ids = [...new Set([...first, ...shown, ...questions].map(({ caseId }) => caseId))];
  const files = await visibleCases(deps, ids, { staff: viewer });
  const byId = new Map(files.map((file) => [file.connectionCase.id, file]));
  const found = <T>(places: readonly ListPlace[], read: (file: CaseFile, row: ListPlace) => T) =>
    places.flatMap((row) => {
      const file = byId.get(row.caseId);
      return (file && read(file, row)) ?? [];
    });
  const next = rows.length > shown.length ? shown.at(-1) : undefined;
  const asOf = deps.clock.now();
  return {
    entries: found([...first, ...shown], entryOf),
    unread,
    batchable: new Set(),
    waiting,
    questions: found(questions, taskEntry),
    next,
    asOf,
  };
}
