// An operator at a terminal: runs commands in this process against a world, and reads what they print.
import { runCli } from "../../src/cli/run-cli.ts";
import type { Finding } from "../../src/doctor/finding.ts";
import type { Clock } from "../../src/lib/clock.ts";
import { environment, MANAGERS_CHAT, type World } from "./world.ts";

export interface Printed {
  code: number;
  out: string;
  err: string;
}

export interface Circumstances {
  /** Variables that differ from the world's; undefined takes one away. */
  env?: Readonly<Record<string, string | undefined>>;
  clock?: Clock;
}

/** The environment that a world's service was started with. */
export function environmentOf(world: World): Record<string, string> {
  const { config, configDir, simulatorUrl, url } = world;
  const redis = config.redisUrl === undefined ? {} : { REDIS_URL: config.redisUrl };
  const at = { port: config.port, url, simulatorUrl, mysqlUrl: world.database.mysqlUrl, configDir };
  return { ...environment(at), ...redis, WECOM_MANAGERS_CHAT_ID: MANAGERS_CHAT };
}

/** Types a command. */
export async function type(
  world: World,
  args: readonly string[],
  { env = {}, clock = world.clock }: Circumstances = {},
): Promise<Printed> {
  const printed = { out: "", err: "" };
  const code = await runCli(args, {
    env: { ...environmentOf(world), ...env },
    clock,
    operator: "cli:test",
    columns: 100,
    out: (text) => {
      printed.out += `${text}\n`;
    },
    err: (text) => {
      printed.err += `${text}\n`;
    },
  });
  return { code, ...printed };
}

/** What the doctor says, by check; `fail` and `warn` come before `ok`. */
export async function consult(
  world: World,
  circumstances: Circumstances = {},
): Promise<{ code: number; of: (check: string) => Finding | undefined; findings: Finding[] }> {
  const { code, out } = await type(world, ["doctor", "--json"], circumstances);
  const findings = JSON.parse(out) as Finding[];
  const of = (check: string) =>
    ["fail", "warn", "ok"]
      .map((wanted) => findings.find((one) => one.check === check && one.result === wanted))
      .find((one) => one !== undefined);
  return { code, of, findings };
}
