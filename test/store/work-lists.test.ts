import { expect } from "chai";
import type { CaseId, StaffId } from "../../src/domain/ids.ts";
import type { ListPlace, TaskList } from "../../src/domain/asking/work-list.ts";
import { change, read, sqlFor } from "../../src/store/db.ts";
import {
  submissionsListed,
  submissionsQuery,
  tasksListed,
  tasksQuery,
} from "../../src/store/work-lists.ts";
import { november, staff } from "../support/build.ts";
import { freshStore, statement, type FreshStore } from "../support/fresh-store.ts";

const LI = staff("liting");
const OTHERS = Array.from({ length: 50 }, (_, n) => staff(`other${n}`));
/** Of everybody, in each state: enough for the server to prefer an index to a look at everything. */
const EACH = 60;
const STATES = ["pending", "done", "cancelled"];
const LISTS: readonly TaskList[] = ["todo", "done", "closed"];

describe("the lists of what somebody has to do, has done and has submitted", () => {
  let store: FreshStore;
  before(async () => {
    store = await freshStore("work_lists");
    let n = 0;
    for (const person of [...OTHERS, LI]) {
      const rows = Array.from({ length: EACH }, (_, k) => STATES.map((state) => ({ k, state })));
      const tasks = rows.flat().map(({ k, state }) => taskRow((n += 1), { person, state, k }));
      await change(store.db, sqlFor.insertInto("tasks").values(tasks));
      const approvals = rows.map((_, k) => approvalRow((n += 1), { person, k }));
      await change(store.db, sqlFor.insertInto("approvals").values(approvals));
    }
    await read(store.db, statement("ANALYZE TABLE tasks, approvals"));
  });
  after(() => store.close());

  interface Of {
    person: StaffId;
    state: string;
    k: number;
  }

  /** Three tasks share each moment, so that a page may end in the middle of them. */
  function taskRow(n: number, { person, state, k }: Of) {
    const dueAt = new Date(november(24, "18:00").getTime() + Math.floor(k / 3) * 60_000);
    return {
      id: `T${n}-1`,
      case_id: n,
      approval_id: `A${n}-1`,
      round: 1,
      node_id: "marketing",
      seat_no: 1,
      task_no: 1,
      holder: person,
      label: "营销部 报装专责",
      status: state,
      cancel_reason: state === "cancelled" ? "returned" : null,
      opened_at: november(23, "09:10"),
      due_at: dueAt,
      closed_at: state === "pending" ? null : dueAt,
    };
  }

  function approvalRow(n: number, { person, k }: Omit<Of, "state">) {
    return {
      id: `A${n}-1`,
      case_id: n,
      kind: "supply_plan",
      flow_id: "flow",
      flow_version: 1,
      status: k % 2 === 0 ? "running" : "approved",
      round: 1,
      document_version: 1,
      submitted_by: person,
      started_at: new Date(november(23, "09:00").getTime() + Math.floor(k / 3) * 60_000),
      closed_at: null,
    };
  }

  type Page = (after: ListPlace | undefined) => Promise<{ rows: ListPlace[]; waiting: number }>;

  /** Every row, read page by page. */
  async function everyPage(pageAfter: Page): Promise<ListPlace[]> {
    const seen: ListPlace[] = [];
    for (;;) {
      const { rows } = await pageAfter(seen.at(-1));
      if (rows.length === 0) return seen;
      seen.push(...rows);
    }
  }

  const timesOf = (rows: readonly ListPlace[]) => rows.map(({ at }) => at.getTime());

  for (const list of LISTS) {
    it(`${list}: page by page every task once, in order`, async () => {
      const rows = await everyPage((after) =>
        tasksListed(store.db, { staff: LI, list, after, limit: 7 }),
      );
      expect(new Set(rows.map(({ id }) => id)).size).to.equal(EACH);
      expect(rows).to.have.length(EACH);
      const times = timesOf(rows);
      const sign = list === "todo" ? 1 : -1;
      expect(times).to.deep.equal(times.toSorted((a, b) => sign * (a - b)));
      if (list !== "todo") return;
      const oldestFirst = rows.toSorted(
        (a, b) => Number(a.at) - Number(b.at) || a.caseId - b.caseId,
      );
      expect(rows, "of equal due times the older case first").to.deep.equal(oldestFirst);
    });
  }

  it("what somebody submitted: page by page every approval once, the newest first", async () => {
    const rows = await everyPage((after) =>
      submissionsListed(store.db, { staff: LI, after, limit: 7 }),
    );
    expect(new Set(rows.map(({ id }) => id)).size).to.equal(EACH);
    expect(timesOf(rows)).to.deep.equal(timesOf(rows).toSorted((a, b) => b - a));
  });

  it("count what waits, whichever list is asked for", async () => {
    const page = { staff: LI, after: undefined, limit: 1 };
    for (const list of LISTS) {
      expect((await tasksListed(store.db, { ...page, list })).waiting).to.equal(EACH);
    }
    expect((await submissionsListed(store.db, page)).waiting).to.equal(EACH);
    const nobody = { ...page, staff: staff("nobody"), list: "todo" as const };
    expect(await tasksListed(store.db, nobody)).to.deep.equal({
      rows: [],
      questions: [],
      waiting: 0,
      unread: 0,
    });
  });

  it("are read from their indexes in order: nothing is sorted, no other person's row is looked at", async () => {
    const after = { at: november(24, "18:05"), caseId: 5 as CaseId, id: "T5-1" };
    for (const place of [undefined, after]) {
      const page = { staff: LI, after: place, limit: 21 };
      const plans = [
        ...LISTS.map((list) => ({
          query: tasksQuery({ ...page, list }),
          key: list === "todo" ? "ix_tasks_waiting" : "ix_tasks_closed",
        })),
        { query: submissionsQuery(page), key: "ix_approvals_mine" },
      ];
      for (const { query, key } of plans) {
        const compiled = query.compile();
        const [plan] = await read(store.db, {
          compile: () => ({ ...compiled, sql: `EXPLAIN FORMAT=TRADITIONAL ${compiled.sql}` }),
        });
        const row = plan[0] as Record<string, unknown>;
        expect(row["key"], compiled.sql).to.equal(key);
        expect(Number(row["rows"]), "rows").to.be.at.most(EACH);
        expect(String(row["Extra"])).to.not.include("filesort");
      }
    }
  });
});
