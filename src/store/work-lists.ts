import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import { HANDED_ON } from "../domain/approval/tasks.ts";
import type { CaseId, StaffId } from "../domain/ids.ts";
import type { ListPlace, TaskList } from "../domain/asking/work-list.ts";
import { copiesOf, unreadCopies } from "./copies.ts";
import { read, sqlFor, type Db } from "./db.ts";
import type { Tables } from "./tables.ts";

export interface PageOf {
  staff: StaffId;
  after: ListPlace | undefined;
  limit: number;
}

interface TasksListed {
  /** Rows that stand before all others, whatever page they would be on. */
  first?: ListPlace[];
  rows: ListPlace[];
  /** How many tasks wait for this person; whatever is told of it, in a list, beside it or in the chat, is this number. */
  waiting: number;
  /** Tasks whose holders wait for this person's answer, the oldest question first. */
  questions: ListPlace[];
  /** How much this person was copied and has not read. */
  unread: number;
}

/** One page of somebody's tasks: what waits, the most urgent first, then the oldest case; what has ended, the latest first. */
export async function tasksListed(db: Db, page: PageOf & { list: TaskList }): Promise<TasksListed> {
  return listedWith(db, tasksQuery(page), page.staff);
}

/** One page of what somebody has submitted, the newest first, with how many tasks wait for them. */
export async function submissionsListed(db: Db, page: PageOf): Promise<TasksListed> {
  return listedWith(db, submissionsQuery(page), page.staff);
}

/** The rows, with what waits for this person whichever list it is. */
async function listedWith(
  db: Db,
  query: ReturnType<typeof tasksQuery | typeof submissionsQuery | typeof copiesQuery>,
  staff: StaffId,
): Promise<TasksListed> {
  const asked = questionsQuery(staff);
  const unreadQuery = unreadCopies(staff).select(({ fn }) => fn.countAll<number>().as("count"));
  const counts = [waitingCount(staff), unreadQuery] as const;
  const [rows, questions, waiting, unread] = await read(db, query, asked, ...counts);
  return {
    rows: listed(rows),
    questions: listed(questions),
    waiting: Number(waiting[0]?.count ?? 0),
    unread: Number(unread[0]?.count ?? 0),
  };
}

/** One page of what somebody was copied: what they have not read first, and all of it on the first page. */
export async function copiesListed(db: Db, page: PageOf): Promise<TasksListed> {
  const { after, staff } = page;
  const listedRead = await listedWith(db, copiesQuery(page, "read"), staff);
  if (after !== undefined) return listedRead;
  const [unread] = await read(db, copiesQuery({ ...page, limit: MOST_UNREAD }, "unread"));
  return { ...listedRead, first: listed(unread) };
}

/** More than anybody leaves unread. */
const MOST_UNREAD = 100;

function copiesQuery({ staff, after, limit }: PageOf, which: "read" | "unread") {
  const all = copiesOf(staff)
    .select(["approval_id as id", "case_id", "made_at as at"])
    .where("read_at", which === "read" ? "is not" : "is", null)
    .orderBy("made_at", "desc")
    .orderBy("approval_id", "desc")
    .limit(limit);
  if (after === undefined) return all;
  const { at, id } = after;
  return all
    .where("made_at", "<=", at)
    .where((eb) => eb.or([eb("made_at", "<", at), eb("approval_id", "<", id)]));
}

/** To be read from an index in its order, whatever the list: a test looks at its plan. */
export function tasksQuery({ list, ...page }: PageOf & { list: TaskList }) {
  if (list === "todo") return waitingTasks(page);
  return endedTasks(page, list === "done" ? "done" : "cancelled");
}

function waitingTasks({ staff, after, limit }: PageOf) {
  const all = waitingFor(staff)
    .select(["id", "case_id", "due_at as at"])
    .orderBy("due_at")
    .orderBy("case_id")
    .orderBy("id")
    .limit(limit);
  if (after === undefined) return all;
  const { at, caseId, id } = after;
  // The first condition is a range of the index, the second leaves out what shares its beginning.
  return all
    .where("due_at", ">=", at)
    .where((eb) =>
      eb.or([
        eb("due_at", ">", at),
        eb("case_id", ">", caseId),
        eb.and([eb("case_id", "=", caseId), eb("id", ">", id)]),
      ]),
    );
}

function endedTasks({ staff, after, limit }: PageOf, status: "done" | "cancelled") {
  const all = sqlFor
    .selectFrom("tasks")
    .select(["id", "case_id", "closed_at as at"])
    .where("holder", "=", staff)
    .where("status", "=", status)
    .orderBy("closed_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (after === undefined) return all;
  const { at, id } = after;
  return all
    .where("closed_at", "<=", at)
    .where((eb) => eb.or([eb("closed_at", "<", at), eb("id", "<", id)]));
}

/** Likewise. */
export function submissionsQuery({ staff, after, limit }: PageOf) {
  const all = sqlFor
    .selectFrom("approvals")
    .select(["id", "case_id", "started_at as at"])
    .where("submitted_by", "=", staff)
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (after === undefined) return all;
  const { at, id } = after;
  return all
    .where("started_at", "<=", at)
    .where((eb) => eb.or([eb("started_at", "<", at), eb("id", "<", id)]));
}

/** More questions than anybody has open at a time. */
const MOST_QUESTIONS = 100;

/**
 * Pending tasks about which somebody was asked and has not answered; an answer comes after its question. A task that was
 * handed on takes the question along, as long as its seat was handed on ever since: the wait is one (`waitOfSeat`).
 */
function questionsQuery(staff: StaffId) {
  return sqlFor
    .selectFrom("acts")
    .innerJoin("tasks as asked", "asked.id", "acts.task_id")
    .innerJoin("tasks", (on) =>
      on
        .onRef("tasks.case_id", "=", "asked.case_id")
        .onRef("tasks.approval_id", "=", "asked.approval_id")
        .onRef("tasks.round", "=", "asked.round")
        .onRef("tasks.node_id", "=", "asked.node_id")
        .onRef("tasks.seat_no", "=", "asked.seat_no"),
    )
    .select(["tasks.id", "acts.case_id", "acts.done_at as at"])
    .where("acts.to_userid", "=", staff)
    .where("acts.kind", "=", "ask")
    .where("tasks.status", "=", "pending")
    .whereRef("asked.task_no", "<=", "tasks.task_no")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("tasks as between")
            .select("between.id")
            .whereRef("between.approval_id", "=", "tasks.approval_id")
            .whereRef("between.round", "=", "tasks.round")
            .whereRef("between.node_id", "=", "tasks.node_id")
            .whereRef("between.seat_no", "=", "tasks.seat_no")
            .whereRef("between.task_no", ">=", "asked.task_no")
            .whereRef("between.task_no", "<", "tasks.task_no")
            .where(endsWait),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("acts as after")
            .select("after.act_no")
            .where("after.kind", "=", "answer")
            .whereRef("after.approval_id", "=", "acts.approval_id")
            .whereRef("after.task_id", "=", "acts.task_id")
            .whereRef("after.act_no", ">", "acts.act_no"),
        ),
      ),
    )
    .orderBy("acts.done_at")
    .orderBy("tasks.id")
    .limit(MOST_QUESTIONS);
}

/** A task of a seat after which it is waited for anew: neither handed on nor undone, which was never said. */
function endsWait({
  and,
  or,
  eb,
  not,
  exists,
  selectFrom,
}: ExpressionBuilder<Tables & { between: Tables["tasks"] }, "between">): Expression<SqlBool> {
  return and([
    eb("between.status", "!=", "pending"),
    or([
      eb("between.cancel_reason", "is", null),
      eb("between.cancel_reason", "not in", [...HANDED_ON]),
    ]),
    not(
      exists(
        selectFrom("acts as undone")
          .select("undone.act_no")
          .where("undone.kind", "=", "undo")
          .whereRef("undone.approval_id", "=", "between.approval_id")
          .whereRef("undone.task_id", "=", "between.id"),
      ),
    ),
  ]);
}

function waitingCount(staff: StaffId) {
  return waitingFor(staff).select(({ fn }) => fn.countAll<number>().as("count"));
}

/** What waits for somebody; of several seats in one node, which one press signs together, the first. */
function waitingFor(staff: StaffId) {
  return sqlFor
    .selectFrom("tasks")
    .where("holder", "=", staff)
    .where("status", "=", "pending")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("tasks as before")
            .select("before.id")
            .where("before.holder", "=", staff)
            .where("before.status", "=", "pending")
            .whereRef("before.due_at", "=", "tasks.due_at")
            .whereRef("before.case_id", "=", "tasks.case_id")
            .whereRef("before.approval_id", "=", "tasks.approval_id")
            .whereRef("before.round", "=", "tasks.round")
            .whereRef("before.node_id", "=", "tasks.node_id")
            .whereRef("before.task_no", "<", "tasks.task_no"),
        ),
      ),
    );
}

/** An ended task always has its moment; the column alone does not know. */
function listed(rows: readonly { id: string; case_id: number; at: Date | null }[]): ListPlace[] {
  return rows.flatMap(({ id, case_id, at }) =>
    at === null ? [] : [{ id, at, caseId: case_id as CaseId }],
  );
}
