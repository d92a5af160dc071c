import type { Command } from "commander";
import { verifyAnchoredCase, verifyAnchors } from "../actions/verify-anchors.ts";
import { auditEveryCase, auditOneCase } from "../actions/verify-audit.ts";
import type { Deps } from "../actions/deps.ts";
import { postedAnchors, type PostedAnchor } from "../messages/anchor-notice.ts";
import { caseIdOf, CaseNotFound } from "../store/case-file.ts";
import { DatabaseAway, ping } from "../store/db.ts";
import { anchorLine, countLine, faultLines, findingLine, historyLine } from "./audit-words.ts";
import { caseNoFrom } from "./case-no.ts";
import { readText } from "./read-document.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withApp } from "./with-app.ts";

const EXAMPLES = `
例：
  npm run qianpi -- verify-audit
  npm run qianpi -- verify-audit --case BZ-2026-000123
  npm run qianpi -- verify-audit --anchors anchors.txt

anchors.txt 是从经理群复制出来的【审计锚点】消息，可含多条和其他文字。
只读，不改动任何数据；有一处不符即以退出码 1 结束。`;

interface Options {
  case?: string;
  anchors?: string;
}

/** `verify-audit` */
export function addVerifyAuditCommand(program: Command, cli: Cli): void {
  program
    .command("verify-audit")
    .description("核对签署和办理记录：重算哈希链和锚点，指出被改动、缺失、来历不明的记录")
    .option("--case <编号>", "只核对这一件工单")
    .option("--anchors <文件>", "群里公布的锚点，与数据库逐个核对")
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => cli.finish(await verify(options, cli)));
}

/** Looks only: the schema is not brought up to date, so that an account that may only read will do. */
function verify({ case: typed, anchors }: Options, cli: Cli): Promise<ExitCode> {
  if (typed !== undefined && anchors !== undefined) {
    throw new UsageError("--case 与 --anchors 不能同时使用");
  }
  const posted = anchors === undefined ? [] : postedIn(anchors, cli);
  return withApp(cli, async ({ deps }) => {
    if (!(await ping(deps.db))) throw new DatabaseAway(undefined);
    const isWhole = await (typed === undefined
      ? verifyAll(deps, posted, cli)
      : verifyOne(deps, typed, cli));
    return isWhole ? 0 : 1;
  });
}

async function verifyAll(
  deps: Deps,
  posted: readonly PostedAnchor[],
  { out }: Cli,
): Promise<boolean> {
  const cases = await auditEveryCase(deps, (found) => out(faultLines(found)));
  const anchors = await verifyAnchors(deps, posted, (finding) => out(findingLine(finding)));
  out(countLine(cases));
  out(anchorLine(anchors));
  out(historyLine(cases.history));
  return cases.faulty + anchors.findings === 0;
}

async function verifyOne(deps: Deps, typed: string, { out }: Cli): Promise<boolean> {
  const caseNo = caseNoFrom(typed);
  const id = await caseIdOf(deps.db, caseNo);
  if (id === undefined) throw new CaseNotFound(caseNo);
  const count = await auditOneCase(deps, id, (found) => out(faultLines(found)));
  const lost = await verifyAnchoredCase(deps, id, (finding) => out(findingLine(finding)));
  out(countLine(count));
  out(historyLine(count.history));
  return count.faulty + lost === 0;
}

function postedIn(path: string, { env }: Cli): PostedAnchor[] {
  const found = postedAnchors(readText(path, env));
  if (found.length === 0) throw new UsageError(`${path} 中没有【审计锚点】`);
  return found;
}
