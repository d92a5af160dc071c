import { expect } from "chai";
import fc from "fast-check";
import { runClocks } from "../../src/actions/run-clocks.ts";
import { isSampled } from "../../src/domain/automatic/sampling.ts";
import type { CaseNo } from "../../src/domain/ids.ts";
import { askingTasks } from "../../src/domain/approval/tasks.ts";
import { plusWorkingMinutes } from "../../src/domain/time/working-minutes.ts";
import { casePage, browserOf, actsOn } from "../support/bad-input/browser.ts";
import { RULES_DECIDE } from "../support/bureau-variant.ts";
import { type } from "../support/operator.ts";
import { actForms, actInBrowser } from "../support/page-acts.ts";
import { fileOf } from "../support/page-decisions.ts";
import {
  approve,
  ask,
  callApi,
  example,
  giveBack,
  isPressable,
  openCase,
  shownText,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import { cardAbout, cardsAbout, decisionsOf, pressAt } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { settle, tick } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const RULE = "JX-10-315";
const REASON = "现场路径与典型设计不符";
const TYPICAL = { typicalPlanId: RULE };

describe("what is decided by a rule, and what the clock does about those who are late", () => {
  const world = worldForAll({ instances: 2, bureau: RULES_DECIDE });
  let caseNo: string;
  let casesMade = 0;

  afterEach(() => checkTruth(world));

  /** A case whose number is drawn as a sample, or is not. */
  async function opened({ sampled = false } = {}): Promise<void> {
    const [rule] = world.config.bureau.typicalPlans.filter(({ id }) => id === RULE);
    do {
      casesMade += 1;
      caseNo = `BZ-2026-${String(500_000 + casesMade)}`;
    } while (rule !== undefined && isSampled(rule, caseNo as CaseNo) !== sampled);
    world.clock.advanceMs(121_000);
    await openCase(world, { caseNo });
  }

  /** The same with its first plan submitted. */
  async function submitted(plan: object, drawn = {}): Promise<void> {
    await opened(drawn);
    const answer = await submitPlan(world, { caseNo, plan: { ...example("hv-plan"), ...plan } });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
  }

  const pageOf = (userid: string) => casePage(world, userid, caseNo);

  const qianpi = (...args: string[]) => type(world, args);

  it("D25: inside tolerance the review passes by the rule, with its version and facts, as nobody's act", async () => {
    await submitted(TYPICAL);
    const words = "按典型方案“10 kV 箱变 315 kVA”（第 7 版）自动同意";

    expect(await decisionsOf(world, caseNo)).to.deep.equal(["system:rule approve"]);
    expect(cardsAbout(world, "chenming", caseNo)).to.deep.equal([]);
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(1);
    expect(textsOf(world, "chenming").at(-1))
      .to.include("按典型方案“10 kV 箱变 315 kVA”（第 7 版）自动同意")
      .and.include("我有异议");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("技术审查：按典型方案");
    const page = await pageOf("zhangwei");
    expect(page.text)
      .to.include(words)
      .and.include("未经人工签署")
      .and.include("核定容量：315 kVA");
    expect(await ask(world, "zhangwei", caseNo)).to.include(`· 技术审查：${words}`);
    const { body } = await callApi(world, `/api/cases/${caseNo}`);
    expect(JSON.stringify(body)).to.include('"byRule":{').and.include('"version":7');
    const who = await browserOf(world, "zhangwei");
    expect((await who.get(`/cases/${caseNo}/sheet/supply_plan`)).text)
      .to.include(words)
      .and.include(`规则 ${RULE} 第 7 版`);
    const reviewer = await browserOf(world, "chenming");
    expect((await reviewer.get("/tasks/closed")).text).to.include(words);
    expect((await reviewer.get("/tasks/done")).text).not.to.include(caseNo);
    expect((await qianpi("verify-audit")).out).to.include("全部相符");
  });

  it("D25: a preview says what a rule would decide, and does nothing", async () => {
    await opened();
    const { status, body } = await callApi(world, `/api/cases/${caseNo}/plans?preview=1`, {
      body: { submittedBy: "zhangwei", plan: { ...example("hv-plan"), ...TYPICAL } },
    });
    expect(status).to.equal(200);
    expect(body).to.have.nested.property("automatic[0].byRule.ruleId", RULE);
    expect((await fileOf(world, caseNo)).approvals).to.deep.equal([]);
  });

  it("D25: whoever would have reviewed it may object, once, until somebody has signed after it", async () => {
    await submitted(TYPICAL);
    const next = cardAbout(world, "liuyang", caseNo);
    expect(actsOn(await pageOf("liuyang"))).not.to.include("object");

    const answer = await actInBrowser(
      world,
      { userid: "chenming", caseNo, kind: "object" },
      { text: REASON },
    );

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${caseNo}`]);
    expect(isPressable(world, next)).to.equal(false);
    expect(textsOf(world, "zhangwei").at(-1))
      .to.include("自动同意被提出异议")
      .and.include(`理由：${REASON}`);
    await approve(world, "chenming", { card: cardAbout(world, "chenming", caseNo) });
    expect(await decisionsOf(world, caseNo)).to.deep.equal([
      "system:rule approve",
      "chenming approve",
    ]);
    await approve(world, "liuyang", { card: cardAbout(world, "liuyang", caseNo) });
    const [first] = (await fileOf(world, caseNo)).approvals[0]?.tasks ?? [];
    const offered = await actForms(world, { userid: "chenming", caseNo });
    expect(offered.filter(({ about }) => about === first?.id)).to.deep.equal([]);
  });

  it("D24: the same approver is not asked twice, but is after a return, however they had signed before", async () => {
    await submitted({});
    await approve(world, "chenming", { card: cardAbout(world, "chenming", caseNo) });
    await approve(world, "liuyang", { card: cardAbout(world, "liuyang", caseNo) });
    expect(await decisionsOf(world, caseNo)).to.deep.equal([
      "chenming approve",
      "liuyang approve",
      "system:rule approve",
    ]);

    await submitted({});
    await approve(world, "chenming", { card: cardAbout(world, "chenming", caseNo) });
    await giveBack(world, "liuyang", { card: cardAbout(world, "liuyang", caseNo) });
    world.clock.advanceMs(121_000);
    await submitPlan(world, { caseNo, plan: example("hv-plan-v2") });
    const kept = (await fileOf(world, caseNo)).approvals[0]?.tasks.filter(
      ({ status }) => status === "kept",
    );
    expect(
      kept?.map(({ holder }) => holder),
      "its first signature is kept",
    ).to.deep.equal(["chenming"]);
    const before = cardsAbout(world, "chenming", caseNo).length;
    await approve(world, "liuyang", { card: cardAbout(world, "liuyang", caseNo) });
    expect(cardsAbout(world, "chenming", caseNo)).to.have.length(before + 1);
    expect(await decisionsOf(world, caseNo)).not.to.include("system:rule approve");
  });

  it("D25: samples go to people; two disagreements suspend the rule, running ones go on by hand", async () => {
    await submitted(TYPICAL, { sampled: true });
    const sampledPage = await pageOf("chenming");
    expect(sampledPage.text).to.include("典型方案抽查");
    await giveBack(world, "chenming", { card: cardAbout(world, "chenming", caseNo) });
    expect((await qianpi("rules")).out).to.include("已抽查 1 件，不同意 1 件");
    await submitted(TYPICAL, { sampled: true });
    await actInBrowser(world, { userid: "zhangwei", caseNo, kind: "withdraw" }, { text: REASON });
    expect((await qianpi("rules")).out)
      .to.include("已抽查 1 件，不同意 1 件")
      .and.include("；另有 1 件抽中而未经评判，不计入");
    await submitted(TYPICAL, { sampled: true });
    await giveBack(world, "chenming", { card: cardAbout(world, "chenming", caseNo) });

    const alarms = textsOf(world, "linna").filter((text) => text.includes("典型方案已自动停用"));
    expect(alarms).to.have.length(1);
    expect(alarms[0]).to.include("最近 2 次抽查中，审批人有 2 次不同意");
    expect((await qianpi("rules")).out)
      .to.include("已停用")
      .and.include("不同意 2 件");
    await submitted(TYPICAL);
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
    expect(cardsAbout(world, "chenming", caseNo)).to.have.length(1);

    const refused = await qianpi("rules", "resume", RULE, "--as", "zhangwei", "--reason", REASON);
    expect([refused.code, refused.err]).to.deep.equal([1, "未恢复：只有管理员可以恢复规则\n"]);
    const short = await qianpi("rules", "resume", RULE, "--as", "linna", "--reason", "好");
    expect(short.err).to.include("请写明理由");
    const unknown = await qianpi("rules", "resume", "X", "--as", "linna", "--reason", REASON);
    expect(unknown.err).to.include("没有这个编号");
    const done = await qianpi("rules", "resume", RULE, "--as", "linna", "--reason", REASON);
    expect(done.out).to.include(`已恢复：${RULE}`);
    const again = await qianpi("rules", "resume", RULE, "--as", "linna", "--reason", REASON);
    expect(again.err).to.include("没有停用");
    expect((await qianpi("rules")).out).to.include("由 linna 恢复");
    await submitted(TYPICAL);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["system:rule approve"]);
  });

  /** Moves the clock to the moment at which the task of somebody has had twice its time. */
  async function toTwiceTheTime(userid: string): Promise<void> {
    const [approval] = (await fileOf(world, caseNo)).approvals;
    const task = approval && askingTasks(approval).find(({ holder }) => holder === userid);
    if (task === undefined) throw new Error(`nobody asks ${userid}`);
    const at = plusWorkingMinutes(world.config.bureau.calendar, task.openedAt, 120);
    world.clock.advanceMs(Math.max(0, at.getTime() - world.clock.now().getTime()));
  }

  it("a node may take silence for consent: it says by which document, and is open to objection", async () => {
    await submitted({});
    const card = cardAbout(world, "chenming", caseNo);
    await toTwiceTheTime("chenming");
    await tick(world);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["system:rule approve"]);
    expect(isPressable(world, card)).to.equal(false);
    expect(shownText(card)).to.include("超时视为同意（依据限时办结办法第九条）");
    expect(textsOf(world, "chenming").at(-1)).to.include("我有异议");
    expect(actsOn(await pageOf("chenming"))).to.include("object");
    await tick(world);
    expect(await decisionsOf(world, caseNo)).to.have.length(1);
  });

  it("D32: the take-over races the holder's press, 12 random schedules: exactly one wins, the other reads why", async () => {
    const instance = fc.integer({ min: 0, max: 1 });
    const plan = fc.record({ press: instance, pressFirst: fc.boolean(), together: fc.boolean() });
    const inTurn = [true, false].map((pressFirst) => ({ press: 0, pressFirst, together: false }));
    const examples = inTurn.map((one): [typeof one] => [one]);
    await fc.assert(fc.asyncProperty(plan, race), { numRuns: 12, examples });
  }).timeout(60_000);

  async function race(plan: {
    press: number;
    pressFirst: boolean;
    together: boolean;
  }): Promise<void> {
    await submitted(TYPICAL);
    const card = cardAbout(world, "liuyang", caseNo);
    const before = textsOf(world, "liuyang").length;
    await toTwiceTheTime("liuyang");
    const press = () => pressAt(world, "liuyang", { button: "同意", card, instance: plan.press });
    const clock = () => Promise.all(world.apps.map(({ deps }) => runClocks(deps)));
    const [first, second] = plan.pressFirst ? [press, clock] : [clock, press];
    if (plan.together) await Promise.all([first(), second()]);
    else {
      await first();
      await second();
    }
    await settle(world);

    const [approval] = (await fileOf(world, caseNo)).approvals;
    const taken = approval?.acts.filter(({ kind }) => kind === "take-over") ?? [];
    const decisions = await decisionsOf(world, caseNo);
    expect(isPressable(world, card)).to.equal(false);
    if (!plan.together) expect(taken.length === 0).to.equal(plan.pressFirst);
    if (taken.length === 0) {
      expect(decisions).to.include("liuyang approve");
      expect(cardsAbout(world, "yangbo", caseNo)).to.deep.equal([]);
    } else {
      expect(taken).to.have.length(1);
      expect(decisions).to.deep.equal(["system:rule approve"]);
      expect(cardsAbout(world, "yangbo", caseNo)).to.have.length(1);
      const words = textsOf(world, "liuyang").slice(before).join();
      expect(words).to.include("已提级由 杨波 审批，无需您处理").and.include("超时提级");
    }
  }
});
