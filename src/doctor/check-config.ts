import type { Config } from "../config/config.ts";
import { problemText, type ConfigError } from "../config/config-error.ts";
import { subject, type Finding } from "./finding.ts";

const CONFIG = subject("config", "配置");
const PROVISIONAL = subject("config.provisional", "待确认的配置");

/** Configuration that was loaded: what in it is only provisional or odd. */
export function checkConfig({ bureau, warnings }: Config): Finding[] {
  const { people } = bureau.organisation;
  const summary = `环境变量和配置文件无误：${people.length} 人，${bureau.flows.length} 个流程`;
  return [CONFIG.ok(summary), ...warnings.map((text) => PROVISIONAL.warn(text))];
}

/** Configuration that could not be loaded: every problem, and that nothing else was looked at. */
export function findingsOfConfigError({ problems }: ConfigError): Finding[] {
  return [
    ...problems.map((problem) => CONFIG.fail(problemText(problem))),
    CONFIG.fail("请先改正以上各项；配置无法读取，其余检查都没有做"),
  ];
}
