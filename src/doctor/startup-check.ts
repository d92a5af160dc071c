import type { Logger } from "../lib/log.ts";
import { provisionalSummary } from "./check-config.ts";
import { examine } from "./examine.ts";
import type { Finding } from "./finding.ts";
import type { Patient } from "./patient.ts";

/** Writes whatever is wrong into the log, in words. Never throws: a service that has started goes on. */
export async function startupCheck(patient: Patient, log: Logger): Promise<void> {
  const findings = inShort(await examine(patient), patient);
  for (const { check, result, message } of findings) {
    if (result === "warn") log.warn({ check, advice: message }, "selfcheck.warning");
    if (result === "fail") log.error({ check, advice: message }, "selfcheck.failure");
  }
  const count = (wanted: string) => findings.filter(({ result }) => result === wanted).length;
  log.info({ ok: count("ok"), warnings: count("warn"), failures: count("fail") }, "selfcheck.done");
}

/** A line for each provisional number at every start would hide the one that matters. */
function inShort(findings: readonly Finding[], { config }: Patient): Finding[] {
  const [summary] = provisionalSummary(config);
  if (summary === undefined) return [...findings];
  return [summary, ...findings.filter(({ check }) => check !== summary.check)];
}
