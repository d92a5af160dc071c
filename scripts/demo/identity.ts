// scripts/demo: a small bureau that lives: simulator and service in one process, and what people do in it.
// Must not be imported by src; talks to the service over HTTP and through phones, and only reads its database.
import { randomBytes } from "node:crypto";
import type { AppSettings } from "../../src/simulator/settings.ts";
import { newSigningKey } from "../../src/lib/signing.ts";

export const AGENT_ID = 1000002;
export const APP_NAME = "供电方案审批";
export const API_KEY = "demo-api-key-of-the-marketing-system";
const TOKEN = "demoCallbackToken";
const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const SECRET = "demo-secret-of-the-simulated-app";
const ROBOT_KEY = "demo-group-robot";

export const MANAGERS_CHAT_ID = "demomanagers";
/** Who reads the two groups beside the people of the alert itself. */
export const MANAGERS_CHAT = { name: "双经理督办群", owner: "linna" } as const;
export const ROBOT_GROUP = { key: ROBOT_KEY, name: "业扩报装预警群" } as const;

/** Made anew at each start, so that tokens and budgets which an earlier demo left in Redis mean nothing. */
export function newCorpId(): string {
  return `wwdemo${randomBytes(6).toString("hex")}`;
}

export interface Addresses {
  corpId: string;
  serviceUrl: string;
  simulatorUrl: string;
}

/** The app as an administrator would have entered it in the console. */
export function appSettings({ serviceUrl }: Pick<Addresses, "serviceUrl">): AppSettings {
  return {
    agentId: AGENT_ID,
    name: APP_NAME,
    secret: SECRET,
    token: TOKEN,
    aesKey: AES_KEY,
    callbackUrl: `${serviceUrl}/wecom/callback`,
    trustedDomain: new URL(serviceUrl).host,
  };
}

/** The environment that `npm start` would be given. */
export function serviceEnvironment(
  { corpId, serviceUrl, simulatorUrl }: Addresses,
  servers: { mysqlUrl: string; redisUrl: string | undefined; configDir: string },
): Record<string, string> {
  return {
    NODE_ENV: "development",
    PORT: new URL(serviceUrl).port,
    PUBLIC_URL: serviceUrl,
    MYSQL_URL: servers.mysqlUrl,
    ...(servers.redisUrl === undefined ? {} : { REDIS_URL: servers.redisUrl }),
    API_KEYS: `demo:${API_KEY}`,
    CONFIG_DIR: servers.configDir,
    WECOM_API_URL: simulatorUrl,
    WECOM_CORP_ID: corpId,
    WECOM_AGENT_ID: String(AGENT_ID),
    WECOM_SECRET: SECRET,
    WECOM_CALLBACK_TOKEN: TOKEN,
    WECOM_CALLBACK_AES_KEY: AES_KEY,
    WECOM_WEBHOOK_URL: `${simulatorUrl}/cgi-bin/webhook/send?key=${ROBOT_KEY}`,
    WECOM_MANAGERS_CHAT_ID: MANAGERS_CHAT_ID,
    SESSION_SECRET: randomBytes(32).toString("hex"),
    SHEET_SIGNING_KEY: newSigningKey().privateKey,
  };
}
