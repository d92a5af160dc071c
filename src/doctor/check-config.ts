import type { Config } from "../config/config.ts";
import { problemText, type ConfigError } from "../config/config-error.ts";
import { subject, type Finding } from "./finding.ts";

const CONFIG = subject("config", "配置");
const PROVISIONAL = subject("config.provisional", "待确认的配置");
const ODD = subject("config.odd", "环境变量");

/** Configuration that was loaded: what in it is only provisional or odd. */
export function checkConfig({ bureau, warnings, provisional }: Config): Finding[] {
  const { people } = bureau.organisation;
  const summary = `环境变量和配置文件无误：${people.length} 人，${bureau.flows.length} 个流程`;
  return [
    CONFIG.ok(summary),
    ...warnings.map((text) => ODD.warn(text)),
    ...provisional.map(({ words }) => PROVISIONAL.warn(words)),
  ];
}

/** The many findings of what is provisional as one: how many, their names, where to read more. */
export function provisionalSummary({ provisional }: Config): Finding[] {
  if (provisional.length === 0) return [];
  const names = provisional.map(({ name }) => name).join("、");
  return [
    PROVISIONAL.warn(
      `${provisional.length} 项配置是暂定的，待本局确认：${names}；逐项说明见 npm run qianpi -- doctor`,
    ),
  ];
}

/** Configuration that could not be loaded: every problem, and that nothing else was looked at. */
export function findingsOfConfigError({ problems }: ConfigError): Finding[] {
  return [
    ...problems.map((problem) => CONFIG.fail(problemText(problem))),
    CONFIG.fail("请先改正以上各项；配置无法读取，其余检查都没有做"),
  ];
}
