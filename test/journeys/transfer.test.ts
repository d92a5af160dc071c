import { expect } from "chai";
import { actsOn, type Page } from "../support/bad-input/browser.ts";
import { TWO_IN_A_ROW } from "../support/bureau-variant.ts";
import { actInBrowser, refusalWords, sendAct } from "../support/page-acts.ts";
import { approve, isPressable, shownText, textsOf } from "../support/people.ts";
import { forgePress, freshCase, keyOn, textsDuring } from "../support/presses.ts";
import { playRaces, pressAgainstForm, type Race } from "../support/races.ts";
import { racesToPlay } from "../support/random-runs.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, passTo } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const REASON = "本周外出学习，请代为审核";

describe("a task is given to somebody else", () => {
  const world = worldForAll({ instances: 2, bureau: TWO_IN_A_ROW });
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  const give = (userid: string, to: string, text = REASON): Promise<Page> =>
    thisCase.act(userid, "transfer", { "code.transfer": to, text });

  it("F22: the old card says to whom, the new one from whom and why, the submitter reads it, the new holder decides", async () => {
    const old = thisCase.cardOf("chenming");

    const answer = await give("chenming", "wuhao");

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${thisCase.no}`]);
    expect(isPressable(world, old)).to.equal(false);
    expect(shownText(old)).to.include("已转办给 吴昊");
    const fresh = thisCase.cardOf("wuhao");
    expect(shownText(fresh)).to.include(`陈明 转办：${REASON}`);
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已由 陈明 转办给 吴昊");
    await approve(world, "wuhao");
    expect(await thisCase.decisions()).to.deep.equal(["wuhao approve"]);
    expect(thisCase.cardsOf("liuyang"), "the next node").to.have.length(1);
    expect((await thisCase.pageOf("zhangwei")).text)
      .to.include("转办给 吴昊")
      .and.include(REASON);
  });

  it("E10 the holder of before presses an old card (F22): told in words, nothing decided", async () => {
    const old = thisCase.cardOf("chenming");
    const key = keyOn(old, "同意");
    await give("chenming", "wuhao");

    const words = await textsDuring(world, "chenming", () =>
      forgePress(world, { userid: "chenming", card: old, key }),
    );

    expect(words.join()).to.include("此项已转办给 吴昊");
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("a form that the holder of before had open is refused with what was written", async () => {
    const stale = await thisCase.actForm("chenming", "transfer");
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
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("is offered to the holder alone, and to nobody after three times", async () => {
    expect(actsOn(await thisCase.pageOf("chenming"))).to.include("transfer");
    expect(actsOn(await thisCase.pageOf("wuhao"))).not.to.include("transfer");
    await give("chenming", "wuhao");
    await give("wuhao", "zhaogang");
    await give("zhaogang", "hebing");
    expect(actsOn(await thisCase.pageOf("hebing"))).not.to.include("transfer");
    await approve(world, "hebing");
    expect(await thisCase.decisions()).to.deep.equal(["hebing approve"]);
  });

  it("keeps time and ladder: what was said to the one before is not said again, what comes next is", async () => {
    const own = await openWorld({ bureau: TWO_IN_A_ROW });
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
    await playRaces(race, racesToPlay(50));
  }).timeout(90_000);

  async function race(plan: Race): Promise<void> {
    await thisCase.renew();
    const form = await thisCase.actForm("chenming", "transfer");
    const answer = await pressAgainstForm(world, plan, {
      press: { userid: "chenming", button: "同意" },
      form: { ...form, code: "wuhao", text: REASON },
    });

    const decisions = await thisCase.decisions();
    if (decisions.length === 0) {
      expect(answer.code).to.equal("transfer");
      expect(textsOf(world, "chenming").at(-1))
        .to.include("此项已转办给 吴昊")
        .and.include(thisCase.no);
      expect(thisCase.cardsOf("wuhao")).to.have.length(1);
    } else {
      expect(decisions).to.deep.equal(["chenming approve"]);
      expect(refusalWords(world, answer)).to.match(/^您已于 .* 同意/);
      expect(thisCase.cardsOf("wuhao")).to.deep.equal([]);
    }
  }
});
