import { CommanderError } from "commander";
import { ConfigError } from "../config/config-error.ts";
import { wecomWords } from "../doctor/wecom-words.ts";
import { AppError } from "../lib/errors.ts";
import { CaseNotFound } from "../store/case-file.ts";
import { DatabaseAway } from "../store/db.ts";
import { WecomApiError } from "../wecom/errcodes.ts";
import { NotReady } from "./not-ready.ts";
import { createProgram } from "./program.ts";
import type { ExitCode, Surroundings } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

/** Carries one command out and returns the exit code; never throws. */
export async function runCli(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  let code: ExitCode = 0;
  const finish = (result: ExitCode): void => {
    code = result;
  };
  try {
    await createProgram({ ...surroundings, finish }).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    const [failure, words] = failureOf(error);
    if (words !== "") surroundings.err(words);
    return failure;
  }
}

type Failure = readonly [code: ExitCode, words: string];

function failureOf(error: unknown): Failure {
  if (error instanceof CommanderError) return usageFailure(error);
  if (error instanceof UsageError) return [2, error.message];
  if (error instanceof NotReady) return [1, error.message];
  if (error instanceof ConfigError) return [3, error.message];
  if (error instanceof CaseNotFound) return [1, "没有这个工单"];
  if (error instanceof DatabaseAway) {
    return [3, "连不上 MySQL；请用 npm run qianpi -- doctor 查看原因"];
  }
  if (error instanceof WecomApiError) {
    return [error.errcode === undefined ? 3 : 1, `企业微信：${wecomWords(error)}`];
  }
  if (error instanceof AppError) return [3, `出错了（${error.code}）：${error.message}`];
  return [3, `出错了：${String(error)}`];
}

const USAGE_WORDS: Readonly<Record<string, string>> = {
  "commander.missingArgument": "缺少参数",
  "commander.missingMandatoryOptionValue": "缺少必需的选项",
  "commander.optionMissingArgument": "选项后面缺少内容",
  "commander.unknownOption": "不认识的选项",
  "commander.unknownCommand": "不认识的命令",
  "commander.excessArguments": "参数太多",
};

/** Commander's message is English; only what it quotes is kept. Help that was asked for is no failure. */
function usageFailure({ code, exitCode, message }: CommanderError): Failure {
  if (exitCode === 0) return [0, ""];
  if (code === "commander.help") return [2, ""];
  const quoted = /'([^']*)'/.exec(message)?.[1];
  const what = USAGE_WORDS[code] ?? "用法不对";
  return [2, `${what}${quoted === undefined ? "" : `：${quoted}`}；用法见 npm run qianpi -- help`];
}
