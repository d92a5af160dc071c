import type { Command } from "commander";
import {
  acceptLeave,
  endLeave,
  listLeave,
  offerLeave,
  type LeaveResult,
} from "../actions/leave.ts";
import type { App } from "../app/build-app.ts";
import type { ApprovalKind } from "../domain/approval-kind.ts";
import type { StaffId } from "../domain/ids.ts";
import type { Grant, LeaveTerms } from "../domain/leave/grant.ts";
import { leavePeriod } from "../domain/leave/period.ts";
import { nameOf } from "../messages/approval-words.ts";
import {
  grantStateText,
  leaveRefusalText,
  modeText,
  periodText,
  scopeText,
} from "../messages/leave-words.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withDatabase } from "./with-app.ts";

interface AddOptions {
  principal: string;
  delegate: string;
  from: string;
  until: string;
  mode: string;
  kind?: string;
  document: string;
  reason: string;
  as: string;
}

/** `leave list`, `leave add …`, `leave accept ID --as USERID`, `leave end ID --as USERID` */
export function addLeaveCommand(program: Command, cli: Cli): void {
  const leave = program.command("leave").description("休假代理：列出、办理、接受、结束");
  leave
    .command("list")
    .description("列出休假代理")
    .option("--of <userid>", "只列某人的")
    .action(async ({ of }: { of?: string }) => cli.finish(await list(of, cli)));
  leave
    .command("add")
    .description("办理休假代理；代理人接受后生效")
    .requiredOption("--principal <userid>", "休假人")
    .requiredOption("--delegate <userid>", "代理人")
    .requiredOption("--from <日期>", "开始日期，如 2026-10-01")
    .requiredOption("--until <日期>", "结束日期，含当日")
    .requiredOption("--as <userid>", "办理人：休假人本人或管理员")
    .option("--mode <方式>", "replace（替代）或 share（共管）", "replace")
    .option("--kind <种类>", "只限 supply_plan 或 grid_investment")
    .option("--document <文号>", "批准文号", "")
    .option("--reason <事由>", "事由；替他人办理时必填", "")
    .action(async (options: AddOptions) => cli.finish(await add(options, cli)));
  for (const [name, words, verb] of [
    ["accept", "代理人接受", acceptLeave],
    ["end", "提前结束，或不接受", endLeave],
  ] as const) {
    leave
      .command(name)
      .description(words)
      .argument("<编号>", "休假代理的编号")
      .requiredOption("--as <userid>", "办理人")
      .action(async (id: string, options: { as: string }) => {
        const act = { id: Number(id), by: staffOf(options.as) };
        cli.finish(
          await withDatabase(cli, async (app) => tell(app, await verb(app.deps, act), cli)),
        );
      });
  }
}

async function list(of: string | undefined, cli: Cli): Promise<ExitCode> {
  await withDatabase(cli, async (app) => {
    const grants = await listLeave(app.deps, of === undefined ? undefined : staffOf(of));
    cli.out(
      grants.length === 0 ? "没有休假代理" : grants.map((one) => lineOf(one, app)).join("\n"),
    );
  });
  return 0;
}

function add(options: AddOptions, cli: Cli): Promise<ExitCode> {
  const { from, until, mode, kind } = options;
  const period = leavePeriod(from, until);
  if (period === undefined) throw new UsageError("日期写作 2026-10-01");
  if (mode !== "replace" && mode !== "share") throw new UsageError("方式是 replace 或 share");
  if (kind !== undefined && kind !== "supply_plan" && kind !== "grid_investment") {
    throw new UsageError("种类是 supply_plan 或 grid_investment");
  }
  const kinds: ApprovalKind[] = kind === undefined ? [] : [kind];
  const terms: LeaveTerms = {
    ...period,
    principal: staffOf(options.principal),
    delegate: staffOf(options.delegate),
    scope: { kinds, maxVoltageKv: undefined, maxCapacity: undefined },
    mode,
    documentNo: options.document,
    reason: options.reason,
  };
  return withDatabase(cli, async (app) =>
    tell(app, await offerLeave(app.deps, { terms, by: staffOf(options.as) }), cli),
  );
}

function tell(app: App, result: LeaveResult, cli: Cli): ExitCode {
  if (result.ok) {
    cli.out(lineOf(result.grant, app));
    return 0;
  }
  cli.err(`未办理：${leaveRefusalText(result.refusal, app.config.bureau)}`);
  return 1;
}

function lineOf(grant: Grant, { config, deps }: App): string {
  const { organisation } = config.bureau;
  const who = `${nameOf(organisation, grant.principal)} → ${nameOf(organisation, grant.delegate)}`;
  const state = grantStateText(grant, deps.clock.now());
  return [
    grant.id,
    who,
    periodText(grant),
    modeText(grant.mode),
    scopeText(grant.scope),
    state,
  ].join("  ");
}

function staffOf(userid: string): StaffId {
  return userid.toLowerCase() as StaffId;
}
