import { expect } from "chai";
import { actsOn, browserOf, type Page } from "../support/bad-input/browser.ts";
import { ANY_THEN_IN_TURN } from "../support/bureau-variant.ts";
import { refusalWords } from "../support/page-acts.ts";
import { approve, giveBack, isPressable, shownText, textsOf } from "../support/people.ts";
import { forgePress, keyOn, textsDuring } from "../support/presses.ts";
import { playRaces, pressAgainstForm, type Race } from "../support/races.ts";
import { racesToPlay } from "../support/random-runs.ts";
import { checkTruth } from "../support/truth.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const REASON = "看错了供电线路，需要重新核对";
const HOUR_MS = 3_600_000;

describe("an approver takes back what they agreed to", () => {
  const world = worldForAll({ instances: 2, bureau: ANY_THEN_IN_TURN });
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  const takeBack = (userid: string, text = REASON): Promise<Page> =>
    thisCase.act(userid, "take-back", { text });

  it("D22: the seat is asked by a new card, the next one's card says why it is dead, the others are asked again", async () => {
    await approve(world, "chenming");
    const signed = thisCase.cardOf("chenming");
    const next = thisCase.cardOf("liuyang");
    const key = keyOn(next, "同意");

    const answer = await takeBack("chenming");

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${thisCase.no}`]);
    expect(shownText(signed)).to.include("已同意").and.include("拿回");
    expect(isPressable(world, next)).to.equal(false);
    expect(shownText(next)).to.include("前序意见已被拿回");
    expect(textsOf(world, "zhangwei").at(-1)).to.include(`理由：${REASON}`);
    const words = await textsDuring(world, "liuyang", () =>
      forgePress(world, { userid: "liuyang", card: next, key }),
    );
    expect(words.join()).to.include("前序意见已被拿回");
    expect(thisCase.cardsOf("chenming")).to.have.length(2);
    expect(thisCase.cardsOf("wuhao"), "the other of the 或签").to.have.length(2);

    await approve(world, "wuhao");
    expect(thisCase.cardsOf("liuyang")).to.have.length(2);
    for (const userid of ["liuyang", "zhaogang", "hebing"]) await approve(world, userid);
    expect((await thisCase.file()).approvals.map(({ status }) => status)).to.deep.equal([
      "approved",
    ]);
    expect(await thisCase.decisions(), "nothing is unwritten").to.deep.equal([
      "chenming approve",
      "wuhao approve",
      "liuyang approve",
      "zhaogang approve",
      "hebing approve",
    ]);
    expect((await thisCase.pageOf("zhangwei")).text)
      .to.include("拿回“同意”")
      .and.include(REASON);
    const sheet = await (
      await browserOf(world, "zhangwei")
    ).get(`/cases/${thisCase.no}/sheet/supply_plan`);
    expect(sheet.text).to.match(
      new RegExp(`<s>同意</s>(?:(?!</tr>).)*不计入：陈明 于 [\\d :-]+ 拿回，理由：${REASON}`),
    );
    expect(sheet.text.match(/<s>/g), "no other").to.have.length(1);
  });

  it("and then returns the plan instead", async () => {
    await approve(world, "chenming");
    await takeBack("chenming");
    await giveBack(world, "chenming");
    expect(await thisCase.decisions()).to.deep.equal(["chenming approve", "chenming return"]);
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已被退回");
  });

  it("what was signed on the page as well", async () => {
    await thisCase.decide("chenming", { text: "同意接入" });
    await takeBack("chenming");
    await approve(world, "chenming");
    expect(thisCase.cardsOf("liuyang")).to.have.length(2);
  });

  it("a press on the card by which it was signed is told of the new one", async () => {
    const signed = thisCase.cardOf("chenming");
    const key = keyOn(signed, "同意");
    await approve(world, "chenming");
    await takeBack("chenming");
    const words = await textsDuring(world, "chenming", () =>
      forgePress(world, { userid: "chenming", card: signed, key }),
    );
    expect(words.join()).to.include("此项意见已由 陈明").and.include("拿回，请看新卡");
  });

  it("is offered until somebody has signed after it, for 24 working hours, once a round", async () => {
    const offers = async (userid: string) =>
      actsOn(await thisCase.pageOf(userid)).includes("take-back");
    await approve(world, "chenming");
    expect([await offers("chenming"), await offers("wuhao")]).to.deep.equal([true, false]);
    const refused = await takeBack("chenming", "误");
    expect([refused.status, refused.text.includes("请写明理由")]).to.deep.equal([409, true]);
    await takeBack("chenming");
    await approve(world, "chenming");
    expect(await offers("chenming"), "twice").to.equal(false);
    await approve(world, "liuyang");
    expect(await offers("liuyang")).to.equal(true);
    await approve(world, "zhaogang");
    expect(await offers("liuyang"), "signed after").to.equal(false);
    world.clock.advanceMs(7 * 24 * HOUR_MS);
    expect(await offers("zhaogang"), "too late").to.equal(false);
  });

  it("D22: it races the next approver, random schedules: exactly one counts, the other reads why", async () => {
    await playRaces(race, racesToPlay(50));
  }).timeout(90_000);

  async function race(plan: Race): Promise<void> {
    await thisCase.renew();
    await approve(world, "chenming");
    const form = await thisCase.actForm("chenming", "take-back");
    const answer = await pressAgainstForm(world, plan, {
      press: { userid: "liuyang", button: "同意" },
      form: { ...form, text: REASON },
    });

    const decisions = await thisCase.decisions();
    if (decisions.length === 1) {
      expect(answer.code).to.equal("take-back");
      expect(textsOf(world, "liuyang").at(-1)).to.include("已被拿回").and.include(thisCase.no);
      expect(thisCase.cardsOf("chenming")).to.have.length(2);
    } else {
      expect(decisions).to.deep.equal(["chenming approve", "liuyang approve"]);
      expect(refusalWords(world, answer)).to.include("在您之后已有人签署意见，不能拿回");
    }
  }
});
