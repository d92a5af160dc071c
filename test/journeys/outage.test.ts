import { expect } from "chai";
import { outageWatch } from "../../src/actions/make-up-for-outage.ts";
import { clearFaults } from "../../src/simulator/control/set-faults.ts";
import { DatabaseAway } from "../../src/store/db.ts";
import { casesAsking } from "../../src/store/look-ups.ts";
import { approve, isPressable, pressOnly, shownText, textsOf } from "../support/people.ts";
import { cardsAbout, fault, forgePress, keyOn } from "../support/presses.ts";
import { caseForEach } from "../support/this-case.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const MINUTE_MS = 60_000;
const HINT = "如您其间已点击，请再点一次";

describe("nothing hears presses for a while", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);
  let steadyMs = 0;
  let watch = outageWatch(() => steadyMs);
  beforeEach(() => minute());
  afterEach(() => checkTruth(world, { errors: /renew\.case-failed/ }));

  /** What every process does once a minute. */
  const minute = async (): Promise<void> => {
    await watch(world.app.deps);
    await settle(world);
  };
  const pass = (minutes: number): void => {
    steadyMs += minutes * MINUTE_MS;
    world.clock.advanceMs(minutes * MINUTE_MS);
  };
  /** The process ends, and so much later another begins. */
  const away = async (minutes: number): Promise<void> => {
    pass(minutes);
    watch = outageWatch(() => steadyMs);
    await minute();
  };

  it("D14: for 20 minutes: every card that still asks is replaced once and says so; no reminder comes with it", async () => {
    const old = thisCase.cardOf("liting");
    const texts = textsOf(world, "liting").length;
    fault(world, { api: "callback", kind: "unreachable-callback", times: 99 });
    await pressOnly(world, "liting", { button: "同意" });
    clearFaults(world.simulator.world, { clear: true });

    await away(20);
    pass(1);
    await minute();

    const [, fresh, ...more] = thisCase.cardsOf("liting");
    expect(more).to.deep.equal([]);
    expect(shownText(fresh ?? old))
      .to.match(/系统 \d\d:\d\d 后曾中断/)
      .and.include(HINT);
    expect(isPressable(world, old), "old").to.equal(false);
    expect(textsOf(world, "liting").length - texts).to.equal(0);
    expect(await thisCase.decisions()).to.deep.equal([]);
    await approve(world, "liting");
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("D14: the press comes after all, late and twice: it counts, once", async () => {
    const old = thisCase.cardOf("liting");
    const key = keyOn(old, "同意");

    await away(20);
    await forgePress(world, { userid: "liting", card: old, key });
    await forgePress(world, { userid: "liting", card: old, key });
    await settle(world);

    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    expect(thisCase.cardsOf("liting").some((card) => isPressable(world, card))).to.equal(false);
  });

  it("for four minutes, as a restart may take: nobody is disturbed", async () => {
    await away(4);

    expect(thisCase.cardsOf("liting")).to.have.length(1);
  });

  it("over a night: a night is no working time, and in the morning nothing has been missed", async () => {
    world.clock.set("2026-11-24 17:57");
    await minute();
    await thisCase.renew();
    await minute();
    world.clock.set("2026-11-25 08:31");
    await away(0);

    expect(shownText(thisCase.cardOf("liting"))).not.to.include(HINT);
  });

  it("from the evening on: who was asked reads it when the office opens, not at night", async () => {
    world.clock.set("2026-11-25 17:30");
    await minute();
    await thisCase.renew();
    await minute();
    world.clock.set("2026-11-25 20:00");
    await away(0);
    expect(thisCase.cardsOf("liting")).to.have.length(1);

    world.clock.set("2026-11-26 08:31");
    await away(0);

    expect(thisCase.cardsOf("liting")).to.have.length(2);
    expect(shownText(thisCase.cardOf("liting")))
      .to.include(HINT)
      .and.include("11月25日 17:3");
  });

  it("only the clock was moved: whoever was there all along disturbs nobody", async () => {
    world.clock.advanceMs(90 * MINUTE_MS);
    await minute();
    world.clock.set("2026-11-27 20:00");
    await minute();
    pass(10);
    await minute();
    world.clock.set("2026-11-30 10:00");
    await minute();

    expect(shownText(thisCase.cardOf("liting"))).not.to.include(HINT);
  });

  it("it hung without MySQL and is the same process: it knows that it heard nothing", async () => {
    pass(20);
    await minute();

    expect(shownText(thisCase.cardOf("liting"))).to.include(HINT);
  });

  it("one case cannot be handled, and it dies in the middle: the others are told, and nobody is twice", async () => {
    const [broken, first] = [thisCase.no, await another(), await another()];
    await minute();
    const { deps } = world.app;
    let left = (await casesAsking(deps.db)).length;
    const failing = {
      ...deps,
      failpoint: async (name: string) => {
        if (name === "locked" && left-- === 3) throw new Error("this case fails");
        if (name === "locked" && left === 0) throw new DatabaseAway("it dies");
      },
    };
    pass(20);
    watch = outageWatch(() => steadyMs);
    await watch(failing).catch(() => undefined);
    await settle(world);
    expect(cardsAbout(world, "liting", first), "the second").to.have.length(2);

    pass(1);
    await minute();

    for (const caseNo of [broken, first, thisCase.no]) {
      expect(cardsAbout(world, "liting", caseNo), caseNo).to.have.length(2);
    }
  });

  async function another(): Promise<string> {
    await thisCase.renew();
    return thisCase.no;
  }
});
