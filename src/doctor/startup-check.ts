import type { Logger } from "../lib/log.ts";
import { examine } from "./examine.ts";
import type { Patient } from "./patient.ts";

/** Writes whatever is wrong into the log, in words. Never throws: a service that has started goes on. */
export async function startupCheck(patient: Patient, log: Logger): Promise<void> {
  const findings = await examine(patient);
  for (const { check, result, message } of findings) {
    if (result === "warn") log.warn({ check, advice: message }, "selfcheck.warning");
    if (result === "fail") log.error({ check, advice: message }, "selfcheck.failure");
  }
  const count = (wanted: string) => findings.filter(({ result }) => result === wanted).length;
  log.info({ ok: count("ok"), warnings: count("warn"), failures: count("fail") }, "selfcheck.done");
}
