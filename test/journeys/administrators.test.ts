import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { prepareDatabase } from "../../src/app/start-app.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { read, sqlFor } from "../../src/store/db.ts";
import { bureauVariant, SIDE_BY_SIDE, type BureauVariant } from "../support/bureau-variant.ts";
import { standingIn } from "../../src/domain/verbs/migrate-case.ts";
import { environmentOf, type } from "../support/operator.ts";
import { projectRoot } from "../support/services.ts";
import { openWorld, settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { actForm, actForms, actInBrowser, sendAct } from "../support/page-acts.ts";
import { fileOf } from "../support/page-decisions.ts";
import {
  approve,
  callApi,
  giveBack,
  isPressable,
  pressOnly,
  shownText,
  textsOf,
} from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase, textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { browserOf } from "../support/bad-input/browser.ts";

const shipped = (path: string) => readFileSync(join(projectRoot, "config", path), "utf8");

/** 计量 is signed by a branch without a deputy, a rung comes at the moment of another, and the calendar ends with the year. */
const THREE_FAULTS = {
  "flows/plan-10kv-single.yaml": SIDE_BY_SIDE["flows/plan-10kv-single.yaml"].replace(
    "{ position: 报装专责, department: marketing }",
    "{ department: tuke }",
  ),
  "ladders/approval-node.yaml": shipped("ladders/approval-node.yaml")
    .replace("id: past-due-150, ", "id: past-due-150,")
    .replace("atPercent: 150", "atPercent: 120"),
  "calendar/2027.yaml": shipped("calendar/2024.yaml").replace(/2024/g, "2023"),
};

describe("what administrators do", () => {
  const world = worldForAll();
  let broken: BureauVariant;

  before(async () => {
    broken = bureauVariant(THREE_FAULTS);
  });

  after(async () => {
    broken.remove();
  });

  it("D35 three faults in a flow are named in words, all at once", async () => {
    const linted = await type(world, ["flows", "lint", broken.configDir]);
    expect(linted.code).to.equal(1);
    expect(linted.err).to.match(/^有 3 处问题，不能发布/);
    expect(linted.err).to.include("节点「metering」没有后备：宋磊一旦离岗");
    expect(linted.err).to.include("阶梯「past-due-150」与前面某一级同时，永远轮不到");
    expect(linted.err).to.include("工作日历缺少 2027 年");
    expect((await type(world, ["flows", "lint"])).out).to.include("未发现问题");
  });

  it("D35 nothing of it is published: a service does not start with it", async () => {
    const flowsOnly = bureauVariant({
      "flows/plan-10kv-single.yaml": THREE_FAULTS["flows/plan-10kv-single.yaml"],
    });
    const env = { ...environmentOf(world), CONFIG_DIR: flowsOnly.configDir };
    const config = loadConfig(env, diskFiles);
    const deps = { ...world.app.deps, bureau: config.bureau };
    const refused = await prepareDatabase({ ...world.app, config, deps }).catch(String);
    expect(refused).to.include("流程 plan-10kv-single 第 14 版：节点「metering」没有后备");
    const { db } = world.app.deps;
    const [rows] = await read(db, sqlFor.selectFrom("flow_versions").select(["version"]));
    expect(rows.map(({ version }) => version)).not.to.include(14);
    flowsOnly.remove();
  });

  it("a version that passes is published once, before anybody restarts the service", async () => {
    const raised = bureauVariant({
      "flows/plan-10kv-single.yaml": shipped("flows/plan-10kv-single.yaml").replace(
        /^version: (\d+)$/m,
        (_, version: string) => `version: ${Number(version) + 40}`,
      ),
    });
    const env = { CONFIG_DIR: raised.configDir };
    const first = await type(world, ["flows", "publish"], { env });
    expect(first.err).to.equal("");
    expect(first.out).to.match(
      /^已发布 plan-10kv-single v4\d .+\n共 1 个版本；重启服务后，新提交按它们审批\n$/,
    );
    const second = await type(world, ["flows", "publish"], { env });
    expect(second.out).to.equal("没有尚未发布的版本\n");
    raised.remove();
  });

  it("a flow is tried on made-up facts: nodes, people, due times and messages, and nothing happens", async () => {
    const args = ["flows", "preview", "plan-10kv-single", "--facts"];
    const plan = join(projectRoot, "examples/hv-plan.yaml");
    const tried = await type(world, [...args, plan, "--as", "zhangwei"]);
    expect(tried.code, tried.err).to.equal(0);
    expect(tried.out).to.include(
      "1. 营销部审核（或签（一人即可））11月23日 09:00 起，11月24日 18:00 到期：李婷（营销部 报装专责）",
    );
    expect(tried.out).to.match(/11月23日 09:00 {2}卡片 → liting/);
    expect(tried.out).to.match(/通知 → zhangwei .*审批已通过/);
    expect(world.simulator.world.messages.size).to.equal(0);
    const wrong = await type(world, [
      "flows",
      "preview",
      "plan-lv",
      "--facts",
      plan,
      "--as",
      "zhangwei",
    ]);
    expect(wrong.code).to.equal(1);
  });

  const REASON = "刘洋在外抢修，电话不通";

  /** 林娜 asks to agree for the one who is asked; returns the moment that names the request. */
  async function requestOverride(caseNo: string): Promise<string> {
    await actInBrowser(
      world,
      { userid: "linna", caseNo, kind: "override" },
      { "code.override": "approve.unreachable", text: REASON },
    );
    const [approval] = (await fileOf(world, caseNo)).approvals;
    const asked = approval?.acts.findLast(({ kind }) => kind === "override");
    return asked?.at.toISOString() ?? expect.fail("nothing was asked for");
  }

  it("D38 two administrators decide for somebody absent, and it is marked everywhere", async () => {
    const caseNo = await freshCase(world);
    const card = cardAbout(world, "liting", caseNo);
    const code = await requestOverride(caseNo);
    expect(await decisionsOf(world, caseNo), "nothing is decided yet").to.deep.equal([]);
    expect(textsOf(world, "suhong").at(-1)).to.match(/【越权处理待确认】.*林娜 请求代 李婷/);

    const own = await actForms(world, { userid: "linna", caseNo });
    expect(
      own.map(({ kind }) => kind),
      "not by the one who asked",
    ).not.to.include("override-confirm");
    const confirming = { userid: "suhong", caseNo, kind: "override-confirm" as const };
    const answer = await actInBrowser(world, confirming, { "code.override-confirm": code });
    expect(answer.status).to.equal(303);

    expect(await decisionsOf(world, caseNo)).to.deep.equal(["linna approve"]);
    expect(isPressable(world, card)).to.equal(false);
    expect(shownText(cardAbout(world, "liting", caseNo))).to.include("越权处理");
    for (const userid of ["liting", "zhangwei", "maqiang"]) {
      expect(textsOf(world, userid).join(), userid).to.include("【越权处理】").and.include(REASON);
    }
    const who = await browserOf(world, "zhangwei");
    for (const path of [`/cases/${caseNo}`, `/cases/${caseNo}/sheet/supply_plan`]) {
      const { text } = await who.get(path);
      expect(text, path).to.include("林娜（越权处理，代 李婷，苏红 确认）").and.include(REASON);
    }
    const { body } = await callApi(world, `/api/cases/${caseNo}`);
    expect(body["approvals"][0].nodes[0].decisions[0].override).to.deep.equal({
      owner: "liting",
      ownerName: "李婷",
      confirmedBy: "suhong",
      confirmedName: "苏红",
    });
    expect((await type(world, ["verify-audit", "--case", caseNo])).code).to.equal(0);
    const month = await type(world, ["overrides", "--month", "2026-11"]);
    expect(month.out).to.include("2026-11 越权处理 1 件（联系不上 1）").and.include(caseNo);
    expect((await type(world, ["overrides", "--month", "2026-10"])).out).to.include("0 件");
    await checkTruth(world);
  });

  it("D38 the holder's press after it is refused with both names", async () => {
    const caseNo = await freshCase(world);
    const pressing = { card: cardAbout(world, "liting", caseNo), button: "同意" as const };
    const confirm = await confirmation(caseNo, await requestOverride(caseNo));
    expect(await sendAct(world, confirm)).to.include({ result: "done" });
    const words = await textsDuring(world, "liting", () => pressOnly(world, "liting", pressing));
    expect(words.join()).to.include("已由 林娜（越权处理，代 李婷，苏红 确认） 同意");
    expect(await sendAct(world, { ...confirm, onceKey: "again" })).to.include({
      result: "refused",
      code: "already-decided",
    });
  });

  it("D38 override against the holder's press: exactly one wins, and the other reads why", async () => {
    for (let round = 0; round < 6; round += 1) {
      const caseNo = await freshCase(world);
      const card = cardAbout(world, "liting", caseNo);
      const confirm = await confirmation(caseNo, await requestOverride(caseNo));
      const press = () => pressOnly(world, "liting", { card, button: "同意" });
      const acts = [() => sendAct(world, confirm), press];
      const before = textsOf(world, "liting").length;
      const [answer] = await Promise.all(
        (round % 2 === 0 ? acts : acts.toReversed()).map((act) => act()),
      ).then((done) => done.filter((one) => "result" in one));
      await settle(world);
      const [winner, ...others] = await decisionsOf(world, caseNo);
      expect(others).to.deep.equal([]);
      const told = textsOf(world, "liting").slice(before).join();
      if (winner === "linna approve") expect(told).to.include("越权处理");
      else expect(answer).to.deep.include({ result: "refused", code: "already-decided" });
    }
    await checkTruth(world);
  });

  it("D38 once the holder has decided, or the request was refused, nothing can be confirmed", async () => {
    const caseNo = await freshCase(world);
    const confirm = await confirmation(caseNo, await requestOverride(caseNo));
    await actInBrowser(
      world,
      { userid: "suhong", caseNo, kind: "override-refuse" },
      { text: "已联系上李婷本人" },
    );
    expect(textsOf(world, "linna").at(-1)).to.include("越权处理未获同意");
    expect(await sendAct(world, confirm)).to.include({ code: "cannot-override" });
    await approve(world, "liting", { card: cardAbout(world, "liting", caseNo) });
    expect(await sendAct(world, { ...confirm, onceKey: "late" })).to.include({
      code: "already-decided",
    });
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("D38 the holder decides after all: both administrators read that the request is void, and how", async () => {
    const caseNo = await freshCase(world);
    await requestOverride(caseNo);
    await approve(world, "liting", { card: cardAbout(world, "liting", caseNo) });
    for (const userid of ["linna", "suhong"]) {
      expect(textsOf(world, userid).at(-1), userid)
        .to.include("越权处理请求已失效：林娜 请求代 李婷")
        .and.include("原因：已由 李婷 同意")
        .and.include(caseNo);
    }
  });

  async function confirmation(caseNo: string, code: string) {
    const form = await actForm(world, { userid: "suhong", caseNo, kind: "override-confirm" });
    return { ...form, code };
  }

  it("D36 twelve running approvals are taken to a new version: ten, exactly as the dry run said", async () => {
    const [v3, v4] = [versionOf(3, V3_NODES), versionOf(4, V4_NODES)];
    const configs = [v3, v4].map((flow) =>
      bureauVariant({
        "flows/plan-10kv-single.yaml": flow,
      }),
    );
    const [old, next] = configs.map(({ configDir }) => ({ CONFIG_DIR: configDir }));
    const w = await openWorld({ env: old ?? {} });
    const cases: string[] = [];
    for (let n = 0; n < 12; n += 1) cases.push(await freshCase(w));
    const press = (userid: string, caseNo = "") =>
      approve(w, userid, { card: cardAbout(w, userid, caseNo) });
    for (const caseNo of cases.slice(0, 2)) await press("chenming", caseNo);
    for (const caseNo of cases.slice(2, 5)) {
      await press("chenming", caseNo);
      await press("wuhao", caseNo);
    }
    await giveBack(w, "chenming", { card: cardAbout(w, "chenming", cases[5] ?? "") });

    const flags = ["flows", "migrate", "plan-10kv-single", "--from", "3", "--to", "4"];
    const planning = [...flags, "--map", "leader=chief", "--as", "linna"];
    expect((await type(w, planning, { env: next ?? {} })).err).to.include("两个版本都须已发布");
    expect((await type(w, ["flows", "publish"], { env: next ?? {} })).code).to.equal(0);
    const joined = [...flags, "--map", "both=chief,leader=chief", "--as", "linna"];
    expect((await type(w, joined, { env: next ?? {} })).err).to.include("两个环节并为一个");
    const dry = await type(w, planning, { env: next ?? {} });
    expect(dry.code, dry.err).to.equal(0);
    expect(dry.out).to.include("可迁移 10 件，不能迁移 2 件");
    expect(dry.out).to.include(`${cases[0]}（`).and.include("正在会签，已有人签署意见");
    expect(dry.out).to.match(
      /现在：等 杨波（分管领导审批，.*已有意见 陈明 同意（会签）、吴昊 同意/,
    );
    expect(dry.out).to.match(/迁后：等 杨波（领导审批，/);
    expect((await fileOf(w, cases[7] ?? "")).approvals[0]?.flowVersion).to.equal(3);

    await settle(w);
    const code = /您的确认码：(\d+)/.exec(textsOf(w, "suhong").at(-1) ?? "")?.[1] ?? "";
    const confirm = (by: string, typed: string) =>
      type(w, [...flags, "--confirm-by", by, "--code", typed], { env: next ?? {} });
    expect((await confirm("linna", code)).err).to.include("须由另一名管理员确认");
    expect((await confirm("suhong", "00000000")).err).to.include("确认码不对");
    w.clock.advanceMs(3_600_000);
    const done = await confirm("suhong", code);
    expect(done.out, done.err).to.include("已把 10 件审批迁到 plan-10kv-single 第 4 版");
    expect((await confirm("suhong", code)).err).to.include("没有待确认的试算");
    await settle(w);

    const [[row]] = await read(w.app.deps.db, sqlFor.selectFrom("flow_migrations").selectAll());
    for (const { caseNo, approvalId, before, after } of row?.plan.instances ?? []) {
      const now = standingIn(await fileOf(w, caseNo), approvalId);
      expect(now, caseNo).to.deep.equal(after ?? before);
    }
    expect(row?.confirmed_by).to.equal("suhong");
    expect(row?.rollback_state).to.have.length(10);

    const moved = cases[8] ?? "";
    for (const userid of ["chenming", "wuhao", "liuyang", "yangbo"]) await press(userid, moved);
    expect((await fileOf(w, moved)).approvals[0]?.status).to.equal("approved");
    await press("wuhao", cases[0]);
    expect((await fileOf(w, cases[0] ?? "")).approvals[0]).to.include({ flowVersion: 3, round: 1 });
    await checkTruth(w);
    await w.close();
    for (const config of configs) config.remove();
  }).timeout(60_000);
});

const LIMIT = "limit: 1 工作日, ladder: approval-node";
const V3_NODES = `
  - { id: both, name: 会签, mode: all, who: [{ department: planning }, { department: production }], ${LIMIT} }
  - { id: leader, name: 分管领导审批, mode: all, who: { position: 分管副局长, department: leadership }, ${LIMIT} }
`;
const V4_NODES = `
  - { id: both, name: 会签, mode: all, who: [{ department: planning }, { department: production }, { department: dispatch }], ${LIMIT} }
  - { id: chief, name: 领导审批, mode: all, who: { position: 分管副局长, department: leadership }, ${LIMIT} }
`;

/** The shipped flow for 10 kV as another version, with these nodes. */
function versionOf(version: number, nodes: string): string {
  const [head] = SIDE_BY_SIDE["flows/plan-10kv-single.yaml"].split("nodes:");
  return `${head?.replace(/version: \d+/, `version: ${version}`)}nodes:${nodes}`;
}
