import type { ConfigProblem } from "./config-error.ts";

/** The environment as the process was given it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where reading notes what it finds; nothing is thrown before everything has been read. */
export interface Findings {
  problems: ConfigProblem[];
  warnings: string[];
  provisional: Provisional[];
}

/** Something that works, but that the bureau has still to settle. */
export interface Provisional {
  /** Short, for a list of many. */
  name: string;
  /** The whole sentence: where, what, what to do. */
  words: string;
}

/** Asked for variables by name; a wrong or missing one is noted and replaced by a harmless blank. */
export interface Variables {
  optional(name: string, rule?: Rule): string | undefined;
  required(name: string, rule?: Rule): string;
  /** A comma list, in the order written; every item must pass the rule. */
  list(name: string, rule: Rule): string[];
  problem(name: string, message: string): void;
}

/** Says in words what is wrong with a value, without repeating it; undefined when it is right. */
export type Rule = (value: string) => string | undefined;

/** Reads variables; spaces and line ends around a value are dropped with a warning, blank means absent. */
export function createVariables(env: Environment, { problems, warnings }: Findings): Variables {
  const warned = new Set<string>();
  const problem = (name: string, message: string) => {
    problems.push({ where: `环境变量 ${name}`, message });
  };
  const read = (name: string): string | undefined => {
    const raw = env[name];
    if (raw === undefined) return undefined;
    const value = raw.trim();
    if (value !== raw && value !== "" && !warned.has(name)) {
      warned.add(name);
      warnings.push(`环境变量 ${name} 首尾有空格或换行，已去除`);
    }
    return value === "" ? undefined : value;
  };
  const optional = (name: string, rule?: Rule): string | undefined => {
    const value = read(name);
    const wrong = value === undefined ? undefined : rule?.(value);
    if (wrong !== undefined) problem(name, wrong);
    return value;
  };
  const required = (name: string, rule?: Rule): string => {
    const value = optional(name, rule);
    if (value === undefined) problem(name, "必填，但没有设置");
    return value ?? "";
  };
  const list = (name: string, rule: Rule): string[] => {
    const items = required(name).split(",");
    if (items.join("") === "") return [];
    return items.map((item, index) => {
      const value = item.trim();
      const wrong = value === "" ? "为空" : rule(value);
      if (wrong !== undefined) problem(name, `第 ${index + 1} 项${wrong}`);
      return value;
    });
  };
  return { optional, required, list, problem };
}
