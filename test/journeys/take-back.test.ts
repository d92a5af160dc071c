import { expect } from "chai";
import fc from "fast-check";
import { refusalText } from "../../src/messages/replies.ts";
import { actsOn, browser, type Page } from "../support/bad-input/browser.ts";
import { ANY_THEN_IN_TURN, bureauVariant, type BureauVariant } from "../support/bureau-variant.ts";
import { actForm, actInBrowser, sendAct } from "../support/page-acts.ts";
import { decideOnOwnPage, fileOf } from "../support/page-decisions.ts";
import { approve, giveBack, isPressable, shownText, textsOf } from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  forgePress,
  freshCase,
  keyOn,
  pressAt,
  textsDuring,
} from "../support/presses.ts";
import { racesToPlay } from "../support/random-runs.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, settle, type World } from "../support/world.ts";

const REASON = "看错了供电线路，需要重新核对";
const HOUR_MS = 3_600_000;

describe("an approver takes back what they agreed to", () => {
  let variant: BureauVariant;
  let world: World;
  let caseNo: string;

  before(async () => {
    variant = bureauVariant(ANY_THEN_IN_TURN);
    world = await openWorld({ instances: 2, env: { CONFIG_DIR: variant.configDir } });
  });

  beforeEach(async () => {
    caseNo = await freshCase(world);
  });

  afterEach(() => checkTruth(world));

  after(async () => {
    await world.close();
    variant.remove();
  });

  const takeBack = (userid: string, text = REASON): Promise<Page> =>
    actInBrowser(world, { userid, caseNo, kind: "take-back" }, { text });

  async function pageOf(userid: string): Promise<Page> {
    const who = browser(world);
    await who.logIn(userid);
    return who.get(`/cases/${caseNo}`);
  }

  it("D22: the seat is asked by a new card, the next one's card says why it is dead, the others are asked again", async () => {
    await approve(world, "chenming");
    const signed = cardAbout(world, "chenming", caseNo);
    const next = cardAbout(world, "liuyang", caseNo);
    const key = keyOn(next, "同意");

    const answer = await takeBack("chenming");

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${caseNo}`]);
    expect(shownText(signed)).to.include("已同意").and.include("拿回");
    expect(isPressable(world, next)).to.equal(false);
    expect(shownText(next)).to.include("前序意见已被拿回");
    expect(textsOf(world, "zhangwei").at(-1)).to.include(`理由：${REASON}`);
    const words = await textsDuring(world, "liuyang", () =>
      forgePress(world, { userid: "liuyang", card: next, key }),
    );
    expect(words.join()).to.include("前序意见已被拿回");
    expect(cardsAbout(world, "chenming", caseNo)).to.have.length(2);
    expect(cardsAbout(world, "wuhao", caseNo), "the other of the 或签").to.have.length(2);

    await approve(world, "wuhao");
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(2);
    for (const userid of ["liuyang", "zhaogang", "hebing"]) await approve(world, userid);
    expect((await fileOf(world, caseNo)).approvals.map(({ status }) => status)).to.deep.equal([
      "approved",
    ]);
    expect(await decisionsOf(world, caseNo), "nothing is unwritten").to.deep.equal([
      "chenming approve",
      "wuhao approve",
      "liuyang approve",
      "zhaogang approve",
      "hebing approve",
    ]);
    expect((await pageOf("zhangwei")).text)
      .to.include("拿回“同意”")
      .and.include(REASON);
  });

  it("and then returns the plan instead", async () => {
    await approve(world, "chenming");
    await takeBack("chenming");
    await giveBack(world, "chenming");
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["chenming approve", "chenming return"]);
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已被退回");
  });

  it("what was signed on the page as well", async () => {
    await decideOnOwnPage(world, { userid: "chenming", caseNo }, { text: "同意接入" });
    await takeBack("chenming");
    await approve(world, "chenming");
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(2);
  });

  it("a press on the card by which it was signed is told of the new one", async () => {
    const signed = cardAbout(world, "chenming", caseNo);
    const key = keyOn(signed, "同意");
    await approve(world, "chenming");
    await takeBack("chenming");
    const words = await textsDuring(world, "chenming", () =>
      forgePress(world, { userid: "chenming", card: signed, key }),
    );
    expect(words.join()).to.include("此项意见已由 陈明").and.include("拿回，请看新卡");
  });

  it("is offered until somebody has signed after it, for 24 working hours, once a round", async () => {
    const offers = async (userid: string) => actsOn(await pageOf(userid)).includes("take-back");
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
    const instance = fc.integer({ min: 0, max: 1 });
    const plan = fc.record({ press: instance, form: instance, pressFirst: fc.boolean() });
    await fc.assert(fc.asyncProperty(plan, race), racesToPlay(50));
  }).timeout(90_000);

  async function race(plan: { press: number; form: number; pressFirst: boolean }): Promise<void> {
    caseNo = await freshCase(world);
    await approve(world, "chenming");
    const form = await actForm(world, { userid: "chenming", caseNo, kind: "take-back" });
    const press = () => pressAt(world, "liuyang", { button: "同意", instance: plan.press });
    let answer: Awaited<ReturnType<typeof sendAct>> | undefined;
    const retract = async () => {
      answer = await sendAct(world, { ...form, text: REASON }, plan.form);
    };
    await Promise.all(plan.pressFirst ? [press(), retract()] : [retract(), press()]);
    await settle(world);

    const decisions = await decisionsOf(world, caseNo);
    if (decisions.length === 1) {
      expect(answer?.code).to.equal("take-back");
      expect(textsOf(world, "liuyang").at(-1)).to.include("已被拿回").and.include(caseNo);
      expect(cardsAbout(world, "chenming", caseNo)).to.have.length(2);
    } else {
      expect(decisions).to.deep.equal(["chenming approve", "liuyang approve"]);
      const context = { now: world.clock.now(), bureau: world.app.deps.bureau };
      expect(answer?.refusal && refusalText(answer.refusal, context)).to.include(
        "在您之后已有人签署意见，不能拿回",
      );
    }
  }
});
