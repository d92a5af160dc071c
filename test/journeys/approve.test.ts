import { expect } from "chai";
import {
  approve,
  approveAll,
  ask,
  cardsOf,
  CASE_NO,
  isPressable,
  newestCard,
  openAndSubmit,
  openCase,
  shownText,
  SIGNERS,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import { browserOf } from "../support/bad-input/browser.ts";
import { decisionsOf } from "../support/presses.ts";
import { worldForEach } from "../support/world-hooks.ts";

const MINUTE_MS = 60_000;
const NAMES = ["李婷", "陈明", "吴昊", "刘洋", "赵刚", "杨波"];
/** Of each node: half an hour goes by before each signs, and the three departments are asked together. */
const NODE_HOURS = ["30分钟", "30分钟", "1小时", "1小时30分", "30分钟", "30分钟"];

describe("a supply plan is signed off", () => {
  const world = worldForEach();

  it("the marketing system opens a case and gets its number", async () => {
    const answer = await openCase(world);

    expect(answer).to.deep.equal({ status: 201, body: { caseNo: CASE_NO } });
  });

  it("Zhang submits a plan; Li of marketing gets a card that asks for her signature", async () => {
    await openCase(world);
    const answer = await submitPlan(world);

    expect(answer.body).to.include({ version: 1 });
    const card = newestCard(world, "liting");
    expect(shownText(card)).to.include(CASE_NO).and.include("315").and.include("牧名食品");
    expect(isPressable(world, card)).to.equal(true);
  });

  it("Li presses approve; her card shows it and three departments are asked", async () => {
    await openAndSubmit(world);

    const push = await approve(world, "liting");

    expect(push.tries.at(-1)?.status).to.equal(200);
    expect(shownText(newestCard(world, "liting"))).to.include("已同意");
    for (const userid of ["chenming", "wuhao", "liuyang"]) {
      expect(cardsOf(world, userid), userid).to.have.length(1);
    }
    expect(cardsOf(world, "zhaogang")).to.have.length(0);
  });

  it("the last signature ends it: the submitter and both managers are told, the case moves on", async () => {
    await openAndSubmit(world);

    await approveAll(world);

    expect(textsOf(world, "zhangwei").join("\n")).to.include("通过");
    expect(textsOf(world, "maqiang").join("\n")).to.include("通过");
    expect(await ask(world, "zhangwei", CASE_NO)).to.include("方案答复与签收");
  });

  it("D1: all sign by card: one decision for each seat, every card shows it, the sheet has every opinion and the hours of each", async () => {
    await openAndSubmit(world);

    for (const userid of SIGNERS) {
      world.clock.advanceMs(30 * MINUTE_MS);
      await approve(world, userid);
    }

    expect(await decisionsOf(world, CASE_NO)).to.deep.equal(
      SIGNERS.map((userid) => `${userid} approve`),
    );
    for (const userid of SIGNERS) {
      const cards = cardsOf(world, userid);
      expect(cards.map(shownText).join(), userid).to.include("已同意");
      expect(
        cards.some((card) => isPressable(world, card)),
        userid,
      ).to.equal(false);
    }
    const zhang = await browserOf(world, "zhangwei");
    const { text: sheet } = await zhang.get(`/cases/${CASE_NO}/sheet/supply_plan`);
    const opinions = sheet.slice(sheet.indexOf("签署意见"), sheet.indexOf("审批用时"));
    for (const name of NAMES) expect(opinions).to.include(name);
    const used = [
      ...sheet.slice(sheet.indexOf("审批用时")).matchAll(/>(\d+小时\d+分|\d+小时|\d+分钟)</g),
    ];
    expect(used.map(([, words]) => words)).to.deep.equal(NODE_HOURS);
    expect(sheet).to.include("审批用时合计 3小时（");
  });
});
