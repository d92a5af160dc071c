import { expect } from "chai";
import { SIDE_BY_SIDE } from "../support/bureau-variant.ts";
import {
  approve,
  callApi,
  example,
  giveBack,
  shownText,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import { textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { passTo } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const BRANCHES = ["liuyang", "liting", "wuhao"];

describe("a returned plan keeps the signatures that its changes do not touch", () => {
  const world = worldForAll({ bureau: SIDE_BY_SIDE });
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  it("D17 the leader returns it, only a remark is changed: it comes straight back to the leader, four signatures stand", async () => {
    await signedBefore("yangbo");
    await giveBack(world, "yangbo");

    const words = await textsDuring(world, "liting", () => resubmit({ opinion: "按意见补充说明" }));

    expect(await waiting()).to.deep.equal(["yangbo"]);
    expect(shownText(thisCase.cardOf("yangbo")))
      .to.include("方案 v2")
      .and.include("较 v1 修改");
    for (const userid of ["chenming", ...BRANCHES]) {
      expect(thisCase.cardsOf(userid), `${userid} is not asked again`).to.have.length(1);
    }
    expect(words).to.have.length(1);
    expect(words[0])
      .to.match(/方案 v2 沿用您 .* 对 v1 的同意/)
      .and.include("查看方案");
    await approve(world, "yangbo");
    expect(await thisCase.decisions()).to.have.length(6);
    expect(textsOf(world, "zhangwei").join("\n"))
      .to.include(`${thisCase.no} 方案 v2 审批已通过`)
      .and.include("共 5 人签署同意");
  });

  it("D18 the leader returns it, the substation is changed: 调控 and 运检 are asked again with the change first, 计量 and 发策 stand", async () => {
    await signedBefore("yangbo");
    await giveBack(world, "yangbo");

    const change = {
      sources: [{ ...example("hv-plan").sources[0], substation: "35 kV 图克变电站" }],
    };
    const foretold = await preview(change);
    expect(foretold).to.deep.equal({
      asked: ["liuyang", "wuhao", "yangbo"],
      kept: ["chenming", "liting"],
    });
    expect(await waiting(), "a preview does nothing").to.deep.equal([]);

    await resubmit(change);

    expect(await waiting()).to.deep.equal(["liuyang", "wuhao"]);
    const card = shownText(thisCase.cardOf("liuyang"));
    expect(card)
      .to.include("较 v1 修改")
      .and.include("变电站 110 kV 嘎鲁图变电站→35 kV 图克变电站");
    expect(thisCase.cardsOf("liting")).to.have.length(1);
    await approve(world, "wuhao");
    expect(await waiting(), "both must sign anew before the leader is asked").to.deep.equal([
      "liuyang",
    ]);
    await approve(world, "liuyang");
    expect(await waiting()).to.deep.equal(["yangbo"]);
    await approve(world, "yangbo");
    expect(textsOf(world, "zhangwei").join("\n")).to.include(`${thisCase.no} 方案 v2 审批已通过`);
  });

  it("the submitter reads after a return whose agreement stands as long as what is left alone", async () => {
    await signedBefore("yangbo");
    await giveBack(world, "yangbo");

    const words = textsOf(world, "zhangwei").at(-1);
    expect(words).to.match(
      /沿用：未改动括号内内容的，沿用其同意：陈明（.*投资分界点.*）；刘洋（.*变电站.*）/,
    );
  });

  it("a return on the page that ticks what to mend says whose signature stands then, and so it comes", async () => {
    await signedBefore("yangbo");
    const ticked = {
      verb: "return",
      text: "请核对供电线路",
      fixes: ["电源 1 · 供电线路"],
    } as const;
    await thisCase.decide("yangbo", ticked);

    expect(textsOf(world, "zhangwei").at(-1)).to.include(
      "如只改所勾选的内容：沿用 陈明、李婷；将重新审批 刘洋、吴昊、杨波",
    );
    const [source] = example("hv-plan")["sources"];
    await resubmit({ sources: [{ ...source, line: "10 kV 园区二线" }] });
    expect(await waiting()).to.deep.equal(["liuyang", "wuhao"]);
  });

  it("the department that returned it is asked again even if nothing that it answers for was changed", async () => {
    await approve(world, "chenming");
    await approve(world, "liting");
    await giveBack(world, "liuyang");

    await resubmit({ opinion: "已说明" });

    expect(await waiting()).to.deep.equal(["liuyang", "wuhao"]);
  });

  it("a signature that was kept is kept again, and one that was touched on the way counts by its newest word", async () => {
    await signedBefore("yangbo");
    await giveBack(world, "yangbo");
    await resubmit({ operatingMode: "一主一备，手动切换" });
    expect(await waiting()).to.deep.equal(["liuyang", "wuhao"]);
    await giveBack(world, "wuhao");

    await resubmit({ opinion: "恢复原运行方式" });

    expect(await waiting(), "Liu's word on version 1 fits again").to.deep.equal(["wuhao"]);
    const { tasks } = await approvalNow();
    const kept = tasks.filter(({ status, round }) => status === "kept" && round === 3);
    expect(kept.map(({ holder }) => holder)).to.have.members(["chenming", "liuyang", "liting"]);
  });

  it("D31 who is asked again is reminded again by the same rung; a signature that stands is never reminded", async () => {
    world.clock.set("2026-11-25 09:00");
    await thisCase.renew();
    await approve(world, "chenming");
    await approve(world, "liting");
    await passTo(world, "2026-11-26 10:00");
    expect(await rungsOf("liuyang")).to.deep.equal(["1 half"]);
    await giveBack(world, "wuhao", { card: thisCase.cardOf("wuhao") });
    await resubmit({ operatingMode: "热备用" });
    const told = textsOf(world, "liting").length;

    await passTo(world, "2026-11-27 10:00");

    expect(await rungsOf("liuyang")).to.deep.equal(["1 half", "2 half"]);
    expect(textsOf(world, "liting")).to.have.length(told);
  });

  /** Everybody on the path before this person agrees. */
  async function signedBefore(userid: string): Promise<void> {
    for (const one of ["chenming", ...BRANCHES]) await approve(world, one);
    expect(await waiting()).to.deep.equal([userid]);
  }

  async function resubmit(change: object): Promise<void> {
    const answer = await submitPlan(world, {
      caseNo: thisCase.no,
      plan: { ...example("hv-plan"), ...change },
    });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
  }

  /** Who would be asked, and whose signature would stand. */
  async function preview(change: object): Promise<{ asked: string[]; kept: string[] }> {
    const { status, body } = await callApi(world, `/api/cases/${thisCase.no}/plans?preview=1`, {
      body: { submittedBy: "zhangwei", plan: { ...example("hv-plan"), ...change } },
    });
    expect(status, JSON.stringify(body)).to.equal(200);
    const people = (rows: { userid: string }[]) => rows.map(({ userid }) => userid);
    return { asked: people(body["asked"]), kept: people(body["kept"]) };
  }

  async function approvalNow() {
    const { approvals } = await thisCase.file();
    return approvals[0] ?? expect.fail("no approval");
  }

  async function waiting(): Promise<string[]> {
    const { tasks } = await approvalNow();
    return tasks.filter(({ status }) => status === "pending").map(({ holder }) => holder);
  }

  async function rungsOf(userid: string): Promise<string[]> {
    const { tasks, firedRungs } = await approvalNow();
    return firedRungs
      .filter(({ taskId }) => tasks.some(({ id, holder }) => id === taskId && holder === userid))
      .map(({ round, rungId }) => `${round} ${rungId}`);
  }
});
