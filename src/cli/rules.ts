import type { Command } from "commander";
import { listRules, resumeSuspended, type ResumeRefusal, type RuleLine } from "../actions/rules.ts";
import type { StaffId } from "../domain/ids.ts";
import { REASON_MIN_LETTERS } from "../domain/written-opinion.ts";
import { stampText } from "../messages/moments.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { withDatabase } from "./with-app.ts";

/** `rules`, `rules resume ID --as USERID --reason TEXT` */
export function addRulesCommand(program: Command, cli: Cli): void {
  const rules = program
    .command("rules")
    .description("自动审批规则（典型方案）：状态和抽查结果；恢复停用的规则")
    .action(async () => cli.finish(await list(cli)));
  rules
    .command("resume")
    .description("恢复一个自动停用的规则")
    .argument("<编号>", "典型方案的编号")
    .requiredOption("--as <userid>", "管理员")
    .requiredOption("--reason <理由>", "恢复的理由")
    .action(async (ruleId: string, { as, reason }: { as: string; reason: string }) => {
      const by = as.toLowerCase() as StaffId;
      cli.finish(await resume({ ruleId, by, reason }, cli));
    });
}

async function list(cli: Cli): Promise<ExitCode> {
  await withDatabase(cli, async ({ deps }) => {
    const rules = await listRules(deps);
    cli.out(rules.length === 0 ? "没有配置典型方案" : rules.map(lineOf).join("\n"));
  });
  return 0;
}

function lineOf({ rule, state, sampled, disagreed, unjudged }: RuleLine): string {
  const { id, version, name, sample, validFrom, validTo } = rule;
  return [
    `${id} 第 ${version} 版 ${name}`,
    `  ${stateText(state)}；有效期 ${validFrom} 至 ${validTo}`,
    `  抽查每 ${sample.oneIn} 件 1 件，已抽查 ${sampled} 件，不同意 ${disagreed} 件（最近 ${sample.window} 件中 ${sample.suspendAt} 件不同意即停用）${unjudgedText(unjudged)}`,
  ].join("\n");
}

function unjudgedText(unjudged: number): string {
  return unjudged === 0 ? "" : `；另有 ${unjudged} 件抽中而未经评判，不计入`;
}

function stateText(state: RuleLine["state"]): string {
  if (state?.suspendedAt !== undefined) {
    return `已停用（${stampText(state.suspendedAt)}，最近 ${state.sampled} 次抽查中 ${state.disagreed} 次不同意）`;
  }
  if (state?.resumedAt === undefined) return "使用中";
  return `使用中（${stampText(state.resumedAt)} 由 ${state.resumedBy} 恢复：${state.reason}）`;
}

const REFUSED: Readonly<Record<ResumeRefusal, string>> = {
  "not-admin": "只有管理员可以恢复规则",
  "reason-needed": `请写明理由（不少于 ${REASON_MIN_LETTERS} 个字）`,
  "unknown-rule": "没有这个编号的典型方案",
  "not-suspended": "这个规则没有停用",
};

function resume(
  asked: { ruleId: string; by: StaffId; reason: string },
  cli: Cli,
): Promise<ExitCode> {
  return withDatabase<ExitCode>(cli, async ({ deps }) => {
    const refusal = await resumeSuspended(deps, asked);
    if (refusal === undefined) {
      cli.out(`已恢复：${asked.ruleId}`);
      return 0;
    }
    cli.err(`未恢复：${REFUSED[refusal]}`);
    return 1;
  });
}
