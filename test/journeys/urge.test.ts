import { expect } from "chai";
import { actsOn, browser, type Page } from "../support/bad-input/browser.ts";
import { actInBrowser } from "../support/page-acts.ts";
import { approve, ask, textsOf } from "../support/people.ts";
import { cardsAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { fileOf } from "../support/page-decisions.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, settle, type World } from "../support/world.ts";

const HOUR_MS = 3_600_000;

describe("a holder is urged", () => {
  let world: World;
  let caseNo: string;

  beforeEach(async () => {
    world = await openWorld();
    caseNo = await freshCase(world);
  });

  afterEach(async () => {
    await checkTruth(world);
    await world.close();
  });

  const urge = (userid: string, text = ""): Promise<Page> =>
    actInBrowser(world, { userid, caseNo, kind: "urge" }, { text });

  async function offers(userid: string): Promise<boolean> {
    const who = browser(world);
    await who.logIn(userid);
    return actsOn(await who.get(`/cases/${caseNo}`)).includes("urge");
  }

  it("once in four working hours: the holder reads who waits, the urger whether the card is there", async () => {
    const answer = await urge("zhangwei", "客户明天要答复");
    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${caseNo}`]);
    expect(textsOf(world, "liting").at(-1)).to.include("【催办】").and.include("客户明天要答复");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("审批卡片已送达，尚未办理");
    expect(await offers("maqiang"), "at once again").to.equal(false);
    world.clock.advanceMs(25 * HOUR_MS);
    expect(await offers("maqiang"), "a day later").to.equal(true);
    await urge("maqiang");
    expect(
      cardsAbout(world, "liting", caseNo),
      "an old card is put before their eyes",
    ).to.have.length(2);
    await approve(world, "liting");
    const acts = (await fileOf(world, caseNo)).approvals.flatMap((approval) => approval.acts);
    expect(acts.map(({ kind, by }) => [kind, by])).to.deep.equal([
      ["urge", "zhangwei"],
      ["urge", "maqiang"],
    ]);
  });

  it("by nobody else, and never by a text: the answer is the state and the link", async () => {
    expect(await offers("liting")).to.equal(false);
    const before = textsOf(world, "liting").length;
    const reply = await ask(world, "zhangwei", `催办 ${caseNo}`);
    await settle(world);
    expect(reply).to.include(caseNo).and.include("<a href=");
    expect(textsOf(world, "liting")).to.have.length(before);
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
  });
});
