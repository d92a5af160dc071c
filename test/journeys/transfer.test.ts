import { expect } from "chai";
import fc from "fast-check";
import { refusalText } from "../../src/messages/replies.ts";
import { actsOn, browser, type Page } from "../support/bad-input/browser.ts";
import { bureauVariant, TWO_IN_A_ROW, type BureauVariant } from "../support/bureau-variant.ts";
import { actForm, actInBrowser, sendAct } from "../support/page-acts.ts";
import { approve, isPressable, shownText, textsOf } from "../support/people.ts";
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
import { openWorld, passTo, settle, type World } from "../support/world.ts";

const REASON = "本周外出学习，请代为审核";

describe("a task is given to somebody else", () => {
  let variant: BureauVariant;
  let world: World;
  let caseNo: string;

  before(async () => {
    variant = bureauVariant(TWO_IN_A_ROW);
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

  const give = (userid: string, to: string, text = REASON): Promise<Page> =>
    actInBrowser(world, { userid, caseNo, kind: "transfer" }, { "code.transfer": to, text });

  async function pageOf(userid: string): Promise<Page> {
    const who = browser(world);
    await who.logIn(userid);
    return who.get(`/cases/${caseNo}`);
  }

  it("F22: the old card says to whom, the new one from whom and why, the submitter reads it, the new holder decides", async () => {
    const old = cardAbout(world, "chenming", caseNo);

    const answer = await give("chenming", "wuhao");

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${caseNo}`]);
    expect(isPressable(world, old)).to.equal(false);
    expect(shownText(old)).to.include("已转办给 吴昊");
    const fresh = cardAbout(world, "wuhao", caseNo);
    expect(shownText(fresh)).to.include(`陈明 转办：${REASON}`);
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已由 陈明 转办给 吴昊");
    await approve(world, "wuhao");
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["wuhao approve"]);
    expect(cardsAbout(world, "liuyang", caseNo), "the next node").to.have.length(1);
    expect((await pageOf("zhangwei")).text)
      .to.include("转办给 吴昊")
      .and.include(REASON);
  });

  it("E10 the holder of before presses an old card (F22): told in words, nothing decided", async () => {
    const old = cardAbout(world, "chenming", caseNo);
    const key = keyOn(old, "同意");
    await give("chenming", "wuhao");

    const words = await textsDuring(world, "chenming", () =>
      forgePress(world, { userid: "chenming", card: old, key }),
    );

    expect(words.join()).to.include("此项已转办给 吴昊");
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
  });

  it("a form that the holder of before had open is refused with what was written", async () => {
    const stale = await actForm(world, { userid: "chenming", caseNo, kind: "transfer" });
    await give("chenming", "wuhao");
    const answer = await sendAct(world, { ...stale, code: "zhaogang", text: REASON });
    expect(answer.refusal).to.deep.equal({ code: "transferred", to: "wuhao" });
  });

  it("is refused on the page without a person or a reason, and what was chosen is kept", async () => {
    const nobody = await give("chenming", "");
    expect([nobody.status, nobody.text.includes("请从列表中选择转办给谁")]).to.deep.equal([
      409,
      true,
    ]);
    const silent = await give("chenming", "wuhao", "忙");
    expect(silent.status).to.equal(409);
    expect(silent.text).to.include("请写明理由");
    expect(silent.text).to.include('value="吴昊（生产技术部 主任）"');
    const submitter = await give("chenming", "zhangwei");
    expect(submitter.text).to.include("不能转办给方案提交人");
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
  });

  it("is offered to the holder alone, and to nobody after three times", async () => {
    expect(actsOn(await pageOf("chenming"))).to.include("transfer");
    expect(actsOn(await pageOf("wuhao"))).not.to.include("transfer");
    await give("chenming", "wuhao");
    await give("wuhao", "zhaogang");
    await give("zhaogang", "hebing");
    expect(actsOn(await pageOf("hebing"))).not.to.include("transfer");
    await approve(world, "hebing");
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["hebing approve"]);
  });

  it("keeps time and ladder: what was said to the one before is not said again, what comes next is", async () => {
    const own = await openWorld({ env: { CONFIG_DIR: variant.configDir } });
    try {
      const no = await freshCase(own);
      const reminders = (userid: string) =>
        textsOf(own, userid).filter((text) => text.includes("审批提醒") && text.includes(no));
      await passTo(own, "2026-11-23 17:00");
      await passTo(own, "2026-11-24 11:30");
      const before = reminders("chenming").length;
      expect(before, "half of the time").to.equal(1);
      await actInBrowser(
        own,
        { userid: "chenming", caseNo: no, kind: "transfer" },
        { "code.transfer": "wuhao", text: REASON },
      );
      await passTo(own, "2026-11-24 11:45");
      expect(reminders("wuhao")).to.deep.equal([]);
      await passTo(own, "2026-11-24 17:30");
      expect(textsOf(own, "wuhao").join()).to.include("审批即将到期");
      expect(reminders("chenming")).to.have.length(before);
      await checkTruth(own);
    } finally {
      await own.close();
    }
  });

  it("F22: it races the holder's approval, random schedules: exactly one counts, the other reads why", async () => {
    const instance = fc.integer({ min: 0, max: 1 });
    const plan = fc.record({ press: instance, form: instance, pressFirst: fc.boolean() });
    await fc.assert(fc.asyncProperty(plan, race), racesToPlay(50));
  }).timeout(90_000);

  async function race(plan: { press: number; form: number; pressFirst: boolean }): Promise<void> {
    caseNo = await freshCase(world);
    const form = await actForm(world, { userid: "chenming", caseNo, kind: "transfer" });
    const press = () => pressAt(world, "chenming", { button: "同意", instance: plan.press });
    let answer: Awaited<ReturnType<typeof sendAct>> | undefined;
    const handover = async () => {
      answer = await sendAct(world, { ...form, code: "wuhao", text: REASON }, plan.form);
    };
    await Promise.all(plan.pressFirst ? [press(), handover()] : [handover(), press()]);
    await settle(world);

    const decisions = await decisionsOf(world, caseNo);
    if (decisions.length === 0) {
      expect(answer?.code).to.equal("transfer");
      expect(textsOf(world, "chenming").at(-1)).to.include("此项已转办给 吴昊").and.include(caseNo);
      expect(cardsAbout(world, "wuhao", caseNo)).to.have.length(1);
    } else {
      expect(decisions).to.deep.equal(["chenming approve"]);
      const context = { now: world.clock.now(), bureau: world.app.deps.bureau };
      expect(answer?.refusal && refusalText(answer.refusal, context)).to.match(/^您已于 .* 同意/);
      expect(cardsAbout(world, "wuhao", caseNo)).to.deep.equal([]);
    }
  }
});
