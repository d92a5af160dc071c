import { parse } from "yaml";
import { DAY_MS } from "../lib/clock.ts";
import { AppError } from "../lib/errors.ts";
import { readPeople } from "./control/read-command.ts";
import type { JsonObject } from "./json.ts";
import { asObject, objectsOf, textOf } from "./json.ts";
import type { AppSettings, Holidays, PersonSettings, SimulatorSettings } from "./settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The simulator was started with settings it cannot use. */
export class SimulatorSettingsError extends AppError {}

/** An environment variable the program reads; `fallback` "" = nothing. */
export interface Variable {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}

/** Every setting of the program; the defaults fit a demo. */
export const VARIABLES: readonly Variable[] = [
  { name: "PORT", fallback: "4000", meaning: "port to listen on" },
  { name: "HOST", fallback: "0.0.0.0", meaning: "address to listen on" },
  { name: "WECOM_CORP_ID", fallback: "wwdemo1234567890ab", meaning: "corpid of the enterprise" },
  { name: "WECOM_AGENT_ID", fallback: "1000002", meaning: "agentid of the app" },
  {
    name: "WECOM_SECRET",
    fallback: "demo-secret-of-the-simulated-app",
    meaning: "secret of the app",
  },
  {
    name: "WECOM_CALLBACK_TOKEN",
    fallback: "demotoken",
    meaning: "Token of the callback; of a comma list the first",
  },
  {
    name: "WECOM_CALLBACK_AES_KEY",
    fallback: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    meaning: "EncodingAESKey, 43 letters and digits; of a comma list the first",
  },
  {
    name: "SIMULATOR_CALLBACK_URL",
    fallback: "http://127.0.0.1:3000/wecom/callback",
    meaning: "where your app receives callbacks",
  },
  { name: "SIMULATOR_APP_NAME", fallback: "业务助手", meaning: "name of the app on phones" },
  { name: "SIMULATOR_CORP_NAME", fallback: "模拟供电局", meaning: "name of the enterprise" },
  {
    name: "SIMULATOR_TRUSTED_DOMAIN",
    fallback: "",
    meaning: "host[:port] that may receive login codes; else the callback's host",
  },
  {
    name: "SIMULATOR_PEOPLE",
    fallback: "",
    meaning: "YAML or JSON file: people: [{userid, name, department, position}]",
  },
  {
    name: "SIMULATOR_HOLIDAYS",
    fallback: "",
    meaning: "comma list of YAML files: offDays and makeupDays, [{from, to}]; for +1 working day",
  },
  { name: "SIMULATOR_WEBHOOK_KEY", fallback: "demo-group-robot", meaning: "key of a group robot" },
  { name: "SIMULATOR_WEBHOOK_NAME", fallback: "预警群", meaning: "name of its group" },
  {
    name: "SIMULATOR_CONTACT_URL",
    fallback: "",
    meaning: "where your app receives change_contact; needs the next two",
  },
  { name: "WECOM_CONTACT_TOKEN", fallback: "", meaning: "Token of the contact-sync assistant" },
  { name: "WECOM_CONTACT_AES_KEY", fallback: "", meaning: "EncodingAESKey of the assistant" },
  {
    name: "SIMULATOR_CLOCK_FOLLOWERS",
    fallback: "",
    meaning: "comma list of addresses told when the clock is moved",
  },
  {
    name: "SIMULATOR_SESSION_END_URL",
    fallback: "",
    meaning: "your logout address, {url} = where to go next",
  },
];

/**
 * Settings of the program from the environment variables in `VARIABLES`.
 * @throws SimulatorSettingsError when a number or a file cannot be used.
 */
export function settingsFromEnvironment(
  env: Environment,
  readFile: (path: string) => string,
): SimulatorSettings {
  const get = (name: string) =>
    env[name] || (VARIABLES.find((each) => each.name === name)?.fallback ?? "");
  const list = (name: string) => get(name).split(",").filter(Boolean);
  const sessionEndUrl = get("SIMULATOR_SESSION_END_URL");
  const people = get("SIMULATOR_PEOPLE");
  const readYaml = (path: string) => yamlFrom(path, readFile);
  return {
    port: numberFrom("PORT", get),
    host: get("HOST"),
    corpId: get("WECOM_CORP_ID"),
    corpName: get("SIMULATOR_CORP_NAME"),
    apps: [appFrom(get)],
    people: people === "" ? [] : peopleFrom(readYaml(people)),
    webhooks: [{ key: get("SIMULATOR_WEBHOOK_KEY"), name: get("SIMULATOR_WEBHOOK_NAME") }],
    clockFollowers: list("SIMULATOR_CLOCK_FOLLOWERS"),
    holidays: holidaysFrom(list("SIMULATOR_HOLIDAYS").map(readYaml)),
    ...contactSyncFrom(get),
    ...(sessionEndUrl === "" ? {} : { sessionEndUrl }),
  };
}

type Get = (name: string) => string;

function numberFrom(name: string, get: Get): number {
  const value = Number(get(name));
  if (!Number.isInteger(value))
    throw new SimulatorSettingsError("simulator/number", `${name}: must be a whole number`);
  return value;
}

function appFrom(get: Get): AppSettings {
  const trustedDomain = get("SIMULATOR_TRUSTED_DOMAIN");
  return {
    agentId: numberFrom("WECOM_AGENT_ID", get),
    name: get("SIMULATOR_APP_NAME"),
    secret: get("WECOM_SECRET"),
    token: firstOf(get("WECOM_CALLBACK_TOKEN")),
    aesKey: firstOf(get("WECOM_CALLBACK_AES_KEY")),
    callbackUrl: get("SIMULATOR_CALLBACK_URL"),
    ...(trustedDomain === "" ? {} : { trustedDomain }),
  };
}

function contactSyncFrom(get: Get): Pick<SimulatorSettings, "contactSync"> {
  const callbackUrl = get("SIMULATOR_CONTACT_URL");
  const token = get("WECOM_CONTACT_TOKEN");
  const aesKey = get("WECOM_CONTACT_AES_KEY");
  if (callbackUrl === "") return {};
  if (token === "" || aesKey === "")
    throw new SimulatorSettingsError(
      "simulator/contact",
      "SIMULATOR_CONTACT_URL needs WECOM_CONTACT_TOKEN and WECOM_CONTACT_AES_KEY",
    );
  return { contactSync: { callbackUrl, token: firstOf(token), aesKey: firstOf(aesKey) } };
}

/** Rotated keys come as a comma list, newest first; the newest is the one in force. */
function firstOf(list: string): string {
  return list.split(",")[0]?.trim() ?? "";
}

function yamlFrom(path: string, readFile: (path: string) => string): JsonObject {
  try {
    return asObject(parse(readFile(path))) ?? {};
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "unreadable";
    throw new SimulatorSettingsError("simulator/file", `${path}: ${reason}`, { cause });
  }
}

function holidaysFrom(files: readonly JsonObject[]): Holidays {
  const days = (field: string) =>
    files.flatMap((file) => objectsOf(file, field).flatMap((range) => daysIn(range)));
  return { offDays: days("offDays"), makeupDays: days("makeupDays") };
}

/** Every day of a range; `to` absent = one day. */
function daysIn(range: JsonObject): readonly string[] {
  const from = textOf(range, "from");
  const to = textOf(range, "to") || from;
  const [firstMs, lastMs] = [Date.parse(from), Date.parse(to)];
  if (!(firstMs <= lastMs))
    throw new SimulatorSettingsError("simulator/holidays", `not a range of days: ${from}–${to}`);
  const count = (lastMs - firstMs) / DAY_MS + 1;
  return Array.from({ length: count }, (_, day) =>
    new Date(firstMs + day * DAY_MS).toISOString().slice(0, 10),
  );
}

function peopleFrom(file: JsonObject): readonly PersonSettings[] {
  const people = readPeople(file["people"]);
  if (people === undefined)
    throw new SimulatorSettingsError("simulator/people", "people: every person needs a userid");
  const departments = objectsOf(file, "departments");
  return people.map((person) => {
    const known = departments.find((each) => textOf(each, "id") === person.department);
    return known === undefined ? person : { ...person, department: textOf(known, "name") };
  });
}
