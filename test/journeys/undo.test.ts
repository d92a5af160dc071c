import { expect } from "chai";
import { actsOn } from "../support/bad-input/browser.ts";
import { UNDO_THEN_TWO } from "../support/bureau-variant.ts";
import { refusalWords, sendAct } from "../support/page-acts.ts";
import { approve, isPressable, shownText, textsOf } from "../support/people.ts";
import { checkTruth } from "../support/truth.ts";
import { settle, tick } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const SECOND_MS = 1_000;

describe("whoever has agreed may undo it before others hear of it", () => {
  const world = worldForAll({ instances: 2, bureau: UNDO_THEN_TWO });
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  /** So much time passes, and whatever is due by then happens, in both processes. */
  async function pass(sec: number): Promise<void> {
    world.clock.advanceMs(sec * SECOND_MS);
    for (const { deps } of world.apps) deps.nudge();
    await tick(world);
  }

  const undo = (userid: string) => thisCase.act(userid, "undo");
  const cards = (userid: string) => thisCase.cardsOf(userid);

  it("D22: 40 seconds later: whoever comes next never had a card, nor a word; the seat is asked by a new card", async () => {
    const textsBefore = textsOf(world, "zhangwei").length;
    await approve(world, "chenming");
    const signed = thisCase.cardOf("chenming");
    expect(shownText(signed)).to.match(/已同意 \d\d:\d\d · 可在 \d\d:\d\d:\d\d 前撤回/);
    expect((await thisCase.pageOf("chenming")).text).to.match(/可在 \d\d:\d\d:\d\d 前撤回/);

    await pass(40);
    const answer = await undo("chenming");

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${thisCase.no}`]);
    expect(shownText(signed)).to.include("撤回，请看新卡");
    expect(cards("chenming")).to.have.length(2);
    await pass(600);
    expect(cards("liuyang")).to.have.length(0);
    expect(textsOf(world, "liuyang")).to.have.length(0);
    expect(textsOf(world, "zhangwei"), "the submitter").to.have.length(textsBefore);
    expect(await thisCase.decisions(), "it stays written").to.deep.equal(["chenming approve"]);
    expect((await thisCase.pageOf("zhangwei")).text).to.include("撤回这次决定");
  });

  it("D22: and again, as often as it was wrong; then the next one is asked by one card", async () => {
    for (const _ of [1, 2]) {
      await approve(world, "chenming");
      await pass(20);
      await undo("chenming");
    }
    await approve(world, "chenming");
    await pass(60);
    expect(cards("liuyang")).to.have.length(1);
    await approve(world, "liuyang");
    const [approval] = (await thisCase.file()).approvals;
    expect(approval?.status).to.equal("approved");
  });

  it("D22: 70 seconds later it is refused, and 拿回 is offered", async () => {
    await approve(world, "chenming");
    const form = await thisCase.actForm("chenming", "undo");
    expect(actsOn(await thisCase.pageOf("chenming")))
      .to.include("undo")
      .and.not.include("take-back");

    await pass(70);

    expect(cards("liuyang")).to.have.length(1);
    expect(refusalWords(world, await sendAct(world, form)))
      .to.include("可撤回的时间")
      .and.include("请用“拿回意见”");
    expect(actsOn(await thisCase.pageOf("chenming")))
      .to.include("take-back")
      .and.not.include("undo");
    expect(isPressable(world, thisCase.cardOf("liuyang"))).to.equal(true);
  });

  it("no process sends what is held a moment too early, nor late", async () => {
    await approve(world, "chenming");
    await pass(59);
    expect(cards("liuyang")).to.have.length(0);
    await pass(1);
    expect(cards("liuyang")).to.have.length(1);
  });

  it("a text that comes meanwhile does not stand behind what is held", async () => {
    await approve(world, "chenming");
    await thisCase.act("zhangwei", "withdraw", { text: "客户要求变更容量" });
    expect(textsOf(world, "maqiang").at(-1)).to.include("撤回").and.include(thisCase.no);
    await pass(600);
    expect(cards("liuyang")).to.have.length(0);
  });

  it("nobody is reminded of a task whose card is held, nor urged", async () => {
    await approve(world, "chenming");
    await pass(59);
    expect(textsOf(world, "liuyang").filter((text) => text.includes(thisCase.no))).to.have.length(
      0,
    );
    expect(actsOn(await thisCase.pageOf("zhangwei"))).to.not.include("urge");
    await pass(60);
    expect(cards("liuyang")).to.have.length(1);
    const reminded = textsOf(world, "liuyang").filter((text) => text.includes(thisCase.no));
    expect(reminded, "its minute has run out meanwhile").to.have.length(1);
    expect(actsOn(await thisCase.pageOf("zhangwei"))).to.include("urge");
  });

  it("whoever comes next finds it on their list, and signs; then it is refused", async () => {
    await approve(world, "chenming");
    const form = await thisCase.actForm("chenming", "undo");
    world.clock.advanceMs(30 * SECOND_MS);
    await thisCase.decide("liuyang", { text: "同意接入" });
    const { refusal } = await sendAct(world, form);
    expect(refusal?.code).to.equal("approval-complete");
    await settle(world);
    expect(cards("liuyang"), "a card that asks for nothing").to.have.length(0);
  });

  it("the decision that ends an approval is told at once, and cannot be undone", async () => {
    await approve(world, "chenming");
    await pass(60);
    await approve(world, "liuyang");
    expect(shownText(thisCase.cardOf("liuyang")))
      .to.include("审批已通过")
      .and.not.include("撤回");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已进入“方案答复与签收”环节");
    expect(actsOn(await thisCase.pageOf("liuyang"))).to.not.include("undo");
  });
});
