import type { Bureau } from "../domain/bureau.ts";
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
  const findings = noFindings();
  const settings = readEnvironment(env, findings);
  const bureau = soundBureau(env, files, findings);
  const managersChatId = settings.wecom.managersChatId ?? bureau.organisation.managersChatId;
  return freezeDeeply({
    ...settings,
    wecom: { ...settings.wecom, managersChatId },
    bureau: { ...bureau, organisation: { ...bureau.organisation, managersChatId } },
    warnings: findings.warnings,
    provisional: findings.provisional,
  });
}

/** The bureau's files alone, for what needs no secret and no server. @throws ConfigError with every problem */
export function loadBureauOnly(env: Environment, files: ConfigFiles): Bureau {
  return freezeDeeply(soundBureau(env, files, noFindings()));
}

function soundBureau(env: Environment, files: ConfigFiles, findings: Findings): Bureau {
  const bureau = loadBureau({ folder: readConfigDir(env), files, findings });
  if (bureau === undefined || findings.problems.length > 0) {
    throw new ConfigError(findings.problems);
  }
  return bureau;
}

function noFindings(): Findings {
  return { problems: [], warnings: [], provisional: [] };
}
