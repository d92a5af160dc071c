import { parse } from "yaml";
import { AppError } from "../lib/errors.ts";
import { readPeople } from "./control/read-command.ts";
import { asObject, objectsOf, textOf } from "./json.ts";
import type { PersonSettings, SimulatorSettings } from "./settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The simulator was started with settings it cannot use. */
export class SimulatorSettingsError extends AppError {}

/**
 * Settings of the program from environment variables; every one has a default that fits a demo.
 *
 * `PORT` (4000), `HOST` (0.0.0.0), `WECOM_CORP_ID`, `WECOM_AGENT_ID`, `WECOM_SECRET`,
 * `WECOM_CALLBACK_TOKEN`, `WECOM_CALLBACK_AES_KEY`, `SIMULATOR_CALLBACK_URL`, `SIMULATOR_APP_NAME`,
 * `SIMULATOR_CORP_NAME`, `SIMULATOR_TRUSTED_DOMAIN`, `SIMULATOR_WEBHOOK_KEY`, `SIMULATOR_WEBHOOK_NAME`,
 * `SIMULATOR_PEOPLE` (YAML or JSON file: `people`, and optionally `departments` that give ids names), `SIMULATOR_CLOCK_FOLLOWERS` (comma list of addresses),
 * `SIMULATOR_SESSION_END_URL`.
 * @throws SimulatorSettingsError when the people file cannot be used.
 */
export function settingsFromEnvironment(
  env: Environment,
  readFile: (path: string) => string,
): SimulatorSettings {
  const get = (name: string, fallback: string) => env[name] || fallback;
  const { SIMULATOR_SESSION_END_URL: sessionEndUrl, SIMULATOR_TRUSTED_DOMAIN: domain } = env;
  return {
    port: Number(get("PORT", "4000")),
    host: get("HOST", "0.0.0.0"),
    corpId: get("WECOM_CORP_ID", "wwdemo1234567890ab"),
    corpName: get("SIMULATOR_CORP_NAME", "模拟供电局"),
    apps: [
      {
        agentId: Number(get("WECOM_AGENT_ID", "1000002")),
        name: get("SIMULATOR_APP_NAME", "业务助手"),
        secret: get("WECOM_SECRET", "demo-secret-of-the-simulated-app"),
        token: firstOf(get("WECOM_CALLBACK_TOKEN", "demotoken")),
        aesKey: firstOf(
          get("WECOM_CALLBACK_AES_KEY", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"),
        ),
        callbackUrl: get("SIMULATOR_CALLBACK_URL", "http://127.0.0.1:3000/wecom/callback"),
        ...(domain ? { trustedDomain: domain } : {}),
      },
    ],
    people: env["SIMULATOR_PEOPLE"] ? peopleFrom(readFile(env["SIMULATOR_PEOPLE"])) : [],
    webhooks: [
      {
        key: get("SIMULATOR_WEBHOOK_KEY", "demo-group-robot"),
        name: get("SIMULATOR_WEBHOOK_NAME", "预警群"),
      },
    ],
    clockFollowers: get("SIMULATOR_CLOCK_FOLLOWERS", "").split(",").filter(Boolean),
    ...(sessionEndUrl ? { sessionEndUrl } : {}),
  };
}

/** Rotated keys come as a comma list, newest first; the newest is the one in force. */
function firstOf(list: string): string {
  return list.split(",")[0]?.trim() ?? "";
}

function peopleFrom(text: string): readonly PersonSettings[] {
  const file = asObject(parse(text));
  const people = readPeople(file?.["people"]);
  if (people === undefined)
    throw new SimulatorSettingsError("simulator/people", "people: every person needs a userid");
  const departments = objectsOf(file, "departments");
  return people.map((person) => {
    const known = departments.find((each) => textOf(each, "id") === person.department);
    return known === undefined ? person : { ...person, department: textOf(known, "name") };
  });
}
