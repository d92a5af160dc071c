import type { Command } from "commander";
import { OVERRIDE_CATEGORIES } from "../domain/approval/override.ts";
import { signerName, verbText } from "../messages/approval-words.ts";
import { stampText } from "../messages/moments.ts";
import { overridesIn, type OverrideEntry } from "../store/overrides.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withDatabase } from "./with-app.ts";

/** `overrides --month 2026-11` */
export function addOverridesCommand(program: Command, cli: Cli): void {
  program
    .command("overrides")
    .description("越权处理月报：件数、类别、逐条列出谁请求、谁确认、为何")
    .requiredOption("--month <月份>", "如 2026-11")
    .action(async ({ month }: { month: string }) => cli.finish(await report(month, cli)));
}

function report(month: string, cli: Cli): Promise<ExitCode> {
  const span = monthSpan(month);
  return withDatabase<ExitCode>(cli, async ({ deps }) => {
    const entries = await overridesIn(deps.db, span);
    cli.out([headLine(month, entries), ...entries.map(entryLine)].join("\n"));
    return 0;
  });
}

/** A calendar month in China. @throws UsageError */
function monthSpan(month: string): { from: Date; to: Date } {
  const [, year = "", no = ""] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (year === "") throw new UsageError("月份写作 2026-11");
  const next =
    no === "12" ? `${Number(year) + 1}-01` : `${year}-${String(Number(no) + 1).padStart(2, "0")}`;
  const startOf = (text: string) => new Date(`${text}-01T00:00:00+08:00`);
  return { from: startOf(month), to: startOf(next) };
}

function headLine(month: string, entries: readonly OverrideEntry[]): string {
  const counts = OVERRIDE_CATEGORIES.flatMap(({ code, text }) => {
    const count = entries.filter(({ decision }) => decision.opinion.code === `override.${code}`);
    return count.length === 0 ? [] : [`${text} ${count.length}`];
  });
  const kinds = counts.length === 0 ? "" : `（${counts.join("、")}）`;
  return `${month} 越权处理 ${entries.length} 件${kinds}`;
}

function entryLine({ caseNo, decision }: OverrideEntry): string {
  const { committedAt, verb, opinion } = decision;
  return `  ${stampText(committedAt)}  ${caseNo}  ${signerName(decision)} ${verbText(verb)}  ${opinion.text}`;
}
