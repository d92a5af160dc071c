import { expect } from "chai";
import fc from "fast-check";
import { actFormOn, actsOn, browser, type Page } from "../support/bad-input/browser.ts";
import { TO_BE_REVOKED } from "../support/bureau-variant.ts";
import { actForm, actInBrowser, sendAct } from "../support/page-acts.ts";
import { pendingTasks } from "../../src/domain/approval/tasks.ts";
import { fileOf } from "../support/page-decisions.ts";
import {
  approve,
  approveAll,
  ask,
  isPressable,
  pressButton,
  shownText,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { racesToPlay } from "../support/random-runs.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const REASON = "客户缩小用电容量，需要重做方案";

describe("an approved plan is revoked", () => {
  const world = worldForAll({ instances: 2, bureau: TO_BE_REVOKED });
  let caseNo: string;

  beforeEach(async () => {
    await freshApproved();
  });

  /** Signed by planning and dispatch, by a rule for planning again, and by the head of marketing. */
  async function freshApproved(): Promise<void> {
    caseNo = await freshCase(world);
    for (const userid of ["chenming", "liuyang", "zhaogang"]) await approve(world, userid);
  }

  afterEach(() => checkTruth(world));

  const revoke = (userid: string, text: string): Promise<Page> =>
    actInBrowser(world, { userid, caseNo, kind: "revoke" }, { text });

  const answer = (userid: string, button: "同意撤销" | "不同意") =>
    pressButton(world, userid, { button });

  const statuses = async (): Promise<string[]> =>
    (await fileOf(world, caseNo)).approvals.map(({ status }) => status);

  const running = async (): Promise<string[]> =>
    (await fileOf(world, caseNo)).stages
      .filter(({ status }) => status === "running")
      .map(({ id }) => id);

  it("C3: asked for with a reason, agreed to by those who had signed: the approval is void, everybody reads it, the plan is back in drafting", async () => {
    const signed = cardAbout(world, "chenming", caseNo);
    const refused = await revoke("maqiang", "无");
    expect([refused.status, await statuses()]).to.deep.equal([409, ["approved"]]);
    expect(refused.text).to.include("请写明理由");

    const sent = await revoke("maqiang", REASON);
    expect([sent.status, await statuses()]).to.deep.equal([303, ["revoking", "running"]]);
    expect(textsOf(world, "zhangwei").at(-1))
      .to.include("撤销方案 v1 已发起审批")
      .and.include(REASON);
    const asking = cardAbout(world, "chenming", caseNo);
    const shown = shownText(asking);
    for (const words of [
      "撤销供电方案审批",
      "撤销方案 v1",
      REASON,
      "同意撤销",
      "不同意",
      "申请人",
    ]) {
      expect(shown).to.include(words);
    }
    expect(shown).not.to.include("同意该方案");

    await answer("chenming", "同意撤销");
    expect(await ask(world, "zhangwei", caseNo))
      .to.include("正在撤销审批（马强 于")
      .and.include("撤销供电方案 v1")
      .and.include("等待 刘洋");
    await answer("liuyang", "同意撤销");

    expect(await statuses()).to.deep.equal(["revoked", "approved"]);
    expect(await running()).to.deep.equal(["plan_draft"]);
    expect(isPressable(world, asking)).to.equal(false);
    expect(shownText(asking)).to.include("审批已撤销");
    // Its code is spent on the approval; whoever pressed it has a text.
    expect(isPressable(world, signed)).to.equal(false);
    for (const userid of ["zhangwei", "maqiang"]) {
      expect(textsOf(world, userid).at(-1)).to.include("审批已撤销").and.include("请告知客户");
    }
    for (const userid of ["chenming", "liuyang", "zhaogang"]) {
      expect(textsOf(world, userid).at(-1)).to.include("审批已撤销").and.include("无需办理");
    }
    expect(await ask(world, "zhangwei", caseNo))
      .to.include("已撤销")
      .and.include(REASON);
    const page = await pageOf("zhangwei");
    expect(page.text).to.include("不再作为实施依据").and.include(REASON);
    const sheet = await pageOf("zhangwei", "/sheet/supply_plan");
    expect(sheet.text).to.include("已撤销").and.include("本单不能作为实施依据");
    expect(actsOn(page)).to.deep.equal(["tell-customer"]);
  });

  it("C3: that the customer has to be told stays open on page and list until somebody registers it", async () => {
    await revoke("zhangwei", REASON);
    await answer("chenming", "同意撤销");
    await answer("liuyang", "同意撤销");
    const mine = async () => (await tasksPageOf("zhangwei", "/mine")).text;
    expect((await pageOf("maqiang")).text).to.include("已撤销，客户待告知");
    expect(await mine()).to.include("已撤销，客户待告知");
    const told = { userid: "maqiang", caseNo, kind: "tell-customer" } as const;
    await actInBrowser(world, told, { text: "电话告知，客户知悉" });
    const page = await pageOf("zhangwei");
    expect(page.text)
      .to.include("马强 于")
      .and.include("登记已告知客户方案撤销：电话告知，客户知悉")
      .and.not.include("客户待告知");
    expect(actsOn(page)).to.deep.equal([]);
  });

  it("C3: then the plan is submitted anew, and the new approval names the revoked one", async () => {
    await revoke("zhangwei", REASON);
    expect((await submitPlan(world, { caseNo })).status).to.equal(409);
    await answer("chenming", "同意撤销");
    await answer("liuyang", "同意撤销");
    expect((await submitPlan(world, { caseNo })).status).to.equal(201);
    const { approvals } = await fileOf(world, caseNo);
    expect(approvals.map(({ status }) => status)).to.deep.equal(["revoked", "approved", "running"]);
    expect(approvals[2]?.previousApprovalId).to.equal(approvals[0]?.id);
    for (const userid of ["chenming", "liuyang", "zhaogang"]) await approve(world, userid);
    expect(await statuses()).to.deep.equal(["revoked", "approved", "approved"]);
    expect((await pageOf("zhangwei")).text).to.include("已撤销，重新发起");
  });

  it("C3: somebody is against it: the approval stands, whoever asked reads by whom, and may ask again", async () => {
    await revoke("zhangwei", REASON);
    const asking = cardAbout(world, "chenming", caseNo);
    await answer("chenming", "不同意");
    expect(await statuses()).to.deep.equal(["approved", "rejected"]);
    expect(shownText(asking)).to.include("已不同意").and.include("未撤销");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("未获同意").and.include("不同意：陈明");
    expect(await running()).to.deep.equal(["plan_reply"]);
    expect(await decisionsOf(world, caseNo)).to.include("chenming disagree");
    expect((await revoke("zhangwei", REASON)).status).to.equal(303);
    expect(await statuses()).to.deep.equal(["revoking", "rejected", "running"]);
  });

  it("C3: whoever asked takes it back; the card says so, and the approval stands", async () => {
    await revoke("zhangwei", REASON);
    const asking = cardAbout(world, "chenming", caseNo);
    expect((await pageOf("maqiang")).text).to.include("撤回撤销申请");
    await actInBrowser(world, { userid: "maqiang", caseNo, kind: "withdraw" }, { text: "" });
    expect(await statuses()).to.deep.equal(["approved", "withdrawn"]);
    expect(shownText(asking)).to.include("已由 马强 撤回");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已撤回申请，原审批仍然有效");
  });

  it("C3: only submitter and managers may ask, and nobody once the customer has the answer", async () => {
    expect(actsOn(await pageOf("maqiang"))).to.deep.equal(["reply-customer", "revoke"]);
    expect(actsOn(await pageOf("chenming"))).not.to.include("revoke");
    const open = browser(world);
    await open.logIn("zhangwei");
    const { action, token } = actFormOn(await open.get(`/cases/${caseNo}`), "revoke");
    await actInBrowser(world, { userid: "maqiang", caseNo, kind: "reply-customer" });
    expect(await running()).to.deep.equal(["customer_design", "contract", "metering"]);
    const late = await open.post(action, { token, verb: "revoke", text: REASON });
    expect([late.status, await statuses()]).to.deep.equal([409, ["approved"]]);
    expect(late.text).to.include("已答复客户或后续环节已开始");
  });

  it("C3: the flow names who signs it; nobody agrees to it together with other things, and no rule for anybody", async () => {
    const plan = (await fileOf(world, caseNo)).approvals[0];
    const byRule = plan?.decisions.filter((one) => one.byRule !== undefined) ?? [];
    expect(byRule.map(({ nodeId }) => nodeId)).to.deep.equal(["again"]);
    await revoke("zhangwei", REASON);
    const { approvals } = await fileOf(world, caseNo);
    const [task] = approvals.flatMap(pendingTasks);
    expect((await tasksPageOf("chenming")).text)
      .to.include("撤销方案 v1")
      .and.not.include(`task.${task?.id}`);
    await answer("chenming", "同意撤销");
    await answer("liuyang", "同意撤销");
    expect(await decisionsOf(world, caseNo)).to.deep.equal([
      "chenming approve",
      "liuyang approve",
      "system:rule approve",
      "zhaogang approve",
      "chenming approve",
      "liuyang approve",
    ]);
  });

  const instance = fc.integer({ min: 0, max: 1 });
  const order = fc.record({ first: instance, second: instance, swapped: fc.boolean() });

  it("C3: both managers ask at once, random schedules: one revocation, the other reads that it is asked", async () => {
    await fc.assert(
      fc.asyncProperty(order, (plan) => race(plan, "revoke")),
      racesToPlay(10),
    );
  }).timeout(90_000);

  it("C3: it races the answer to the customer, random schedules: one of the two, the other reads why not", async () => {
    await fc.assert(
      fc.asyncProperty(order, (plan) => race(plan, "reply-customer")),
      racesToPlay(10),
    );
  }).timeout(90_000);

  async function race(
    { first, second, swapped }: { first: number; second: number; swapped: boolean },
    rival: "revoke" | "reply-customer",
  ): Promise<void> {
    await freshApproved();
    const own = await actForm(world, { userid: "zhangwei", caseNo, kind: "revoke" });
    const other = await actForm(world, { userid: "maqiang", caseNo, kind: rival });
    const sends = [
      () => sendAct(world, { ...own, text: REASON }, first),
      () => sendAct(world, { ...other, text: REASON }, second),
    ];
    const answers = await Promise.all((swapped ? sends.toReversed() : sends).map((send) => send()));
    await settle(world);
    const codes = answers.map(({ code }) => code);
    const won = codes.filter((code) => code === "revoke" || code === rival);
    expect(won).to.have.length(1);
    const isRevoking = won[0] === "revoke";
    expect(await statuses()).to.deep.equal(isRevoking ? ["revoking", "running"] : ["approved"]);
    expect(codes).to.include(isRevoking ? "closed" : "cannot-revoke");
  }

  async function tasksPageOf(userid: string, list = ""): Promise<Page> {
    const who = browser(world);
    await who.logIn(userid);
    return who.get(`/tasks${list}`);
  }

  async function pageOf(userid: string, path = ""): Promise<Page> {
    const who = browser(world);
    await who.logIn(userid);
    return who.get(`/cases/${caseNo}${path}`);
  }
});

describe("an approved plan is revoked in the bureau as it ships", () => {
  const world = worldForAll();

  it("C3: the head of marketing and the deputy director sign, and nobody else is asked", async () => {
    const caseNo = await freshCase(world);
    await approveAll(world);
    await actInBrowser(world, { userid: "zhangwei", caseNo, kind: "revoke" }, { text: REASON });
    for (const userid of ["zhaogang", "yangbo"]) {
      const asked = (await fileOf(world, caseNo)).approvals.flatMap(pendingTasks);
      expect(asked.map(({ holder }) => holder)).to.deep.equal([userid]);
      await pressButton(world, userid, { button: "同意撤销" });
    }
    const { approvals } = await fileOf(world, caseNo);
    expect(approvals.map(({ status }) => status)).to.deep.equal(["revoked", "approved"]);
    await checkTruth(world);
  });
});
