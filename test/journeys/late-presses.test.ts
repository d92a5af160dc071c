import { expect } from "chai";
import { approve, giveBack, isPressable, pressButton, shownText } from "../support/people.ts";
import { forgePress, keyOn, submitSecondVersion, textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { caseForEach } from "../support/this-case.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const HOUR_MS = 3_600_000;

describe("a card that is 80 hours old", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  it("F59: still waiting: the press counts for nothing, a fresh card asks, the old one is harmless", async () => {
    const old = thisCase.cardOf("liting");
    world.clock.advanceMs(80 * HOUR_MS);

    const words = await textsDuring(world, "liting", () =>
      pressButton(world, "liting", { button: "同意" }),
    );

    expect(words.join()).to.include("80 小时").and.include("新发的卡片");
    expect(await thisCase.decisions()).to.deep.equal([]);
    expect(isPressable(world, old), "old").to.equal(false);
    expect(shownText(old)).to.include("请看新卡");
    expect(thisCase.cardsOf("liting")).to.have.length(2);
    await approve(world, "liting");
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("D9: decided on the page meanwhile: whoever presses the old one reads so, it shows it, nothing is counted", async () => {
    const old = thisCase.cardOf("liting");
    const key = keyOn(old, "同意");
    await thisCase.decide("liting", { verb: "return", text: "请补充接入点坐标" });
    world.clock.advanceMs(80 * HOUR_MS);

    const words = await textsDuring(world, "liting", async () => {
      await forgePress(world, { userid: "liting", card: old, key });
      await settle(world);
    });

    expect(words.join()).to.include("您已于").and.include("退回");
    expect(shownText(old)).to.include("已退回");
    expect(isPressable(world, old)).to.equal(false);
    expect(await thisCase.decisions()).to.deep.equal(["liting return"]);
  });

  it("pressed again before it turned harmless: no second fresh card", async () => {
    const old = thisCase.cardOf("liting");
    const key = keyOn(old, "同意");
    world.clock.advanceMs(80 * HOUR_MS);

    await forgePress(world, { userid: "liting", card: old, key });
    world.clock.advanceMs(2_000);
    await forgePress(world, { userid: "liting", card: old, key });

    expect(thisCase.cardsOf("liting")).to.have.length(2);
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("returned by somebody else meanwhile: its presser reads so, and the card shows it", async () => {
    await approve(world, "liting");
    const old = thisCase.cardOf("liuyang");
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
    expect(await thisCase.decisions()).to.deep.equal(["liting approve", "wuhao return"]);
  });

  it("of a round that is over: its presser is sent to the new card", async () => {
    await approve(world, "liting");
    const old = thisCase.cardOf("liuyang");
    world.clock.advanceMs(80 * HOUR_MS);
    await pressButton(world, "wuhao", { button: "退回", opinion: "source-unfit" });
    await giveBack(world, "wuhao");
    await submitSecondVersion(world, thisCase.no);
    await approve(world, "liting");

    const words = await textsDuring(world, "liuyang", () =>
      pressButton(world, "liuyang", { button: "同意", card: old }),
    );

    expect(words.join()).to.include("方案已更新到 v2，请看新卡");
    expect(shownText(old)).to.include("方案已更新到 v2");
    expect(isPressable(world, thisCase.cardOf("liuyang"))).to.equal(true);
  });

  it("71 hours old: the press counts as on the first day", async () => {
    world.clock.advanceMs(71 * HOUR_MS);

    await approve(world, "liting");

    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });
});
