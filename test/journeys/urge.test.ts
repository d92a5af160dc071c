import { expect } from "chai";
import { browserOf, actsOn, type Page } from "../support/bad-input/browser.ts";
import { approve, ask, textsOf } from "../support/people.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForEach } from "../support/world-hooks.ts";

const HOUR_MS = 3_600_000;

describe("a holder is urged", () => {
  const world = worldForEach();
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  const urge = (userid: string, text = ""): Promise<Page> => thisCase.act(userid, "urge", { text });

  async function offers(userid: string): Promise<boolean> {
    const who = await browserOf(world, userid);
    return actsOn(await who.get(`/cases/${thisCase.no}`)).includes("urge");
  }

  it("once in four working hours: the holder reads who waits, the urger whether the card is there", async () => {
    const answer = await urge("zhangwei", "客户明天要答复");
    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${thisCase.no}`]);
    expect(textsOf(world, "liting").at(-1)).to.include("【催办】").and.include("客户明天要答复");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("审批卡片已送达，尚未办理");
    expect(await offers("maqiang"), "at once again").to.equal(false);
    world.clock.advanceMs(25 * HOUR_MS);
    expect(await offers("maqiang"), "a day later").to.equal(true);
    await urge("maqiang");
    expect(thisCase.cardsOf("liting"), "an old card is put before their eyes").to.have.length(2);
    await approve(world, "liting");
    const acts = (await thisCase.file()).approvals.flatMap((approval) => approval.acts);
    expect(acts.map(({ kind, by }) => [kind, by])).to.deep.equal([
      ["urge", "zhangwei"],
      ["urge", "maqiang"],
    ]);
  });

  it("by nobody else, and never by a text: the answer is the state and the link", async () => {
    expect(await offers("liting")).to.equal(false);
    const before = textsOf(world, "liting").length;
    const reply = await ask(world, "zhangwei", `催办 ${thisCase.no}`);
    await settle(world);
    expect(reply).to.include(thisCase.no).and.include("<a href=");
    expect(textsOf(world, "liting")).to.have.length(before);
    expect(await thisCase.decisions()).to.deep.equal([]);
  });
});
