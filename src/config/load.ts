import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import type { ConfigFiles } from "./files.ts";
import { freezeDeeply } from "./freeze-deeply.ts";
import { loadBureau } from "./load-bureau.ts";
import { readConfigDir, readEnvironment } from "./read-environment.ts";
import type { Environment, Findings } from "./variables.ts";

/**
 * Reads environment and files into one frozen Config.
 *
 * @throws ConfigError naming every problem at once, in words, never with the value of a variable
 */
export function loadConfig(env: Environment, files: ConfigFiles): Config {
  const findings: Findings = { problems: [], warnings: [] };
  const settings = readEnvironment(env, findings);
  const bureau = loadBureau({ folder: readConfigDir(env), files, findings });
  if (bureau === undefined || findings.problems.length > 0) {
    throw new ConfigError(findings.problems);
  }
  const managersChatId = settings.wecom.managersChatId ?? bureau.organisation.managersChatId;
  return freezeDeeply({
    ...settings,
    wecom: { ...settings.wecom, managersChatId },
    bureau: { ...bureau, organisation: { ...bureau.organisation, managersChatId } },
    warnings: findings.warnings,
  });
}
