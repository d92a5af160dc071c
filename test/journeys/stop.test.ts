import { performance } from "node:perf_hooks";
import { get } from "node:http";
import { expect } from "chai";
import type { RowDataPacket } from "mysql2/promise";
import { read, sqlFor } from "../../src/store/db.ts";
import { bring, cardsOf, CASE_NO, example, isPressable, pressOnly } from "../support/people.ts";
import { openProcessWorld, until, type ProcessWorld } from "../support/process-world.ts";
import type { World } from "../support/world.ts";

/** What supervisors give a process before they kill it. */
const PATIENCE_MS = 10_000;

describe("SIGTERM while somebody's press is being decided (F08)", function () {
  this.timeout(40_000);
  let process: ProcessWorld;
  let world: World;

  before(async () => {
    process = await openProcessWorld("");
    world = { simulator: process.simulator } as World;
    await bring(process.url, "/api/cases", example("case"));
    await bring(process.url, `/api/cases/${CASE_NO}/plans`, {
      submittedBy: "zhangwei",
      plan: example("hv-plan"),
    });
    await until(() => cardsOf(world, "liting").some((card) => isPressable(world, card)));
  });

  after(() => process.close());

  it("takes nothing new, answers the press with 200, and ends with 0 within ten seconds", async () => {
    const { service } = process;
    const lock = await lockCases();
    const press = pressOnly(world, "liting", { button: "同意" });
    await until(isSomebodyWaiting);

    const startedMs = performance.now();
    service.kill("SIGTERM");
    await until(() => service.lines.some((line) => line.includes("service.stopping")));
    const newcomer = await comeNew(`${process.url}/healthz`);
    await lock.release();
    const push = await press;

    expect(newcomer, "a new connection").to.equal("ECONNREFUSED");
    expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
    expect(await service.exitCode).to.equal(0);
    expect(performance.now() - startedMs).to.be.below(PATIENCE_MS);
    const [decisions] = await read(process.db, sqlFor.selectFrom("decisions").select("decided_by"));
    expect(decisions).to.deep.equal([{ decided_by: "liting" }]);
    const last = service.lines.at(-1) ?? "";
    expect(JSON.parse(last)).to.include({ msg: "service.stopped" }).and.deep.include({
      unfinished: [],
    });
  });

  /** Holds every case as a slow transaction would. */
  async function lockCases(): Promise<{ release(): Promise<void> }> {
    const connection = await process.db.pool.getConnection();
    await connection.query("START TRANSACTION");
    await connection.query("SELECT id FROM cases FOR UPDATE");
    return {
      release: async () => {
        await connection.query("ROLLBACK");
        connection.release();
      },
    };
  }

  async function isSomebodyWaiting(): Promise<boolean> {
    const [rows] = await process.db.pool.query<RowDataPacket[]>(
      `SELECT 1 FROM information_schema.processlist
       WHERE db = DATABASE() AND info LIKE '%for update%' AND id <> CONNECTION_ID()`,
    );
    return rows.length > 0;
  }
});

/** Calls on a connection of its own; `fetch` would take one that is open still. Returns the status, or why there is none. */
function comeNew(url: string): Promise<unknown> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (answer) => resolve(answer.resume().statusCode)).on(
      "error",
      (error: NodeJS.ErrnoException) => resolve(error.code),
    );
  });
}
