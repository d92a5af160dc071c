import { expect } from "chai";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { cardsOf, giveBack, openCase, shownText, submitPlan, textsOf } from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  freshCase,
  pressAt,
  redeliver,
} from "../support/presses.ts";
import { checkTruth, everythingSent } from "../support/truth.ts";
import { callInstance, restartInstance, settle, stopInstance } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const HOUR_MS = 3_600_000;

describe("two processes of the service", () => {
  const world = worldForAll({ instances: 2 });

  afterEach(() => checkTruth(world));

  it("three departments press at both at once: three decisions, one next node, no card twice", async () => {
    const caseNo = await freshCase(world);
    await pressAt(world, "liting", { button: "同意", instance: 1 });
    await settle(world);

    await Promise.all(
      ["chenming", "wuhao", "liuyang"].map((userid, n) =>
        pressAt(world, userid, { button: "同意", instance: n % 2 }),
      ),
    );
    await settle(world);

    expect((await decisionsOf(world, caseNo)).toSorted()).to.deep.equal([
      "chenming approve",
      "liting approve",
      "liuyang approve",
      "wuhao approve",
    ]);
    expect(cardsAbout(world, "zhaogang", caseNo)).to.have.length(1);
  });

  it("one event reaches both: the second gives the stored answer", async () => {
    const caseNo = await freshCase(world);
    const push = await pressAt(world, "liting", { button: "同意", instance: 0 });
    callInstance(world, 1);

    const again = await redeliver(world, push);

    expect(again.tries.at(-1)?.status).to.equal(200);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("one event reaches both at the same moment: one decision", async () => {
    const caseNo = await freshCase(world);
    const first = await pressAt(world, "liting", { button: "同意", instance: 0 });
    const { pusher } = world.simulator.stage;
    const twice = Array.from({ length: 6 }, (_, n) => {
      callInstance(world, n % 2);
      return pusher.redeliver(first);
    });

    await Promise.all(twice);

    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("both senders empty one outbox: every card and every text comes once", async () => {
    world.clock.advanceMs(HOUR_MS);
    const before = cardsOf(world, "liting").length;
    const told = textsOf(world, "zhangwei").length;
    const numbers = Array.from({ length: 12 }, (_, n) => `BZ-2026-2000${10 + n}`);
    for (const caseNo of numbers) {
      await openCase(world, { caseNo });
      await submitOnly(caseNo);
    }

    await everythingSent(world);

    expect(cardsOf(world, "liting").length - before).to.equal(12);
    expect(textsOf(world, "zhangwei").length - told).to.equal(12);
  });

  /** Submits without sending anything yet. */
  async function submitOnly(caseNo: string): Promise<void> {
    await submitPlan({ ...world, apps: [] }, { caseNo });
  }

  it("the clock ticks in both: one reminder", async () => {
    const caseNo = await freshCase(world);
    world.clock.set("2026-11-24 17:00");
    const jobs = await Promise.all(
      [...world.apps, ...world.apps].map(({ deps }) => oncePerTick(deps, "clocks", runClocks)),
    );
    await settle(world);

    expect(jobs.filter(Boolean), "only one process may run the job").to.have.length(1);
    const reminders = textsOf(world, "liting").filter(
      (text) => text.includes(caseNo) && text.includes("提醒"),
    );
    expect(reminders).to.have.length(1);
  });

  it("an approval and a return of two departments at the same moment at both: one order, one truth", async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const caseNo = await freshCase(world);
      await pressAt(world, "liting", { button: "同意", instance: 0 });
      await settle(world);

      await Promise.all([
        pressAt(world, "chenming", { button: "同意", instance: 0 }),
        pressAt(world, "wuhao", { button: "退回", opinion: "source-unfit", instance: 1 }),
      ]);
      await settle(world);

      const decisions = await decisionsOf(world, caseNo);
      expect(decisions.at(-1)).to.equal("wuhao return");
      expect(shownText(cardAbout(world, "chenming", caseNo))).to.include("吴昊 退回");
    }
  });

  it("D10: the process that sent the card is gone, another is there: the first press counts", async () => {
    const caseNo = await freshCase(world);
    await restartInstance(world, 0);
    await restartInstance(world, 1);

    await pressAt(world, "liting", { button: "同意", instance: 0 });
    await settle(world);

    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    expect(shownText(cardAbout(world, "liting", caseNo))).to.include("已同意");
  });

  it("one process is stopped: the other answers and sends alone", async () => {
    const caseNo = await freshCase(world);
    await stopInstance(world, 1);
    callInstance(world, 0);

    await giveBack(world, "liting");

    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting return"]);
    expect(textsOf(world, "zhangwei").at(-1)).to.include("退回");
  });
});
