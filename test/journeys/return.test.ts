import { expect } from "chai";
import {
  approve,
  approveAll,
  example,
  giveBack,
  isPressable,
  pressButton,
  shownText,
  SIGNERS,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import { forgePress, keyOn, submitSecondVersion, textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

describe("a plan is returned and comes back better", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  it("Wu returns it with a reason: the submitter reads who and why, everybody else's card is closed by his name", async () => {
    await approve(world, "liting");
    await approve(world, "chenming");
    const told = textsOf(world, "zhangwei").length;

    await giveBack(world, "wuhao");

    const words = textsOf(world, "zhangwei").slice(told).join("\n");
    expect(words).to.include("退回").and.include("吴昊").and.include("电源点不合理");
    expect(words, "and what to do now").to.include("重新提交");
    for (const userid of ["liting", "chenming", "wuhao", "liuyang"]) {
      const card = thisCase.cardOf(userid);
      expect(isPressable(world, card), userid).to.equal(false);
      expect(shownText(card), userid).to.include("退回");
    }
    expect(shownText(thisCase.cardOf("liuyang"))).to.include("已由 吴昊 退回");
    expect(shownText(thisCase.cardOf("chenming"))).to.include("后由 吴昊 退回");
    expect(await thisCase.decisions()).to.deep.equal([
      "liting approve",
      "chenming approve",
      "wuhao return",
    ]);
  });

  it("退回 without a reason: refused, her card comes back naming what to choose, and then it works", async () => {
    const words = await textsDuring(world, "liting", () =>
      pressButton(world, "liting", { button: "退回" }),
    );

    expect(words.join()).to.include("退回须说明理由").and.include("电源点不合理");
    expect(await thisCase.decisions()).to.deep.equal([]);
    expect(shownText(thisCase.cardOf("liting"))).to.include("退回须说明理由");
    await giveBack(world, "liting", { opinion: "material-missing" });
    expect(await thisCase.decisions()).to.deep.equal(["liting return"]);
    expect(textsOf(world, "zhangwei").at(-1)).to.include("资料不全");
  });

  it("the second version starts a second round: the new card says what changed, all sign again to the end", async () => {
    await approve(world, "liting");
    await giveBack(world, "wuhao");
    world.clock.advanceMs(3_600_000);

    await submitSecondVersion(world, thisCase.no);

    const card = thisCase.cardOf("liting");
    expect(thisCase.cardsOf("liting")).to.have.length(2);
    expect(shownText(card)).to.include("方案 v2").and.include("较 v1 修改");
    expect(thisCase.cardsOf("liting").map(shownText)[0]).to.include("已同意");
    await approveAll(world);
    expect((await thisCase.decisions()).slice(2)).to.deep.equal(
      SIGNERS.map((userid) => `${userid} approve`),
    );
    expect(textsOf(world, "zhangwei").join("\n")).to.include(`${thisCase.no} 方案 v2 审批已通过`);
  });

  it("a card of the first round pressed in the second: its presser is sent to the new card, which still asks", async () => {
    await approve(world, "liting");
    const old = thisCase.cardOf("liuyang");
    const key = keyOn(old, "同意");
    await giveBack(world, "wuhao");
    await submitSecondVersion(world, thisCase.no);
    await approve(world, "liting");

    const words = await textsDuring(world, "liuyang", () =>
      forgePress(world, { userid: "liuyang", card: old, key }),
    );

    expect(words.join()).to.include("方案已更新到 v2，请看新卡");
    expect(isPressable(world, old)).to.equal(false);
    expect(shownText(old)).to.include("方案已更新到 v2");
    expect(isPressable(world, thisCase.cardOf("liuyang"))).to.equal(true);
    expect(await thisCase.decisions()).to.have.length(3);
  });

  it("Liu presses while the plan lies with its submitter: told who returned it", async () => {
    await approve(world, "liting");
    const card = thisCase.cardOf("liuyang");
    const key = keyOn(card, "同意");
    await giveBack(world, "wuhao");

    const words = await textsDuring(world, "liuyang", () =>
      forgePress(world, { userid: "liuyang", card, key }),
    );

    expect(words.join()).to.include("已由 吴昊").and.include("退回");
    expect(await thisCase.decisions()).to.have.length(2);
  });

  it("the same plan again, or a second version while the first is signed, is not accepted", async () => {
    const running = await submitPlan(world, { caseNo: thisCase.no, plan: example("hv-plan-v2") });
    expect(running.status, JSON.stringify(running.body)).to.equal(409);
    const twice = await submitPlan(world, { caseNo: thisCase.no });
    expect(JSON.stringify(twice.body), "nothing was returned").to.include("正在审批");
    await giveBack(world, "liting");

    const same = await submitPlan(world, { caseNo: thisCase.no });

    expect(same.status, JSON.stringify(same.body)).to.be.within(409, 422);
    expect(JSON.stringify(same.body)).to.include("完全相同");
  });

  it("three rounds: every return is remembered, every round counts for itself", async () => {
    await giveBack(world, "liting", { opinion: "capacity-unfit" });
    await submitSecondVersion(world, thisCase.no);
    await giveBack(world, "liting", { opinion: "metering-unfit" });
    await submitPlan(world, { caseNo: thisCase.no, plan: example("hv-plan") });

    await approveAll(world);

    expect((await thisCase.decisions()).slice(0, 2)).to.deep.equal([
      "liting return",
      "liting return",
    ]);
    expect(await thisCase.decisions()).to.have.length(8);
    expect(shownText(thisCase.cardOf("yangbo"))).to.include("方案 v3");
  });
});
