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
  submitPlan,
  textsOf,
} from "../support/people.ts";
import { worldForEach } from "../support/world-hooks.ts";

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
});
