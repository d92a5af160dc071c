import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { importDecisions, type ImportedCase } from "../actions/import-decisions.ts";
import type { App } from "../app/build-app.ts";
import type { CaseNo } from "../domain/ids.ts";
import { createVerifier, type Signer, type Verifier } from "../lib/signing.ts";
import { signerName, verbText } from "../messages/approval-words.ts";
import {
  isEnd,
  readEventLine,
  writeEventLine,
  type ExportedLink,
  type ExportEnd,
} from "../messages/event-lines.ts";
import { stampText } from "../messages/moments.ts";
import { linksSince } from "../store/decision-events.ts";
import { readText } from "./read-document.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withDatabase } from "./with-app.ts";

const NOTES = `
例：
  npm run qianpi -- events export events.jsonl --since 2026-11-23
  npm run qianpi -- events import events.jsonl

导出每行一条签署意见，用 SHEET_SIGNING_KEY 签名；含姓名和意见，请妥善保管。
恢复旧备份后导入：哈希链恰好接得上的按原样补回，不重发旧消息；其余逐条列出，请联系本人重新确认，绝不代为补造。`;

/** `events export FILE --since DAY`, `events import FILE` */
export function addEventsCommand(program: Command, cli: Cli): void {
  const events = program
    .command("events")
    .description("签署意见的签名导出，和恢复备份后的补回")
    .addHelpText("after", NOTES);
  events
    .command("export")
    .description("导出某时刻起的签署意见")
    .argument("<文件>", "新文件；仅本人可读")
    .requiredOption("--since <日期>", "如 2026-11-23 或 2026-11-23T08:00")
    .action(async (path: string, { since }: { since: string }) =>
      cli.finish(await exportEvents(path, since, cli)),
    );
  events
    .command("import")
    .description("补回恢复后的数据库缺少的签署意见")
    .argument("<文件>", "events export 的文件")
    .option("--key <文件>", "导出时的公钥；不给时用 SHEET_SIGNING_KEY 的公钥")
    .action(async (path: string, { key }: { key?: string }) =>
      cli.finish(await importEvents(path, key, cli)),
    );
}

/** Looks only. */
function exportEvents(path: string, since: string, cli: Cli): Promise<ExitCode> {
  const from = momentOf(since);
  return withDatabase<ExitCode>(cli, async ({ deps }) => {
    if (deps.signer === undefined) throw new UsageError("没有设置 SHEET_SIGNING_KEY，不能签名");
    const file = openSync(resolve(cli.env["INIT_CWD"] ?? ".", path), "wx", 0o600);
    try {
      const count = await writeAll(deps, { file, from, signer: deps.signer });
      cli.out(`已导出 ${count} 条签署意见（${stampText(from)} 起）到 ${path}`);
      return 0;
    } finally {
      closeSync(file);
    }
  });
}

async function writeAll(
  { db, clock }: App["deps"],
  { file, from, signer }: { file: number; from: Date; signer: Signer },
): Promise<number> {
  const digest = createHash("sha256");
  const write = (content: ExportedLink | ExportEnd): void => {
    const text = writeEventLine(content);
    const line = `${text}.${signer.sign(text)}\n`;
    digest.update(line);
    writeSync(file, line);
  };
  let count = 0;
  for await (const exported of linksSince(db, from)) {
    write(exported);
    count += 1;
  }
  const [since, exportedAt] = [from.toISOString(), clock.now().toISOString()];
  write({ count, since, exportedAt, digest: digest.copy().digest("hex") });
  return count;
}

/** A day or a moment in China. @throws UsageError */
function momentOf(text: string): Date {
  const [, day, time = "00:00"] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?$/.exec(text) ?? [];
  const at = new Date(`${day}T${time}:00+08:00`);
  if (Number.isNaN(at.getTime())) throw new UsageError("时刻写作 2026-11-23 或 2026-11-23T08:00");
  return at;
}

function importEvents(path: string, key: string | undefined, cli: Cli): Promise<ExitCode> {
  return withDatabase<ExitCode>(cli, async (app) => {
    const publicKey =
      key === undefined ? app.deps.signer?.publicKey : readText(key, cli.env).trim();
    const verifier = createVerifier(publicKey ?? "");
    if (verifier === undefined)
      throw new UsageError("没有公钥：请用 --key，或设置 SHEET_SIGNING_KEY");
    const exported = verifiedLines(readLines(path, cli), verifier);
    if (exported === undefined) {
      cli.err("未导入：文件被改动过、不完整，或不是用这把密钥签的");
      return 1;
    }
    return take(app, exported, cli);
  });
}

function readLines(path: string, { env }: Cli): string[] {
  try {
    return readFileSync(resolve(env["INIT_CWD"] ?? ".", path), "utf8")
      .split("\n")
      .slice(0, -1);
  } catch (cause) {
    throw new UsageError(`${path}：读不了这个文件`, { cause });
  }
}

/** All decisions of an export; undefined unless every line is ours and none is missing. */
function verifiedLines(lines: readonly string[], verifier: Verifier): ExportedLink[] | undefined {
  const read = lines.map(readEventLine);
  const contents = read.flatMap((line) =>
    line !== undefined && verifier(line.text, line.signature) ? [line.content] : [],
  );
  const end = contents.at(-1);
  const links = contents.flatMap((content) => (isEnd(content) ? [] : [content]));
  const before = lines.slice(0, -1).map((line) => `${line}\n`);
  const digest = createHash("sha256").update(before.join("")).digest("hex");
  const isWhole =
    end !== undefined &&
    isEnd(end) &&
    contents.length === lines.length &&
    links.length === end.count &&
    digest === end.digest;
  return isWhole ? links : undefined;
}

async function take({ deps }: App, exported: readonly ExportedLink[], cli: Cli): Promise<ExitCode> {
  const caseNos = [...new Set(exported.map(({ caseNo }) => caseNo))];
  const results: ImportedCase[] = [];
  for (const caseNo of caseNos) {
    const own = exported.filter((one) => one.caseNo === caseNo);
    results.push(await importDecisions(deps, caseNo, own));
  }
  const sum = (list: "known" | "taken" | "left") =>
    results.reduce((total, result) => total + result[list].length, 0);
  cli.out(`原已有 ${sum("known")} 条，补回 ${sum("taken")} 条，须重新确认 ${sum("left")} 条`);
  const lines = results.flatMap(({ caseNo, left }) => left.map((one) => leftLine(caseNo, one)));
  if (lines.length > 0) cli.out(lines.join("\n"));
  return lines.length === 0 ? 0 : 1;
}

const WHY: Readonly<Record<ImportedCase["left"][number]["why"], string>> = {
  "no-case": "备份里没有这件工单，请由业务系统重新建立",
  "other-chain": "工单已有别的意见",
  gap: "之前的意见缺失",
  "no-task": "备份里没有这项待办",
  "other-document": "所签的版本不在备份里，请提交人重新提交",
  refused: "现在的状态不接受",
  differs: "按现在的规则写出的与所签的不同",
};

function leftLine(caseNo: CaseNo, { link, why }: ImportedCase["left"][number]): string {
  const { decision, chainNo } = link;
  return `  ${caseNo} 第 ${chainNo} 条：${signerName(decision)} ${verbText(decision.verb)} ${stampText(decision.committedAt)}（v${decision.documentVersion}）——${WHY[why]}`;
}
