import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { prepareDatabase } from "../../src/app/start-app.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { read, sqlFor } from "../../src/store/db.ts";
import { bureauVariant, SIDE_BY_SIDE, type BureauVariant } from "../support/bureau-variant.ts";
import { environmentOf, type } from "../support/operator.ts";
import { projectRoot } from "../support/services.ts";
import { openWorld, type World } from "../support/world.ts";

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

describe("what administrators do about flows", () => {
  let world: World;
  let broken: BureauVariant;

  before(async () => {
    world = await openWorld();
    broken = bureauVariant(THREE_FAULTS);
  });

  after(async () => {
    broken.remove();
    await world.close();
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
});
