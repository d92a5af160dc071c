import type { Command } from "commander";
import { auditEveryCase, auditOneCase, type CaseFaults } from "../actions/verify-audit.ts";
import type { CaseId } from "../domain/ids.ts";
import { caseIdOf, CaseNotFound } from "../store/case-file.ts";
import { DatabaseAway, ping, type Db } from "../store/db.ts";
import { countLine, faultLines } from "./audit-words.ts";
import { caseNoFrom } from "./case-no.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { withApp } from "./with-app.ts";

const EXAMPLES = `
例：
  npm run qianpi -- verify-audit
  npm run qianpi -- verify-audit --case BZ-2026-000123

只读，不改动任何数据；有一处不符即以退出码 1 结束。`;

interface Options {
  case?: string;
}

/** `verify-audit` */
export function addVerifyAuditCommand(program: Command, cli: Cli): void {
  program
    .command("verify-audit")
    .description("核对签署记录：逐件重算哈希链，指出第一条被改动、缺失的记录")
    .option("--case <编号>", "只核对这一件工单")
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => cli.finish(await verify(options, cli)));
}

/** Looks only: the schema is not brought up to date, so that an account that may only read will do. */
function verify(options: Options, cli: Cli): Promise<ExitCode> {
  return withApp(cli, async ({ deps }) => {
    if (!(await ping(deps.db))) throw new DatabaseAway(undefined);
    const tell = (found: CaseFaults): void => cli.out(faultLines(found));
    const count =
      options.case === undefined
        ? await auditEveryCase(deps, tell)
        : await auditOneCase(deps, await idOf(options.case, deps.db), tell);
    cli.out(countLine(count));
    return count.faulty === 0 ? 0 : 1;
  });
}

async function idOf(typed: string, db: Db): Promise<CaseId> {
  const caseNo = caseNoFrom(typed);
  const id = await caseIdOf(db, caseNo);
  if (id === undefined) throw new CaseNotFound(caseNo);
  return id;
}
