import { expect } from "chai";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { read, sqlFor } from "../../src/store/db.ts";
import { casesDue } from "../../src/store/look-ups.ts";
import { pressOnly, textsOf } from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { tickElsewhere } from "../support/tick-process.ts";
import { everythingSent } from "../support/truth.ts";
import { instant } from "../support/set-clock.ts";
import { callInstance, settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { cell, IS_WHOLE, type Round } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { fakeTime, need } from "./needs.ts";
import {
  checkPair,
  liPresses,
  openPair,
  pairCase,
  pairDecisions,
  passRetries,
  repeatAs,
  type Pair,
} from "./pair.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MANY = IS_WHOLE ? 1_000 : 12;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** From Monday at 9; a thousand cases are not all opened before Tuesday evening. */
const THURSDAY_MORNING_MS = 73 * HOUR_MS;
const FIRST_MONDAY = instant("2026-11-23 09:00").getTime();

describe("clocks of several processes", () => {
  const world = worldForAll({ instances: 3 });
  let week = -1;

  /** A case that Li has had for six working hours: her reminder is due, her limit is not over. */
  async function dueCase(round: Round): Promise<string> {
    nextMonday();
    const caseNo = await newCase(round);
    world.clock.advanceMs(30 * HOUR_MS);
    return caseNo;
  }

  /** Time goes on from round to round: a tick that is over does not come again. */
  function nextMonday(): void {
    week += 1;
    world.clock.advanceMs(monday() - world.clock.now().getTime());
  }

  const monday = (): number => FIRST_MONDAY + week * WEEK_MS;

  async function newCase(round: Round): Promise<string> {
    callInstance(world, round.n % 3);
    repeatAs(world, round);
    return freshCase(world);
  }

  const toldOf = (caseNo: string): string[] =>
    textsOf(world, "liting").filter((text) => text.includes(caseNo));
  const ticks = () =>
    Promise.all(world.apps.map(({ deps }) => oncePerTick(deps, "clocks", runClocks)));

  cell(
    "F65: the same tick in three processes: one runs it, one reminder",
    async (round) => {
      const caseNo = await dueCase(round);

      const ran = await ticks();
      await settle(world);

      expect(ran.filter(Boolean)).to.have.length(1);
      expect(toldOf(caseNo)).to.have.length(1);
      await checkRound(world);
    },
    { rounds: 5 },
  );

  cell(
    "F72: the clock is set back an hour: nothing is said again, nothing is sent twice, presses go on",
    async (round) => {
      const caseNo = await dueCase(round);
      await ticks();
      await settle(world);
      const before = toldOf(caseNo);

      world.clock.advanceMs(-HOUR_MS);
      for (let turn = 0; turn < 4; turn += 1) {
        await ticks();
        await settle(world);
        world.clock.advanceMs(21 * MINUTE_MS);
      }
      const card = cardAbout(world, "liting", caseNo);
      await pressOnly(world, "liting", { button: "同意", card });

      expect(toldOf(caseNo)).to.deep.equal(before);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      await checkRound(world);
    },
    { rounds: 5 },
  );

  cell(
    `F66: a process is killed with -9 in the middle of ${MANY} warnings: the next tick does the rest, none twice`,
    async (round) => {
      nextMonday();
      const cases: string[] = [];
      for (let n = 0; n < MANY; n += 1) cases.push(await newCase(round));
      await everythingSent(world);
      world.clock.advanceMs(monday() + THURSDAY_MORNING_MS - world.clock.now().getTime());
      const due = await casesDue(world.app.deps.db, world.clock.now(), 10_000);
      // Cases of the cells before come first.
      const passes = due.length - Math.floor(MANY / 2);

      const signal = await tickElsewhere(world, `between-cases:${passes}`);
      const half = await firedFor(cases);
      world.clock.advanceMs(MINUTE_MS);
      await oncePerTick(world.app.deps, "clocks", runClocks);

      expect(signal).to.equal("SIGKILL");
      expect(half).to.be.within(1, MANY - 1);
      expect(await firedFor(cases)).to.equal(MANY);
      await checkRound(world);
    },
    { rounds: 1, short: 1, limitMs: 600_000 },
  );

  /** How many of these cases have had a warning. */
  async function firedFor(cases: readonly string[]): Promise<number> {
    const [rows] = await read(
      world.app.deps.db,
      sqlFor
        .selectFrom("fired_rungs")
        .innerJoin("cases", "cases.id", "fired_rungs.case_id")
        .select("case_no")
        .distinct()
        .where("case_no", "in", [...cases]),
    );
    return rows.length;
  }
});

describe("the clock of one host is wrong", () => {
  let pair: Pair;
  let library: string | undefined;

  before(async function () {
    this.timeout(20_000);
    library = fakeTime();
    need(this, "faketime", library !== undefined);
    pair = await openPair();
    await pair.start(1);
  });

  after(() => pair?.close());

  for (const { id, by, aheadMs } of [
    { id: "F68", by: "+1h", aheadMs: HOUR_MS },
    { id: "F69", by: "-10m", aheadMs: -10 * MINUTE_MS },
  ]) {
    cell(
      `${id}: ${by}: it goes by the database's clock, says so, and its presses count`,
      async (round) => {
        repeatAs(pair, round);
        const service = await pair.start(0, {
          LD_PRELOAD: library ?? "",
          FAKETIME: by,
          FAKETIME_DONT_FAKE_MONOTONIC: "1",
        });
        pair.door.order(pair.ports.slice(0, 1));
        const caseNo = await pairCase(pair, 0);

        const push = await liPresses(pair, caseNo);
        await passRetries(pair, push);

        const told = service.lines.find((line) => line.includes("clock.corrected")) ?? "{}";
        const said = (JSON.parse(told) as { aheadMs?: number }).aheadMs ?? 0;
        expect(said).to.be.closeTo(-aheadMs, 5_000);
        expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
        expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
        const [rows] = await read(
          pair.db,
          sqlFor
            .selectFrom("decisions")
            .select("committed_at")
            .orderBy("committed_at", "desc")
            .limit(1),
        );
        const distanceMs =
          (rows[0]?.committed_at.getTime() ?? 0) - pair.simulator.world.clock.nowMs();
        expect(Math.abs(distanceMs)).to.be.below(10_000);
        expect(
          textsOf(pair.people, "liting").filter((text) => text.includes(caseNo)),
        ).to.deep.equal([]);
        expect(
          service.lines.filter((line) => line.includes('"check":"wecom.clock"')),
          "an alarm at its start",
        ).to.have.length(1);
        await checkPair(pair, { errors: /"check":"(wecom\.clock|callback)"/ });
      },
      { rounds: 3, short: 1, limitMs: 20_000 },
    );
  }
});
