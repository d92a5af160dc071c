import { expect } from "chai";
import { flowOf10kv, LIMIT } from "../support/bureau-variant.ts";
import { addInBrowser } from "../support/added-signers.ts";
import {
  approve,
  callApi,
  example,
  isPressable,
  shownText,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import { forgePress, keyOn, textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { leave } from "../../src/simulator/phone/change-contact.ts";
import { CONTACTS, settle } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

/** 发策; then 调控 and 运检 beside 计量班 and 计量 in turn; then a leader. */
const BRANCHES = flowOf10kv(
  15,
  `
  - { id: planning, name: 发策审核, mode: all, who: { department: planning }, reviewFields: [investBoundary, approvedCapacity], ${LIMIT} }
  - { id: dispatch, name: 调控审核, mode: all, who: { department: dispatch }, after: planning, reviewFields: [sources.substation, sources.line, approvedCapacity, operatingMode], ${LIMIT} }
  - { id: operation, name: 运检审核, mode: all, who: { department: production }, after: planning, reviewFields: [供电电源, 受电系统], ${LIMIT} }
  - { id: meters, name: 计量班审核, mode: all, who: { position: 报装专责, department: marketing }, after: planning, reviewFields: [计量], ${LIMIT} }
  - { id: metering, name: 计量审核, mode: all, who: { department: finance }, after: meters, reviewFields: [计量], ${LIMIT} }
  - { id: leader, name: 分管领导审批, mode: all, who: { position: 分管副局长, department: leadership }, after: [dispatch, operation, metering], ${LIMIT} }
`,
);

const WHY = "互感器变比与容量不符";

describe("a plan is returned to where it can be mended", () => {
  const world = worldForAll({ contacts: CONTACTS, bureau: BRANCHES });
  const thisCase = caseForEach(world);
  /** Who signs in 计量. */
  const METERING = "hebing";

  afterEach(() => checkTruth(world));

  it("D16 计量 returns it to 计量班: 调控 and 运检 sign on undisturbed, and the leader waits for the new run of that branch", async () => {
    await approve(world, "chenming");
    await approve(world, "liting");
    const signed = thisCase.cardOf("liting");
    const beside = ["liuyang", "wuhao"].map((one) => thisCase.cardOf(one));

    await sendBack(METERING, { returnTo: "meters", resume: "direct" });

    expect(await waiting()).to.have.members(["liuyang", "wuhao", "liting"]);
    expect(beside.map((card) => isPressable(world, card))).to.deep.equal([true, true]);
    expect(thisCase.cardsOf("liuyang")).to.have.length(1);
    expect(shownText(signed)).to.include("已同意").and.include("后由 何冰 退回");
    expect(shownText(thisCase.cardOf("liting")))
      .to.include("何冰 退回至“计量班审核”")
      .and.include(WHY);
    expect(textsOf(world, "zhangwei").at(-1))
      .to.include("已退回至“计量班审核”环节重新审批，无需您修改")
      .and.include(WHY);

    for (const one of ["liuyang", "wuhao"]) await approve(world, one);
    expect(await waiting(), "the join waits for the branch").to.deep.equal(["liting"]);
    await approve(world, "liting");
    expect(await waiting()).to.deep.equal([METERING]);
    await approve(world, METERING);
    expect(await waiting()).to.deep.equal(["yangbo"]);
    await approve(world, "yangbo");
    expect(textsOf(world, "zhangwei").join("\n")).to.include(`${thisCase.no} 方案 v1 审批已通过`);
    expect(await thisCase.decisions()).to.have.length(8);
  });

  it("计量 returns it to 发策, before the fork: who is pressed late reads why, and after 陈明 it comes straight back", async () => {
    await approve(world, "chenming");
    await approve(world, "liting");
    await approve(world, "wuhao");
    const late = thisCase.cardOf("liuyang");
    const key = keyOn(late, "同意");

    await sendBack(METERING, { returnTo: "planning", resume: "direct" });

    expect(await waiting()).to.deep.equal(["chenming"]);
    expect(isPressable(world, late)).to.equal(false);
    expect(shownText(late)).to.include("退回至“发策审核”").and.include("轮到您时另发新卡");
    const words = await textsDuring(world, "liuyang", () =>
      forgePress(world, { userid: "liuyang", card: late, key }),
    );
    expect(words.join()).to.include("退回至“发策审核”环节，暂无需您处理");

    await approve(world, "chenming");
    expect(await waiting(), "what was signed stands").to.have.members([METERING, "liuyang"]);
    expect(textsOf(world, "liting").at(-1)).to.include("沿用您").and.include("方案未改动");
  });

  it("whoever waits for others in a node that is gone back over reads that it went back, and nobody waits for them", async () => {
    await approve(world, "chenming");
    await approve(world, "liting");
    const adding = { how: "before", people: ["zhaogang"] };
    await addInBrowser(world, { userid: "liuyang", caseNo: thisCase.no }, adding);

    await sendBack(METERING, { returnTo: "planning", resume: "direct" });

    expect(shownText(thisCase.cardOf("zhaogang"))).to.include("退回至“发策审核”");
    expect(textsOf(world, "liuyang").at(-1))
      .to.include("何冰 退回至“发策审核”")
      .and.include("轮到您时另发新卡");
    expect(textsOf(world, "liuyang").join()).not.to.include("意见齐后另发新卡");
  });

  it("逐级重走: the leader sends it back to 发策, and everybody on the way is asked again", async () => {
    await signedBeforeLeader();
    await sendBack("yangbo", { returnTo: "planning", resume: "step-by-step" });
    expect(await waiting()).to.deep.equal(["chenming"]);
    await approve(world, "chenming");
    expect(await waiting()).to.have.members(["liuyang", "wuhao", "liting"]);
    expect(shownText(thisCase.cardOf("wuhao"))).to.include("杨波 退回至“发策审核”");
  });

  it("a node beside, one not passed, the own one and one that is not there are refused in words", async () => {
    await approve(world, "chenming");
    await approve(world, "wuhao");
    for (const [returnTo, why] of [
      ["operation", "beside"],
      ["leader", "not-passed"],
      ["dispatch", "own-node"],
      ["nowhere", "off-path"],
    ]) {
      const answer = await sendBack("liuyang", { returnTo, resume: "direct" });
      expect(answer.refusal, returnTo).to.deep.equal({ code: "cannot-return", why });
    }
    expect(await waiting()).to.have.members(["liuyang", "liting"]);
    expect(await thisCase.decisions()).to.have.length(2);
  });

  it("D17 the leader returns it to the submitter, 直送: only an attachment's remark is changed, and it comes straight back", async () => {
    await signedBeforeLeader();
    await sendBack("yangbo", { resume: "direct" });
    expect(textsOf(world, "zhangwei").at(-1)).to.include("未改动已审核内容的，提交后直送 杨波");
    const change = { opinion: "附件已补充" };
    expect((await preview(change))["straightTo"]).to.include({ userid: "yangbo", isDirect: true });

    const told = textsOf(world, "yangbo").length;
    await resubmit(change);

    expect(await waiting()).to.deep.equal(["yangbo"]);
    expect(textsOf(world, "yangbo")).to.have.length(told);
    expect(await keptBy()).to.have.members(["chenming", "liuyang", "wuhao", "liting", METERING]);
  });

  it("D18 …but the substation is changed: the preview has said so, 调控 and 运检 sign first, and the leader is told", async () => {
    await signedBeforeLeader();
    await sendBack("yangbo", { resume: "direct" });
    const [source] = example("hv-plan")["sources"];
    const change = { sources: [{ ...source, substation: "35 kV 图克变电站" }] };
    const foretold = await preview(change);
    expect(foretold["straightTo"]).to.include({ userid: "yangbo", isDirect: false });

    await resubmit(change);

    expect(await waiting()).to.have.members(["liuyang", "wuhao"]);
    expect(textsOf(world, "yangbo").at(-1))
      .to.include("方案 v2 已重新提交，但不能直送您")
      .and.include("刘洋（调控审核）")
      .and.include("吴昊（运检审核）");
    for (const one of ["liuyang", "wuhao"]) await approve(world, one);
    expect(await waiting()).to.deep.equal(["yangbo"]);
  });

  it("逐级重走 to the submitter: everybody signs the next version, whatever has changed", async () => {
    await signedBeforeLeader();
    await sendBack("yangbo", { resume: "step-by-step" });
    await resubmit({ opinion: "附件已补充" });
    expect(await waiting()).to.deep.equal(["chenming"]);
    expect(await keptBy()).to.deep.equal([]);
  });

  it("撤回沿用: 调控 wants to look again, the leader's card says why it is dead, and comes again after them", async () => {
    await signedBeforeLeader();
    await sendBack("yangbo", { resume: "direct" });
    await resubmit({ opinion: "附件已补充" });
    const leaders = thisCase.cardOf("yangbo");

    const withdraw = (text: string) => thisCase.act("liuyang", "withdraw-kept", { text });
    expect((await withdraw("误")).text).to.include("请写明理由");
    const answer = await withdraw("运行方式需要再核对");

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${thisCase.no}`]);
    expect(await waiting()).to.deep.equal(["liuyang"]);
    expect(shownText(leaders)).to.include("前序意见已被拿回");
    expect(textsOf(world, "zhangwei").at(-1))
      .to.include("“调控审核”环节沿用的意见已被撤回")
      .and.include("运行方式需要再核对");
    await approve(world, "liuyang");
    expect(await waiting()).to.deep.equal(["yangbo"]);
    await approve(world, "yangbo");
    expect(textsOf(world, "zhangwei").join("\n")).to.include(`${thisCase.no} 方案 v2 审批已通过`);
  });

  it("D21: whoever signed there has left: the deputy is asked in that seat", async () => {
    await signedBeforeLeader();
    await leave(world.simulator.stage, "chenming");
    await settle(world);

    await sendBack("yangbo", { returnTo: "planning", resume: "direct" });

    expect(await waiting()).to.deep.equal(["zhoujian"]);
    await approve(world, "zhoujian");
    expect(await waiting(), "what lay between stands").to.deep.equal(["yangbo"]);
  });

  /** Somebody returns it on the page, for the same reason always. */
  function sendBack(
    userid: string,
    way: { returnTo?: string | undefined; resume: "direct" | "step-by-step" },
  ) {
    return thisCase.decide(userid, { verb: "return", text: WHY, ...way });
  }

  async function signedBeforeLeader(): Promise<void> {
    for (const one of ["chenming", "liuyang", "wuhao", "liting", METERING]) {
      await approve(world, one);
    }
    expect(await waiting()).to.deep.equal(["yangbo"]);
  }

  async function resubmit(change: object): Promise<void> {
    const answer = await submitPlan(world, {
      caseNo: thisCase.no,
      plan: { ...example("hv-plan"), ...change },
    });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
  }

  async function preview(change: object) {
    const { status, body } = await callApi(world, `/api/cases/${thisCase.no}/plans?preview=1`, {
      body: { submittedBy: "zhangwei", plan: { ...example("hv-plan"), ...change } },
    });
    expect(status, JSON.stringify(body)).to.equal(200);
    return body;
  }

  async function tasksNow() {
    const { approvals } = await thisCase.file();
    return approvals.flatMap(({ tasks, round }) => tasks.map((task) => ({ ...task, now: round })));
  }

  async function waiting(): Promise<string[]> {
    const tasks = await tasksNow();
    return tasks.filter(({ status }) => status === "pending").map(({ holder }) => holder);
  }

  async function keptBy(): Promise<string[]> {
    const tasks = await tasksNow();
    return tasks
      .filter(({ status, round, now }) => status === "kept" && round === now)
      .map(({ holder }) => holder);
  }
});
