import { expect } from "chai";
import { approve, giveBack, isPressable, pressButton, shownText } from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  forgePress,
  freshCase,
  keyOn,
  submitSecondVersion,
  textsDuring,
} from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, type World } from "../support/world.ts";

const HOUR_MS = 3_600_000;

describe("a card that is 80 hours old", () => {
  let world: World;
  let caseNo: string;

  before(async () => {
    world = await openWorld();
  });

  beforeEach(async () => {
    caseNo = await freshCase(world);
  });

  afterEach(() => checkTruth(world));

  after(() => world.close());

  it("F59: still waiting: the press counts for nothing, a fresh card asks, the old one is harmless", async () => {
    const old = cardAbout(world, "liting", caseNo);
    world.clock.advanceMs(80 * HOUR_MS);

    const words = await textsDuring(world, "liting", () =>
      pressButton(world, "liting", { button: "同意" }),
    );

    expect(words.join()).to.include("80 小时").and.include("新发的卡片");
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
    expect(isPressable(world, old), "old").to.equal(false);
    expect(shownText(old)).to.include("请看新卡");
    expect(cardsAbout(world, "liting", caseNo)).to.have.length(2);
    await approve(world, "liting");
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("pressed again before it turned harmless: no second fresh card", async () => {
    const old = cardAbout(world, "liting", caseNo);
    const key = keyOn(old, "同意");
    world.clock.advanceMs(80 * HOUR_MS);

    await forgePress(world, { userid: "liting", card: old, key });
    world.clock.advanceMs(2_000);
    await forgePress(world, { userid: "liting", card: old, key });

    expect(cardsAbout(world, "liting", caseNo)).to.have.length(2);
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
  });

  it("returned by somebody else meanwhile: its presser reads so, and the card shows it", async () => {
    await approve(world, "liting");
    const old = cardAbout(world, "liuyang", caseNo);
    world.clock.advanceMs(80 * HOUR_MS);
    await pressButton(world, "wuhao", { button: "退回", opinion: "source-unfit" });
    await giveBack(world, "wuhao");
    expect(isPressable(world, old), "nobody could change it").to.equal(true);

    const words = await textsDuring(world, "liuyang", () =>
      pressButton(world, "liuyang", { button: "同意", card: old }),
    );

    expect(words.join()).to.include("吴昊").and.include("退回");
    expect(isPressable(world, old)).to.equal(false);
    expect(shownText(old)).to.include("已由 吴昊 退回");
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve", "wuhao return"]);
  });

  it("of a round that is over: its presser is sent to the new card", async () => {
    await approve(world, "liting");
    const old = cardAbout(world, "liuyang", caseNo);
    world.clock.advanceMs(80 * HOUR_MS);
    await pressButton(world, "wuhao", { button: "退回", opinion: "source-unfit" });
    await giveBack(world, "wuhao");
    await submitSecondVersion(world, caseNo);
    await approve(world, "liting");

    const words = await textsDuring(world, "liuyang", () =>
      pressButton(world, "liuyang", { button: "同意", card: old }),
    );

    expect(words.join()).to.include("方案已更新到 v2，请看新卡");
    expect(shownText(old)).to.include("方案已更新到 v2");
    expect(isPressable(world, cardAbout(world, "liuyang", caseNo))).to.equal(true);
  });

  it("71 hours old: the press counts as on the first day", async () => {
    world.clock.advanceMs(71 * HOUR_MS);

    await approve(world, "liting");

    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });
});
