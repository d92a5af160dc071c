import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { issueSheet } from "../actions/issue-sheet.ts";
import type { App } from "../app/build-app.ts";
import type { ApprovalKind } from "../domain/approval-kind.ts";
import { faultWords } from "../http/views/fault-words.ts";
import { sheetFileHtml } from "../http/views/sheet-file.tsx";
import { kindText } from "../messages/document-words.ts";
import { PrintFailed } from "../printing/print-failed.ts";
import type { PdfFile } from "../printing/printer.ts";
import { caseNoFrom } from "./case-no.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withDatabase } from "./with-app.ts";

const EXAMPLES = `
例：
  npm run qianpi -- sheet BZ-2026-000123 --pdf 审批单.pdf
  npm run qianpi -- sheet BZ-2026-000123 --kind grid_investment --pdf 投资审批单.pdf

由 CHROMIUM_PATH 指定的 Chromium 打印，与网页上的审批单相同。`;

interface Options {
  kind: string;
  pdf: string;
}

/** `sheet NO --pdf FILE` */
export function addSheetCommand(program: Command, cli: Cli): void {
  program
    .command("sheet")
    .description("把审批单存为 PDF 文件")
    .argument("<工单编号>")
    .requiredOption("--pdf <文件>", "PDF 文件的名称；已有的同名文件会被覆盖")
    .option(
      "--kind <种类>",
      "supply_plan（供电方案）或 grid_investment（配套电网投资）",
      "supply_plan",
    )
    .addHelpText("after", EXAMPLES)
    .action(async (typed: string, options: Options) =>
      cli.finish(await saveSheet(typed, options, cli)),
    );
}

async function saveSheet(typed: string, { kind, pdf }: Options, cli: Cli): Promise<ExitCode> {
  const asked = { caseNo: caseNoFrom(typed), kind: kindFrom(kind) };
  return withDatabase<ExitCode>(cli, async ({ deps, printer }) => {
    if (printer === undefined) throw new UsageError("没有设置 CHROMIUM_PATH，不能生成 PDF");
    const sheet = await issueSheet(deps, { ...asked, viewer: { apiKey: cli.operator } });
    if (sheet === undefined) {
      cli.err(`没有工单 ${asked.caseNo}，或它还没有${kindText(asked.kind)}`);
      return 1;
    }
    const context = { bureau: deps.bureau, now: sheet.asOf };
    const html = sheetFileHtml({ sheet, context, viewerName: cli.operator });
    const file = await printed(printer, html, cli);
    if (file === undefined) return 3;
    await pipeline(file.bytes, createWriteStream(resolve(cli.env["INIT_CWD"] ?? ".", pdf)));
    cli.out(`已存为 ${pdf}（${sheet.statement.status}）`);
    return 0;
  });
}

function kindFrom(typed: string): ApprovalKind {
  if (typed === "supply_plan" || typed === "grid_investment") return typed;
  throw new UsageError("--kind 应为 supply_plan（供电方案）或 grid_investment（配套电网投资）");
}

async function printed(
  printer: NonNullable<App["printer"]>,
  html: string,
  cli: Cli,
): Promise<PdfFile | undefined> {
  try {
    return await printer.print(html, new AbortController().signal);
  } catch (fault) {
    if (!(fault instanceof PrintFailed)) throw fault;
    cli.err(`${faultWords(fault.code)}\n${fault.message}`);
    return undefined;
  }
}
