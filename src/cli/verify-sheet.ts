import type { Command } from "commander";
import { compareSheet } from "../actions/compare-sheet.ts";
import { ConfigError } from "../config/config-error.ts";
import { createSigner, createVerifier, type Verifier } from "../lib/signing.ts";
import { readScanned, type SheetStatement } from "../messages/sheet-statement.ts";
import { DatabaseAway, ping } from "../store/db.ts";
import { readText } from "./read-document.ts";
import { comparisonLines, statementLines } from "./sheet-words.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withApp } from "./with-app.ts";

const EXAMPLES = `
例：
  npm run qianpi -- verify-sheet 'QP1["BZ-2026-000123",…].…' --key sheet-key.pub
  npm run qianpi -- verify-sheet --file scanned.txt --paper 315kVA

不给 --key 时用 SHEET_SIGNING_KEY 的公钥。设了 MYSQL_URL 时还与数据库的现状核对；否则只核对签名，不需要网络。
退出码：0 签名有效且不与数据库矛盾，1 不是真单、与纸面不符或与数据库矛盾。`;

interface Options {
  key?: string;
  file?: string;
  paper?: string;
}

/** `verify-sheet` */
export function addVerifySheetCommand(program: Command, cli: Cli): void {
  program
    .command("verify-sheet")
    .description("核验审批单：二维码的文字是否本局所签，与纸面、与现状是否一致")
    .argument("[文字]", "扫描审批单二维码所得的全部文字")
    .option("--file <文件>", "文字在这个文件里")
    .option("--key <文件>", "本局的公钥")
    .option("--paper <数值>", "纸面上的容量（投资为金额），与签名所载的核对")
    .addHelpText("after", EXAMPLES)
    .action(async (typed: string | undefined, options: Options) =>
      cli.finish(await verify(typed, options, cli)),
    );
}

async function verify(typed: string | undefined, options: Options, cli: Cli): Promise<ExitCode> {
  const verifier = verifierFrom(options.key, cli);
  const scanned = readScanned(scannedFrom(typed, options.file, cli));
  if (scanned === undefined) return refuse(cli, "读不出审批单：不是审批单二维码的文字，或不完整");
  if (!verifier(scanned.text, scanned.signature)) {
    return refuse(cli, "签名无效：内容被改动过，或不是用这把密钥签发的");
  }
  const { statement } = scanned;
  cli.out(statementLines(statement));
  if (options.paper !== undefined && !isOnSheet(options.paper, statement)) {
    return refuse(cli, `纸面上的“${options.paper}”与签名所载不符`);
  }
  return compareWithDatabase(statement, cli);
}

function refuse(cli: Cli, why: string): ExitCode {
  cli.err(`不是真单：${why}`);
  return 1;
}

function scannedFrom(typed: string | undefined, file: string | undefined, { env }: Cli): string {
  if (typed !== undefined && file === undefined) return typed;
  if (typed === undefined && file !== undefined) return readText(file, env);
  throw new UsageError("请给出二维码的文字，或用 --file，二者选一");
}

function verifierFrom(path: string | undefined, { env }: Cli): Verifier {
  if (path !== undefined) {
    const verifier = createVerifier(readText(path, env).trim());
    if (verifier === undefined) throw new UsageError(`${path} 里没有 Ed25519 公钥`);
    return verifier;
  }
  const signer = createSigner(env["SHEET_SIGNING_KEY"]?.trim() ?? "");
  const verifier = signer && createVerifier(signer.publicKey);
  if (verifier === undefined)
    throw new UsageError("没有公钥：请用 --key，或设置 SHEET_SIGNING_KEY");
  return verifier;
}

/** Whether a figure that somebody read off the paper is one of those that were signed; blanks do not count. */
function isOnSheet(typed: string, { figures }: SheetStatement): boolean {
  const bare = (text: string): string => text.replace(/\s/g, "").toLowerCase();
  return figures.some((figure) => bare(figure.slice(figure.indexOf(" "))) === bare(typed));
}

async function compareWithDatabase(statement: SheetStatement, cli: Cli): Promise<ExitCode> {
  if ((cli.env["MYSQL_URL"]?.trim() ?? "") === "") {
    cli.out("没有设置 MYSQL_URL，未与数据库核对");
    return 0;
  }
  try {
    return await withApp(cli, async ({ deps }) => {
      if (!(await ping(deps.db))) throw new DatabaseAway(undefined);
      const comparison = await compareSheet(deps, statement);
      cli.out(comparisonLines(comparison));
      return comparison.contradictions.length === 0 ? 0 : 1;
    });
  } catch (error) {
    if (!(error instanceof DatabaseAway) && !(error instanceof ConfigError)) throw error;
    cli.err("连不上数据库或配置不全，未与数据库核对");
    return 0;
  }
}
