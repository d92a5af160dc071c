import { expect } from "chai";
import { browserOf, actFormOn, actsOn, type Page } from "../support/bad-input/browser.ts";
import { TWO_IN_A_ROW } from "../support/bureau-variant.ts";
import { refusalWords, sendAct } from "../support/page-acts.ts";
import {
  approve,
  giveBack,
  isPressable,
  shownText,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import { forgePress, keyOn, submitSecondVersion, textsDuring } from "../support/presses.ts";
import { playRaces, pressAgainstForm, type Race } from "../support/races.ts";
import { racesToPlay } from "../support/random-runs.ts";
import { checkTruth } from "../support/truth.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const REASON = "客户变更用电容量，需要重新编制";

describe("an approval is withdrawn", () => {
  const world = worldForAll({ instances: 2, bureau: TWO_IN_A_ROW });
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  const withdraw = (userid: string, text: string): Promise<Page> =>
    thisCase.act(userid, "withdraw", { text });

  const statuses = async (): Promise<string[]> =>
    (await thisCase.file()).approvals.map(({ status }) => status);

  it("F21: by the submitter, before anybody decided: no reason is asked for, the card says so, the other manager reads it", async () => {
    const card = thisCase.cardOf("chenming");

    const answer = await withdraw("zhangwei", "");

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${thisCase.no}`]);
    expect(await statuses()).to.deep.equal(["withdrawn"]);
    expect(isPressable(world, card)).to.equal(false);
    expect(shownText(card)).to.include("已由 张伟 撤回");
    expect(textsOf(world, "maqiang").at(-1)).to.include(`${thisCase.no} 方案 v1 已撤回`);
  });

  it("F21, E21: by a manager, after a decision: a reason is needed and kept; later presses are told", async () => {
    await approve(world, "chenming");
    const signed = thisCase.cardOf("chenming");
    const asking = thisCase.cardOf("liuyang");
    const key = keyOn(asking, "同意");

    const refused = await withdraw("maqiang", "不报了");
    expect(refused.status).to.equal(409);
    expect(refused.text).to.include("请写明理由").and.include(">不报了</textarea>");
    expect(await statuses()).to.deep.equal(["running"]);
    await withdraw("maqiang", REASON);

    expect(await statuses()).to.deep.equal(["withdrawn"]);
    expect(shownText(signed)).to.include("后由 马强 撤回");
    expect(textsOf(world, "zhangwei").at(-1)).to.include(`理由：${REASON}`);
    const words = await textsDuring(world, "liuyang", () =>
      forgePress(world, { userid: "liuyang", card: asking, key }),
    );
    expect(words.join()).to.include("已由 马强 撤回");
    expect(await thisCase.decisions()).to.deep.equal(["chenming approve"]);
  });

  it("and the same plan again begins a new approval that names it", async () => {
    await withdraw("zhangwei", "");
    const answer = await submitPlan(world, { caseNo: thisCase.no });
    expect(answer.status).to.equal(201);
    const [before, now] = (await thisCase.file()).approvals;
    expect(now).to.include({ status: "running", previousApprovalId: before?.id });
    expect(thisCase.cardsOf("chenming")).to.have.length(2);
    await approve(world, "chenming");
    await approve(world, "liuyang");
    expect(await statuses()).to.deep.equal(["withdrawn", "approved"]);
    const page = await thisCase.pageOf("zhangwei");
    expect(page.text).to.include("已撤回，重新发起");
  });

  it("while it waits for a new version", async () => {
    await giveBack(world, "chenming");
    await withdraw("zhangwei", REASON);
    expect(await statuses()).to.deep.equal(["withdrawn"]);
    const draft = (await thisCase.file()).stages.find(({ id }) => id === "plan_draft");
    expect(draft?.status).to.equal("running");
  });

  it("is offered to submitter and managers as long as it can succeed, and to nobody else", async () => {
    expect(actsOn(await thisCase.pageOf("zhangwei"))).to.include("withdraw");
    expect(actsOn(await thisCase.pageOf("maqiang"))).to.include("withdraw");
    expect(actsOn(await thisCase.pageOf("chenming"))).not.to.include("withdraw");
    const open = await browserOf(world, "zhangwei");
    const { action, token } = actFormOn(await open.get(`/cases/${thisCase.no}`), "withdraw");
    await approve(world, "chenming");
    await approve(world, "liuyang");
    expect(actsOn(await thisCase.pageOf("zhangwei"))).to.deep.equal(["reply-customer", "revoke"]);

    const late = await open.post(action, { token, verb: "withdraw", text: REASON });
    expect(late.status).to.equal(409);
    expect(late.text).to.include("已审批完成，如需撤销请走撤销流程").and.include(REASON);
  });

  it("a form of the round before counts for nothing", async () => {
    const old = await thisCase.actForm("zhangwei", "withdraw");
    await giveBack(world, "chenming");
    await submitSecondVersion(world, thisCase.no);
    const answer = await sendAct(world, { ...old, text: REASON });
    expect(answer.code).to.equal("unknown-button");
    expect(await statuses()).to.deep.equal(["running"]);
  });

  it("D23, F21: it races the last approval, random schedules: one outcome, the other reads the exact sentence", async () => {
    await playRaces(race, racesToPlay(50));
  }).timeout(90_000);

  async function race(plan: Race): Promise<void> {
    await thisCase.renew();
    await approve(world, "chenming");
    const form = await thisCase.actForm("zhangwei", "withdraw");
    const answer = await pressAgainstForm(world, plan, {
      press: { userid: "liuyang", button: "同意" },
      form: { ...form, text: REASON },
    });

    const [status = ""] = await statuses();
    if (status === "approved") {
      expect(refusalWords(world, answer)).to.equal("已审批完成，如需撤销请走撤销流程。");
      expect(await thisCase.decisions()).to.have.length(2);
    } else {
      expect([status, answer.code]).to.deep.equal(["withdrawn", "withdraw"]);
      expect(textsOf(world, "liuyang").at(-1))
        .to.include("已由 张伟 撤回")
        .and.include(thisCase.no);
      expect(await thisCase.decisions()).to.deep.equal(["chenming approve"]);
    }
  }
});
