import { expect } from "chai";
import fc from "fast-check";
import { refusalText } from "../../src/messages/replies.ts";
import {
  actFormOn,
  actsOn,
  browser,
  type Browser,
  type Page,
} from "../support/bad-input/browser.ts";
import { bureauVariant, TWO_IN_A_ROW, type BureauVariant } from "../support/bureau-variant.ts";
import { actForm, actInBrowser, sendAct } from "../support/page-acts.ts";
import { fileOf } from "../support/page-decisions.ts";
import {
  approve,
  giveBack,
  isPressable,
  shownText,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  forgePress,
  freshCase,
  keyOn,
  pressAt,
  submitSecondVersion,
  textsDuring,
} from "../support/presses.ts";
import { racesToPlay } from "../support/random-runs.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, settle, type World } from "../support/world.ts";

const REASON = "客户变更用电容量，需要重新编制";

describe("an approval is withdrawn", () => {
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

  const withdraw = (userid: string, text: string): Promise<Page> =>
    actInBrowser(world, { userid, caseNo, kind: "withdraw" }, { text });

  const statuses = async (): Promise<string[]> =>
    (await fileOf(world, caseNo)).approvals.map(({ status }) => status);

  it("F21: by the submitter, before anybody decided: no reason is asked for, the card says so, the other manager reads it", async () => {
    const card = cardAbout(world, "chenming", caseNo);

    const answer = await withdraw("zhangwei", "");

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${caseNo}`]);
    expect(await statuses()).to.deep.equal(["withdrawn"]);
    expect(isPressable(world, card)).to.equal(false);
    expect(shownText(card)).to.include("已由 张伟 撤回");
    expect(textsOf(world, "maqiang").at(-1)).to.include(`${caseNo} 方案 v1 已撤回`);
  });

  it("F21, E21: by a manager, after a decision: a reason is needed and kept; later presses are told", async () => {
    await approve(world, "chenming");
    const signed = cardAbout(world, "chenming", caseNo);
    const asking = cardAbout(world, "liuyang", caseNo);
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
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["chenming approve"]);
  });

  it("and the same plan again begins a new approval that names it", async () => {
    await withdraw("zhangwei", "");
    const answer = await submitPlan(world, { caseNo });
    expect(answer.status).to.equal(201);
    const [before, now] = (await fileOf(world, caseNo)).approvals;
    expect(now).to.include({ status: "running", previousApprovalId: before?.id });
    expect(cardsAbout(world, "chenming", caseNo)).to.have.length(2);
    await approve(world, "chenming");
    await approve(world, "liuyang");
    expect(await statuses()).to.deep.equal(["withdrawn", "approved"]);
    const page = await pageOf("zhangwei");
    expect(page.text).to.include("已撤回，重新发起");
  });

  it("while it waits for a new version", async () => {
    await giveBack(world, "chenming");
    await withdraw("zhangwei", REASON);
    expect(await statuses()).to.deep.equal(["withdrawn"]);
    const draft = (await fileOf(world, caseNo)).stages.find(({ id }) => id === "plan_draft");
    expect(draft?.status).to.equal("running");
  });

  it("is offered to submitter and managers as long as it can succeed, and to nobody else", async () => {
    expect(actsOn(await pageOf("zhangwei"))).to.include("withdraw");
    expect(actsOn(await pageOf("maqiang"))).to.include("withdraw");
    expect(actsOn(await pageOf("chenming"))).not.to.include("withdraw");
    const open = await browserOf("zhangwei");
    const { action, token } = actFormOn(await open.get(`/cases/${caseNo}`), "withdraw");
    await approve(world, "chenming");
    await approve(world, "liuyang");
    expect(actsOn(await pageOf("zhangwei"))).to.deep.equal(["reply-customer", "revoke"]);

    const late = await open.post(action, { token, verb: "withdraw", text: REASON });
    expect(late.status).to.equal(409);
    expect(late.text).to.include("已审批完成，如需撤销请走撤销流程").and.include(REASON);
  });

  it("a form of the round before counts for nothing", async () => {
    const old = await actForm(world, { userid: "zhangwei", caseNo, kind: "withdraw" });
    await giveBack(world, "chenming");
    await submitSecondVersion(world, caseNo);
    const answer = await sendAct(world, { ...old, text: REASON });
    expect(answer.code).to.equal("unknown-button");
    expect(await statuses()).to.deep.equal(["running"]);
  });

  it("D23, F21: it races the last approval, random schedules: one outcome, the other reads the exact sentence", async () => {
    const instance = fc.integer({ min: 0, max: 1 });
    const plan = fc.record({ press: instance, form: instance, pressFirst: fc.boolean() });
    await fc.assert(fc.asyncProperty(plan, race), racesToPlay(50));
  }).timeout(90_000);

  async function race(plan: { press: number; form: number; pressFirst: boolean }): Promise<void> {
    caseNo = await freshCase(world);
    await approve(world, "chenming");
    const form = await actForm(world, { userid: "zhangwei", caseNo, kind: "withdraw" });
    const press = () => pressAt(world, "liuyang", { button: "同意", instance: plan.press });
    const send = () => sendAct(world, { ...form, text: REASON }, plan.form);
    let answer: Awaited<ReturnType<typeof sendAct>> | undefined;
    const withdrawal = async () => {
      answer = await send();
    };
    await Promise.all(plan.pressFirst ? [press(), withdrawal()] : [withdrawal(), press()]);
    await settle(world);

    const [status = ""] = await statuses();
    if (status === "approved") {
      const words = answer?.refusal && refusalText(answer.refusal, wordsAt());
      expect(words).to.equal("已审批完成，如需撤销请走撤销流程。");
      expect(await decisionsOf(world, caseNo)).to.have.length(2);
    } else {
      expect([status, answer?.code]).to.deep.equal(["withdrawn", "withdraw"]);
      expect(textsOf(world, "liuyang").at(-1)).to.include("已由 张伟 撤回").and.include(caseNo);
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["chenming approve"]);
    }
  }

  const wordsAt = () => ({ now: world.clock.now(), bureau: world.app.deps.bureau });

  async function browserOf(userid: string): Promise<Browser> {
    const who = browser(world);
    await who.logIn(userid);
    return who;
  }

  const pageOf = async (userid: string): Promise<Page> =>
    (await browserOf(userid)).get(`/cases/${caseNo}`);
});
