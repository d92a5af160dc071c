import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { pdf } from "../support/attachments.ts";
import { environmentOf, type } from "../support/operator.ts";
import { fileOf } from "../support/page-decisions.ts";
import { CASE_NO, newestCard, shownText } from "../support/people.ts";
import { projectRoot } from "../support/services.ts";
import { AGENT_ID, freePorts, settle } from "../support/world.ts";
import { worldForEach } from "../support/world-hooks.ts";

const example = (name: string) => join(projectRoot, "examples", `${name}.yaml`);

describe("an operator works at the terminal", () => {
  const world = worldForEach();
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "qianpi-cli-"));
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
  });

  const write = (text: string) => {
    const path = join(folder, "plan.yaml");
    writeFileSync(path, text);
    return path;
  };
  const submitPlan = () =>
    type(world, ["submit", example("hv-plan"), "--case", CASE_NO, "--as", "ZhangWei"]);

  it("opens a case, submits a plan and sees whom it waits for; the running service sends the card", async () => {
    const opened = await type(world, ["open", example("case")]);
    expect(opened).to.deep.equal({ code: 0, out: `已建立工单 ${CASE_NO}\n`, err: "" });

    const submitted = await submitPlan();
    expect(submitted.code, submitted.err).to.equal(0);
    expect(submitted.out).to.match(new RegExp(`^已提交 ${CASE_NO} 供电方案 v1，审批编号 A\\d+-1`));

    await settle(world);
    expect(shownText(newestCard(world, "liting"))).to.include(CASE_NO);

    const shown = await type(world, ["show", CASE_NO.toLowerCase()]);
    expect(shown.code).to.equal(0);
    expect(shown.out).to.include("等待 李婷").and.include("供电方案 v1");
    expect(shown.out).to.include(`查看详情：${world.url}/cases/${CASE_NO}`);
    expect(shown.out).not.to.include("<a ");
  });

  it("attaches files to what it submits; nothing is submitted when one of them is none", async () => {
    await type(world, ["open", example("case")]);
    const drawing = join(folder, "接线图.pdf");
    const page = join(folder, "page.pdf");
    writeFileSync(drawing, pdf());
    writeFileSync(page, "<html>");
    const args = ["submit", example("hv-plan"), "--case", CASE_NO, "--as", "zhangwei"];
    const refused = await type(world, [...args, "--attach", drawing, page]);
    expect(refused.code, refused.err + refused.out).to.equal(1);
    expect(refused.err).to.include("page.pdf：文件内容不是 PDF 或图片");
    const absent = await type(world, [...args, "--attach", join(folder, "none.pdf")]);
    expect(absent.err).to.include("找不到这个文件");
    const submitted = await type(world, [...args, "--attach", drawing]);
    expect(submitted.code, submitted.err).to.equal(0);
    expect(submitted.out).to.match(/已上传 接线图\.pdf（PDF，1 KB），编号 F[0-9a-f]{20}\n已提交/);
    const [document] = (await fileOf(world, CASE_NO)).documents;
    expect(document?.attachments.map(({ name }) => name)).to.deep.equal(["接线图.pdf"]);
  });

  it("looks first at what a submission would do, and submits nothing", async () => {
    await type(world, ["open", example("case")]);
    const args = ["submit", example("hv-plan"), "--case", CASE_NO, "--as", "zhangwei"];
    const looked = await type(world, [...args, "--preview"]);
    expect(looked.code, looked.err).to.equal(0);
    expect(looked.out).to.include(`预览 ${CASE_NO} 供电方案 v1（未提交）`);
    expect(looked.out).to.include("将审批：李婷（营销部审核）、陈明（规划发展部会签）");
    expect((await submitPlan()).out).to.include("供电方案 v1");
    const again = await type(world, [...args, "--preview"]);
    expect(again.code).to.equal(1);
    expect(again.err).to.include("未提交").and.include("正在审批");
  });

  it("prints every problem of a plan with its line, its field and Chinese words, and submits nothing", async () => {
    await type(world, ["open", example("case")]);
    const path = write("level: hv\nvoltageKv: ten\nsupplyMode: triple\nsources:\n  - role: main\n");
    const refused = await type(world, ["submit", path, "--case", CASE_NO, "--as", "zhangwei"]);
    expect(refused.code, refused.err + refused.out).to.equal(1);
    expect(refused.out).to.equal("");
    expect(refused.err).to.match(/^未提交：.*plan\.yaml 有 \d+ 处问题\n/);
    expect(refused.err).to.match(/第 2 行 +voltageKv +供电电压：应为数字/);
    expect(refused.err).to.match(/第 3 行 +supplyMode +.*应为 .* 之一/);
    expect(refused.err).to.match(/第 5 行 +sources\.0\.line +.*必须填写/);
    expect((await type(world, ["show", CASE_NO])).out).not.to.include("供电方案 v1");
  });

  it("prints what contradicts itself in a plan that has the right shape", async () => {
    await type(world, ["open", example("case")]);
    const args = ["submit", example("lv-plan"), "--case", CASE_NO, "--as", "nobody"];
    const refused = await type(world, args);
    expect(refused.code, refused.err + refused.out).to.equal(1);
    expect(refused.err)
      .to.match(/^未提交：.* 有 [2-9] 处问题/)
      .and.include("submittedBy");
  });

  it("passes on the refusal that the bot would give", async () => {
    await type(world, ["open", example("case")]);
    await submitPlan();
    const again = await submitPlan();
    expect(again.code).to.equal(1);
    expect(again.err)
      .to.match(/^未提交：/)
      .and.include("v1");
  });

  it("tells a wrong call (2) from a refusal (1) and from a fault (3)", async () => {
    const unknown = await type(world, ["show", "BZ-2020-000001"]);
    expect(unknown).to.include({ code: 1, err: "没有工单 BZ-2020-000001\n" });
    const nowhere = ["submit", example("hv-plan"), "--case", "BZ-2020-000001", "--as", "zhangwei"];
    expect(await type(world, nowhere)).to.include({ code: 1, err: "没有这个工单\n" });
    expect((await type(world, ["show", "什么"])).code).to.equal(2);
    expect((await type(world, ["submit", example("hv-plan"), "--as", "zhangwei"])).code).to.equal(
      2,
    );
    expect((await type(world, ["open", join(folder, "none.yaml")])).err).to.include(
      "找不到这个文件",
    );
    expect(await type(world, ["dance"])).to.include({ code: 2 });
    const [port] = await freePorts(1);
    const env = { MYSQL_URL: `mysql://u:p@127.0.0.1:${port}/x` };
    const away = await type(world, ["open", example("case")], { env });
    expect(away.code).to.equal(3);
    expect(away.err).to.include("连不上 MySQL").and.include("doctor");
  });

  it("explains itself in Chinese", async () => {
    const help = await type(world, ["help"]);
    expect(help.code).to.equal(0);
    expect(help.out).to.match(/用法：.*命令：.*例：/s);
    for (const name of ["open", "submit", "show", "flows", "doctor", "menu", "group"]) {
      expect(help.out).to.match(new RegExp(`^  ${name} `, "m"));
    }
    expect(help.out).not.to.match(/Usage|Options|display help|\[options\]/);
    const missing = await type(world, ["show"]);
    expect(missing).to.include({ code: 2, out: "" });
    expect(missing.err).to.equal("缺少参数：工单编号；用法见 npm run qianpi -- help\n");
  });

  it("lists the flows in force with their conditions and who signs", async () => {
    const { code, out } = await type(world, ["flows"]);
    expect(code).to.equal(0);
    expect(out).to.include("plan-10kv-single v4  供电方案");
    expect(out).to.include("；撤销由营销部负责人审批、分管领导审批签署");
    expect(out).to.include("电压 ≥ 1kV 且 电压 < 35kV");
    expect(out).to.include("典型方案免审").and.include("人工必审");
    expect(out).to.match(/1\. 营销部审核（或签（一人即可）：营销部报装专责；1个工作日）/);
  });

  it("lists the flows without any secret or server, but not of files that are wrong", async () => {
    const bare = Object.keys(environmentOf(world)).map((name) => [name, undefined]);
    const env = { ...Object.fromEntries(bare), CONFIG_DIR: join(projectRoot, "config") };
    expect(await type(world, ["flows"], { env })).to.include({ code: 0, err: "" });
    const wrong = await type(world, ["flows"], { env: { ...env, CONFIG_DIR: folder } });
    expect(wrong.code).to.equal(3);
    expect(wrong.err).to.include("organisation.yaml：找不到这个文件").and.not.include("环境变量");
  });

  it("makes the menu of the app, with keys that the bot answers", async () => {
    expect((await type(world, ["menu"])).code).to.equal(0);
    const menu = JSON.stringify(world.simulator.world.apps.get(AGENT_ID)?.menu);
    for (const key of ["MY_TODO", "MY_SUBMITTED", "OVERDUE", "HELP"]) expect(menu).to.include(key);
  });

  it("makes the managers' group, says the first word in it and prints its id", async () => {
    const args = ["group", "create", "督办群", "--owner", "linna", "--members", "zhangwei,maqiang"];
    const { code, out } = await type(world, args);
    expect(code).to.equal(0);
    const chatId = /WECOM_MANAGERS_CHAT_ID=(\w+)/.exec(out)?.[1];
    const chat = world.simulator.world.chats.get(`group:${chatId}`);
    expect(chat).to.deep.include({ name: "督办群", members: ["linna", "zhangwei", "maqiang"] });
    expect(chat?.entries).to.have.length(1);
    const stranger = await type(world, [...args.slice(0, -1), "nobody1,nobody2"]);
    expect(stranger.code).to.equal(1);
    expect(stranger.err).to.match(/^企业微信：/);
  });

  it("works as a program of its own: exit code, output, and a path from where it was typed", async () => {
    const program = fileURLToPath(new URL("../../src/cli.js", import.meta.url));
    const env = { ...environmentOf(world), INIT_CWD: join(projectRoot, "examples") };
    const run = (...args: string[]) =>
      new Promise<{ code: number | string | null | undefined; out: string; err: string }>(
        (done) => {
          execFile(process.execPath, [program, ...args], { env }, (error, out, err) =>
            done({ code: error?.code ?? 0, out, err }),
          );
        },
      );
    expect(await run("open", "case.yaml")).to.include({ code: 0, err: "" });
    const again = await run("open", "case.yaml");
    expect(again).to.include({ code: 1, out: "" });
    expect(again.err).to.match(/第 2 行 +caseNo +工单号 .* 已存在/);
  });
});
