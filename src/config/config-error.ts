import { AppError } from "../lib/errors.ts";

/** One thing wrong with the configuration, in the operator's words; never contains the value of a variable. */
export interface ConfigProblem {
  /** Name of the variable, or path of the file. */
  where: string;
  /** Line in the file, from 1. */
  line?: number | undefined;
  /** Place inside the file, e.g. `nodes[1].who`. */
  field?: string | undefined;
  message: string;
}

/** Everything that is wrong, at once. */
export class ConfigError extends AppError {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[], options?: { cause?: unknown }) {
    const lines = problems.map((problem) => `- ${problemText(problem)}`);
    super("config.invalid", `配置有 ${problems.length} 处问题：\n${lines.join("\n")}`, options);
    this.problems = problems;
  }
}

/** A problem as one line of text. */
export function problemText({ where, line, field, message }: ConfigProblem): string {
  const at = line === undefined ? "" : ` 第 ${line} 行`;
  const inside = field === undefined || field === "" ? "" : ` ${field}`;
  return `${where}${at}${inside}：${message}`;
}
