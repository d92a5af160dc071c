import type { Command } from "commander";
import {
  applyMigration,
  planMigration,
  type MigrationAsked,
  type NotApplied,
  type NotPlanned,
} from "../actions/migrate-flow.ts";
import type { App } from "../app/build-app.ts";
import type { StaffId } from "../domain/ids.ts";
import { nameOf } from "../messages/approval-words.ts";
import { appliedText, planText } from "./migration-words.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withDatabase } from "./with-app.ts";

const NOTES = `
例：
  npm run qianpi -- flows migrate plan-10kv-single --from 3 --to 4 --map metering=meter --as linna
  npm run qianpi -- flows migrate plan-10kv-single --from 3 --to 4 --confirm-by xujing --code 12345678

先试算（--as）：列出每件审批迁移前后的审批人、到期时间和沿用的意见，以及不能迁移的；不改动任何审批。
其他管理员各收到一个确认码。24 小时内用其中一个确认（--confirm-by、--code）才迁移，结果与试算一致；
试算之后变了的保持原样。编号相同的环节自动对应。`;

interface Options {
  from: string;
  to: string;
  map?: string;
  as?: string;
  confirmBy?: string;
  code?: string;
}

/** `flows migrate FLOW --from 3 --to 4 (--as USERID | --confirm-by USERID --code CODE)` */
export function addFlowsMigrate(flows: Command, cli: Cli): void {
  flows
    .command("migrate")
    .description("把在办审批迁到流程的另一版本：先试算，另一名管理员确认后执行")
    .argument("<流程>", "流程编号")
    .requiredOption("--from <版本>", "现在的版本")
    .requiredOption("--to <版本>", "迁到的版本，须已发布")
    .option("--map <旧=新>", "编号不同的环节，如 a=b,c=d")
    .option("--as <userid>", "试算：请求的管理员")
    .option("--confirm-by <userid>", "执行：确认的管理员")
    .option("--code <确认码>", "执行：其收到的确认码")
    .addHelpText("after", NOTES)
    .action(async (flowId: string, options: Options) =>
      cli.finish(await run(flowId, options, cli)),
    );
}

function run(flowId: string, options: Options, cli: Cli): Promise<ExitCode> {
  const { as: asked, confirmBy, code } = options;
  const about: MigrationAsked = {
    flowId,
    from: versionOf(options.from),
    to: versionOf(options.to),
    map: mapOf(options.map),
  };
  if (about.from === about.to) throw new UsageError("--from 与 --to 相同，没有什么可迁移");
  if (asked !== undefined && confirmBy === undefined) {
    return withDatabase(cli, (app) => plan(app, about, { by: staffOf(asked), cli }));
  }
  if (confirmBy === undefined || code === undefined || asked !== undefined) {
    throw new UsageError("试算请给 --as，执行请给 --confirm-by 和 --code");
  }
  const confirmed = { by: staffOf(confirmBy), code: code.trim() };
  return withDatabase(cli, (app) => apply(app, about, { ...confirmed, cli }));
}

function versionOf(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError("版本应为正整数");
  return Number(text);
}

function mapOf(text = ""): Record<string, string> {
  const pairs = text.split(/[,，]/).filter((pair) => pair.trim() !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const [old = "", next = "", ...rest] = pair.split("=").map((part) => part.trim());
      if (old === "" || next === "" || rest.length > 0) {
        throw new UsageError("--map 写作 旧编号=新编号，多个用逗号分隔");
      }
      return [old, next];
    }),
  );
}

function staffOf(userid: string): StaffId {
  return userid.toLowerCase() as StaffId;
}

const NOT_PLANNED: Readonly<Record<NotPlanned, string>> = {
  "not-published":
    "两个版本都须已发布；新版本用 npm run qianpi -- flows publish 发布，或以含它的配置启动服务",
  "unknown-node": "--map 中有流程里没有的环节编号，或有两个环节并为一个",
  "not-admin": "只有管理员可以试算和迁移",
  "no-second": "没有另一名管理员可以确认；请先在人员名单中增加一名管理员（admin）",
};

const NOT_APPLIED: Readonly<Record<NotApplied, string>> = {
  "not-published": NOT_PLANNED["not-published"],
  "no-plan": "没有待确认的试算；请先试算",
  "same-person": "须由另一名管理员确认，试算的人不能自己确认",
  "wrong-code": "确认码不对",
  "too-old": "试算已超过 24 小时，请重新试算",
};

async function plan(
  { deps }: App,
  asked: MigrationAsked,
  { by, cli }: { by: StaffId; cli: Cli },
): Promise<ExitCode> {
  const planned = await planMigration(deps, asked, by);
  if (!planned.ok) {
    cli.err(`未试算：${NOT_PLANNED[planned.why]}`);
    return 1;
  }
  const nameOfStaff = (userid: string) => nameOf(deps.bureau.organisation, userid);
  cli.out(planText(planned.plan, nameOfStaff));
  return 0;
}

async function apply(
  { deps }: App,
  asked: MigrationAsked,
  { by, code, cli }: { by: StaffId; code: string; cli: Cli },
): Promise<ExitCode> {
  const result = await applyMigration(deps, asked, { by, code });
  if (!result.ok) {
    cli.err(`未迁移：${NOT_APPLIED[result.why]}`);
    return 1;
  }
  cli.out(appliedText(result.applied));
  return result.applied.changed.length === 0 ? 0 : 1;
}
