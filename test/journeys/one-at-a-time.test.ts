import { expect } from "chai";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { createSignal } from "../support/fresh-store.ts";
import { isPressable } from "../support/people.ts";
import { cardAbout, cardsAbout, decisionsOf, freshCase, pressAt } from "../support/presses.ts";
import { until } from "../support/process-world.ts";
import { isRowWaitedFor } from "../support/row-lock.ts";
import { checkTruth, everythingSent } from "../support/truth.ts";
import { openWorld, type World } from "../support/world.ts";

const MINUTE_MS = 60_000;

/** What no unique key would refuse: only the lock of the case keeps these apart. */
describe("a case is changed by two processes at once", () => {
  let world: World;
  let onceLocked: (() => Promise<void>) | undefined;

  beforeEach(async () => {
    world = await openWorld({
      at: "2026-11-20 08:58",
      instances: 2,
      failpoint: async (name, instance) => {
        if (name !== "locked" || instance !== 0) return;
        const act = onceLocked;
        onceLocked = undefined;
        await act?.();
      },
    });
  });

  afterEach(() => world.close());

  /** The first process looks at what is due and stands still; `other` begins meanwhile. Says whether it had to wait. */
  async function duringTick(other: () => Promise<unknown>): Promise<string> {
    const [isLocked, mayGoOn] = [createSignal(), createSignal()];
    onceLocked = async () => {
      isLocked.give();
      await mayGoOn.given;
    };
    const first = clockOf(0);
    await isLocked.given;
    const second = other();
    const seen = await Promise.race([
      second.then(() => "it did not wait"),
      until(() => isRowWaitedFor(world.database.mysqlUrl)).then(() => "it waited"),
    ]);
    world.clock.advanceMs(MINUTE_MS);
    mayGoOn.give();
    await Promise.all([first, second]);
    await everythingSent(world);
    return seen;
  }

  async function clockOf(instance: number): Promise<void> {
    const app = world.apps[instance];
    if (app !== undefined) await oncePerTick(app.deps, "clocks", runClocks);
  }

  it("by the clocks of both, which find a card too old: it is replaced once", async () => {
    const caseNo = await freshCase(world);
    world.clock.set("2026-11-23 08:31");

    const seen = await duringTick(() => {
      world.clock.advanceMs(MINUTE_MS);
      return clockOf(1);
    });

    const cards = cardsAbout(world, "liting", caseNo);
    expect(cards.map((card) => isPressable(world, card))).to.deep.equal([false, true]);
    expect(seen).to.equal("it waited");
    await checkTruth(world);
  });

  it("by the clock and a press: whoever is reminded has not signed yet", async () => {
    const caseNo = await freshCase(world);
    world.clock.set("2026-11-23 08:31");
    const card = cardAbout(world, "liting", caseNo);

    const seen = await duringTick(() =>
      pressAt(world, "liting", { button: "同意", card, instance: 1 }),
    );

    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    expect(cardsAbout(world, "liting", caseNo).some((one) => isPressable(world, one))).to.equal(
      false,
    );
    expect(seen).to.equal("it waited");
    await checkTruth(world);
  });
});
