import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { read, sqlFor } from "../../src/store/db.ts";
import { bureauVariant, type BureauVariant } from "../support/bureau-variant.ts";
import { environmentOf, type } from "../support/operator.ts";
import { CASE_NO } from "../support/people.ts";
import { statement } from "../support/fresh-store.ts";
import { freePorts } from "../support/world.ts";
import { freshDatabase, projectRoot } from "../support/services.ts";
import { worldForAll } from "../support/world-hooks.ts";

const FLOW = "flows/plan-10kv-single.yaml";
const shipped = readFileSync(join(projectRoot, "config", FLOW), "utf8");
const plan = join(projectRoot, "examples/hv-plan.yaml");

describe("which commands publish flows", () => {
  const world = worldForAll();
  let draft: BureauVariant;
  let edited: BureauVariant;

  before(() => {
    draft = bureauVariant({ [FLOW]: shipped.replace(/^version: \d+$/m, "version: 70") });
    edited = bureauVariant({ [FLOW]: shipped.replace("limit: 1 工作日", "limit: 2 工作日") });
  });

  after(() => {
    draft.remove();
    edited.remove();
  });

  const withDraft = (...args: string[]) =>
    type(world, args, { env: { CONFIG_DIR: draft.configDir } });
  const submitting = ["submit", plan, "--case", CASE_NO, "--as", "zhangwei"];
  const publishedVersions = async (): Promise<number[]> => {
    const query = sqlFor
      .selectFrom("flow_versions")
      .select("version")
      .where("flow_id", "=", "plan-10kv-single")
      .orderBy("version");
    const [rows] = await read(world.app.deps.db, query);
    return rows.map(({ version }) => version);
  };

  it("none that looks, nor one that does something else: a draft in the folder stays a draft", async () => {
    const opened = await withDraft("open", join(projectRoot, "examples/case.yaml"));
    expect(opened.code, opened.err).to.equal(0);
    for (const args of [
      ["show", CASE_NO],
      ["leave", "list"],
      ["outbox", "list"],
      ["rules"],
      ["renew"],
      ["overrides", "--month", "2026-11"],
      ["flows", "preview", "plan-10kv-single", "--facts", plan, "--as", "zhangwei"],
    ]) {
      const { code, err } = await withDraft(...args);
      expect(code, `${args.join(" ")}: ${err}`).to.equal(0);
    }
    const migrating = ["flows", "migrate", "plan-10kv-single", "--from", "3", "--to", "70"];
    const migrated = await withDraft(...migrating, "--as", "linna");
    expect(migrated).to.include({ code: 1, out: "" });
    expect(migrated.err).to.include("两个版本都须已发布").and.include("flows publish");
    const toItself = [...migrating.slice(0, -1), "3", "--as", "linna"];
    expect(await type(world, toItself)).to.deep.equal({
      code: 2,
      out: "",
      err: "--from 与 --to 相同，没有什么可迁移\n",
    });
    expect(await publishedVersions()).to.deep.equal([3]);
  });

  it("a submission does not go by a version that nobody published; it says so, and what to do", async () => {
    for (const args of [submitting, [...submitting, "--preview"]]) {
      const refused = await withDraft(...args);
      expect(refused).to.include({ code: 1, out: "" });
      expect(refused.err)
        .to.include("plan-10kv-single 第 70 版尚未发布")
        .and.include("flows publish")
        .and.include("CONFIG_DIR");
    }
    const refused = await type(world, submitting, { env: { CONFIG_DIR: edited.configDir } });
    expect(refused.err).to.include("plan-10kv-single 第 3 版发布之后被改过");
    expect(await publishedVersions()).to.deep.equal([3]);
    const submitted = await type(world, submitting);
    expect(submitted.code, submitted.err).to.equal(0);
  });

  it("flows publish does, and then the submission is taken", async () => {
    expect((await withDraft("flows", "publish")).out).to.include("已发布 plan-10kv-single v70");
    expect(await publishedVersions()).to.deep.equal([3, 70]);
    const again = await withDraft(...submitting);
    expect(again.err, "refused for the case, not for the flow").to.include("正在审批");
  });

  it("a published version that was edited afterwards is named by lint and publish, and nothing changes", async () => {
    const env = { CONFIG_DIR: edited.configDir };
    const linted = await type(world, ["flows", "lint"], { env });
    expect(linted).to.include({ code: 1 });
    expect(linted.err).to.include("流程 plan-10kv-single：第 3 版已经发布，内容不能再改");
    const published = await type(world, ["flows", "publish"], { env });
    expect(published).to.include({ code: 3, out: "" });
    expect(published.err).to.include("流程 plan-10kv-single：第 3 版已经发布，内容不能再改");
  });

  it("lint also works far from any database, and says what it has not looked at", async () => {
    const [port] = await freePorts(1);
    for (const [MYSQL_URL, words] of [
      [undefined, "没有设置 MYSQL_URL"],
      ["mysql://nowhere", "MYSQL_URL 缺少数据库名"],
      [`mysql://u:p@127.0.0.1:${port}/x`, "MySQL 连不上"],
    ] as const) {
      const linted = await type(world, ["flows", "lint"], { env: { MYSQL_URL } });
      expect(linted.code, linted.err).to.equal(0);
      expect(linted.out).to.include(`未与已发布的版本核对：${words}`).and.include("未发现问题");
    }
  });

  it("a fresh database is left as it is, until flows publish or a start of the service", async () => {
    const fresh = await freshDatabase("commands");
    const env = { ...environmentOf(world), MYSQL_URL: fresh.mysqlUrl };
    const linted = await type(world, ["flows", "lint"], { env });
    expect(linted.out, linted.err).to.include("未发现问题").and.not.include("未与已发布的版本核对");
    for (const args of [["leave", "list"], submitting]) {
      const refused = await type(world, args, { env });
      expect(refused).to.include({ code: 1, out: "" });
      expect(refused.err).to.match(/^数据库的表结构还差 \d+ 步.*flows publish/);
    }
    const { db } = world.app.deps;
    const name = new URL(fresh.mysqlUrl).pathname.slice(1);
    const [tables] = await read(db, statement<object>(`SHOW TABLES FROM ${name}`));
    expect(tables).to.deep.equal([]);
    expect((await type(world, ["flows", "publish"], { env })).out).to.include(
      "plan-10kv-single v3",
    );
    expect((await type(world, ["leave", "list"], { env })).out).to.equal("没有休假代理\n");
    await fresh.drop();
  });
});
