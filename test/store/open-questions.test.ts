import { expect } from "chai";
import { openQuestionOf } from "../../src/domain/approval/question.ts";
import type { Approval, Task } from "../../src/domain/approval/instance.ts";
import type { Act } from "../../src/domain/approval/act.ts";
import { approvalIdOf, type CaseId } from "../../src/domain/ids.ts";
import { change, sqlFor } from "../../src/store/db.ts";
import { tasksListed } from "../../src/store/work-lists.ts";
import { buildAct } from "../support/build-act.ts";
import { buildApproval, buildTask, november, staff } from "../support/build.ts";
import { freshStore, type FreshStore } from "../support/fresh-store.ts";

/** How the tasks of a seat may end before it is asked again. */
const ENDINGS: Record<string, Partial<Task> & { act?: Act["kind"] }> = {
  transferred: { status: "cancelled", cancelReason: "transferred" },
  "others first": { status: "cancelled", cancelReason: "signers-added" },
  "taken back before it": { status: "cancelled", cancelReason: "taken-back" },
  "taken back": { status: "done", act: "take-back" },
  undone: { status: "done", act: "undo" },
};
const NAMES = Object.keys(ENDINGS);
const HISTORIES = [
  [],
  ...NAMES.map((one) => [one]),
  ...NAMES.flatMap((one) => NAMES.map((other) => [one, other])),
];

/** A seat whose tasks have ended so, and which is asked for once more; 张伟 was asked about the first task. */
function approvalOf(history: readonly string[], caseId: CaseId): Approval {
  const tasks = [...history, "pending"].map((ending, index) => {
    const { act: _act, ...ended } = ENDINGS[ending] ?? {};
    return buildTask(index + 1, {
      ...ended,
      id: `T${caseId}-${index + 1}` as Task["id"],
      seatNo: 1,
    });
  });
  const undoing = history.flatMap((ending, index): Act[] => {
    const { act: kind } = ENDINGS[ending] ?? {};
    return kind === undefined ? [] : [buildAct({ kind, taskId: tasks[index]?.id })];
  });
  const question = buildAct({ kind: "ask", taskId: tasks[0]?.id, to: staff("zhangwei") });
  const acts = [question, ...undoing];
  return buildApproval({ id: approvalIdOf(caseId, 1), caseId, tasks, acts });
}

describe("the questions that somebody is to answer", () => {
  let store: FreshStore;
  before(async () => {
    store = await freshStore("open_questions");
  });
  after(() => store.close());

  it("are listed exactly while the wait in which they were asked goes on", async () => {
    const approvals = HISTORIES.map((history, index) => approvalOf(history, (index + 1) as CaseId));
    await change(store.db, sqlFor.insertInto("tasks").values(approvals.flatMap(taskRows)));
    await change(store.db, sqlFor.insertInto("acts").values(approvals.flatMap(actRows)));
    const page = { staff: staff("zhangwei"), list: "todo", after: undefined, limit: 9 } as const;
    const { questions } = await tasksListed(store.db, page);
    const open = approvals.flatMap((approval) => {
      const task = approval.tasks.at(-1);
      return task && openQuestionOf(approval, task) ? [task.id] : [];
    });
    expect(questions.map(({ id }) => id)).to.have.members(open);
    expect(open).to.have.length(1 + 3 + 9);
  });
});

function taskRows({ id: approvalId, caseId, tasks }: Approval) {
  return tasks.map((task, index) => ({
    id: task.id,
    case_id: caseId,
    approval_id: approvalId,
    round: task.round,
    node_id: task.nodeId,
    seat_no: task.seatNo,
    task_no: index + 1,
    holder: task.holder,
    label: task.label,
    status: task.status,
    cancel_reason: task.cancelReason ?? null,
    opened_at: task.openedAt,
    due_at: task.dueAt,
    closed_at: task.status === "pending" ? null : november(23, "15:00"),
  }));
}

function actRows({ id: approvalId, caseId, acts }: Approval) {
  return acts.map((act, index) => ({
    approval_id: approvalId,
    act_no: index + 1,
    case_id: caseId,
    kind: act.kind,
    round: act.round,
    task_id: act.taskId ?? null,
    by_userid: act.by,
    name: act.name,
    position: act.position,
    department: act.department,
    words: act.text,
    next_task_id: null,
    until_at: null,
    to_userid: act.to ?? null,
    done_at: act.at,
    signers: null,
    choice: null,
  }));
}
