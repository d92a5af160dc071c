import { expect } from "chai";
import {
  callApi,
  example,
  isPressable,
  shownText,
  submitPlan,
  textsOf,
  approve,
  ask,
} from "../support/people.ts";
import { sendForm } from "../support/page-decisions.ts";
import { forgePress, keyOn, submitSecondVersion, textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const REASON = { verb: "reject", code: "rules-unfit", text: "线路穿越水源保护地" } as const;

describe("a rejection ends an approval for good", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  it("D5: 否决 with the reason “　。” is refused with a hint; the task still waits, nothing is recorded", async () => {
    const form = await thisCase.decisionForm("liting");

    const answer = await sendForm(world, { ...form, ...REASON, text: "　。" });

    expect(answer).to.deep.equal({
      result: "refused",
      code: "rejection-reason-needed",
      refusal: { code: "rejection-reason-needed", minLetters: 5 },
    });
    expect(await thisCase.decisions()).to.deep.equal([]);
    expect(isPressable(world, thisCase.cardOf("liting"))).to.equal(true);
    for (const text of ["", "无", "111111", "\u00a0\u00a0\u00a0\u00a0\u00a0", "。。。。。"]) {
      const again = await sendForm(world, { ...form, ...REASON, text });
      expect(again.code, JSON.stringify(text)).to.equal("rejection-reason-needed");
    }
    const bare = await sendForm(world, { ...form, ...REASON, code: undefined });
    expect(bare.code, "without a category").to.equal("rejection-reason-needed");
    expect((await sendForm(world, { ...form, ...REASON })).result).to.equal("done");
  });

  it("all tasks end, every card says so, submitter and managers read who and why, drafting begins again", async () => {
    await approve(world, "liting");
    await approve(world, "chenming");
    await thisCase.decide("wuhao", REASON);

    expect(shownText(thisCase.cardOf("wuhao"))).to.include("已否决");
    expect(shownText(thisCase.cardOf("liuyang")))
      .to.include("已由 吴昊 否决")
      .and.include("未经您处理");
    for (const userid of ["liting", "chenming"]) {
      expect(shownText(thisCase.cardOf(userid)), userid).to.include("审批已被否决");
    }
    for (const userid of ["zhangwei", "maqiang"]) {
      expect(textsOf(world, userid).at(-1), userid)
        .to.include(`${thisCase.no} 方案 v1 已被否决`)
        .and.include("否决人：吴昊")
        .and.include("理由：不符合规程规定：线路穿越水源保护地");
    }
    const { stages } = await thisCase.file();
    expect(stages.filter(({ status }) => status === "running").map(({ id }) => id)).to.include(
      "plan_draft",
    );
    expect(await ask(world, "zhangwei", thisCase.no))
      .to.include("已由 吴昊 于")
      .and.include("否决");
    expect(await ask(world, "zhangwei", "我提交的")).to.include(thisCase.no);
  });

  it("who presses a card of it later reads who rejected it, and nothing changes", async () => {
    await approve(world, "liting");
    const card = thisCase.cardOf("liuyang");
    const key = keyOn(card, "同意");
    await thisCase.decide("wuhao", REASON);

    const words = await textsDuring(world, "liuyang", () =>
      forgePress(world, { userid: "liuyang", card, key }),
    );

    expect(words.join()).to.include("方案已由 吴昊 于").and.include("否决，未经您处理");
    expect(await thisCase.decisions()).to.deep.equal(["liting approve", "wuhao reject"]);
  });

  it("a card has no button for it, and a forged one is not known", async () => {
    const card = thisCase.cardOf("liting");
    const key = keyOn(card, "同意").replace("approve", "reject");

    const words = await textsDuring(world, "liting", () =>
      forgePress(world, { userid: "liting", card, key }),
    );

    expect(words.join()).to.include("这个按钮无法识别");
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("the same plan again is refused; another begins a new approval that names the rejected one and keeps nothing", async () => {
    await approve(world, "liting");
    await thisCase.decide("wuhao", REASON);

    const same = await submitPlan(world, { caseNo: thisCase.no, plan: example("hv-plan") });
    expect(same.status).to.equal(409);
    await submitSecondVersion(world, thisCase.no);

    const { body } = await callApi(world, `/api/cases/${thisCase.no}`);
    expect(body["approvals"]).to.have.length(2);
    const [rejected, again] = body["approvals"];
    expect(rejected.status).to.equal("rejected");
    expect(again).to.include({
      status: "running",
      round: 1,
      version: 2,
      previousApprovalId: rejected.approvalId,
    });
    const card = thisCase.cardOf("liting");
    expect(isPressable(world, card)).to.equal(true);
    expect(shownText(card)).to.include(" v2").and.include("较 v1 修改");
    expect(thisCase.cardsOf("wuhao"), "not before Li has agreed").to.have.length(1);
    for (const userid of ["liting", "chenming", "wuhao", "liuyang", "zhaogang", "yangbo"]) {
      await approve(world, userid);
    }
    expect((await thisCase.file()).approvals.map(({ status }) => status)).to.deep.equal([
      "rejected",
      "approved",
    ]);
    expect(await ask(world, "zhangwei", "我提交的")).to.not.include(thisCase.no);
  });
});
