import type { ApiKey, Config, LogLevel, WecomSettings } from "./config.ts";
import {
  isAesKey,
  isApiKey,
  isAttachmentCount,
  isAttachmentMb,
  isBaseAddress,
  isKeepDays,
  isCallbackToken,
  isMysqlAddress,
  isPort,
  isPositiveInteger,
  isProgram,
  isRedisAddress,
  isSigningKey,
  isWebAddress,
  longSecret,
  oneOf,
} from "./rules.ts";
import { createVariables, type Environment, type Findings, type Variables } from "./variables.ts";

/** What comes from the environment, `CONFIG_DIR` aside. */
export type Settings = Omit<Config, "bureau" | "warnings" | "provisional">;

const DEFAULT_PORT = "3000";
const DEFAULT_WECOM_API = "https://qyapi.weixin.qq.com";
const DEFAULT_INBOX_KEEP_DAYS = "90";
const DEFAULT_ATTACHMENT_MB = "20";
const DEFAULT_ATTACHMENTS = "20";
const MB = 1024 * 1024;
const LOG_LEVELS: readonly LogLevel[] = [
  "trace",
  "debug",
  "info",
  "warn",
  "error",
  "fatal",
  "silent",
];

/** Reads every variable; the result may be used only when no problem was noted. */
export function readEnvironment(env: Environment, findings: Findings): Settings {
  const variables = createVariables(env, findings);
  if (isProduction(env) && env["NODE_TLS_REJECT_UNAUTHORIZED"]?.trim() === "0") {
    variables.problem("NODE_TLS_REJECT_UNAUTHORIZED", "不允许关闭 TLS 证书校验，请删除");
  }
  return {
    port: Number(variables.optional("PORT", isPort) ?? DEFAULT_PORT),
    publicUrl: withoutSlash(variables.required("PUBLIC_URL", isBaseAddress)),
    mysqlUrl: variables.required("MYSQL_URL", isMysqlAddress),
    redisUrl: variables.optional("REDIS_URL", isRedisAddress),
    apiKeys: readApiKeys(variables),
    wecom: readWecom(variables),
    httpsProxy: variables.optional("HTTPS_PROXY", isWebAddress),
    sessionSecret: variables.required("SESSION_SECRET", longSecret(32)),
    sheetSigningKey: variables.optional("SHEET_SIGNING_KEY", isSigningKey),
    chromiumPath: variables.optional("CHROMIUM_PATH", isProgram),
    metricsToken: variables.optional("METRICS_TOKEN", longSecret(16)),
    logLevel: readLogLevel(variables),
    inboxKeepDays: Number(
      variables.optional("INBOX_KEEP_DAYS", isKeepDays) ?? DEFAULT_INBOX_KEEP_DAYS,
    ),
    attachmentLimits: {
      maxBytes:
        MB *
        Number(variables.optional("ATTACHMENT_MAX_MB", isAttachmentMb) ?? DEFAULT_ATTACHMENT_MB),
      maxCount: Number(
        variables.optional("ATTACHMENT_MAX_COUNT", isAttachmentCount) ?? DEFAULT_ATTACHMENTS,
      ),
    },
    failpoints: readFailpoints(variables, env, findings),
  };
}

/** Whatever does not say that it is a test. */
function isProduction(env: Environment): boolean {
  return !["test", "development"].includes(env["NODE_ENV"]?.trim() ?? "");
}

/** The folder of the bureau's files. */
export function readConfigDir(env: Environment): string {
  const folder = env["CONFIG_DIR"]?.trim() ?? "";
  return folder === "" ? "config" : folder.replace(/\/+$/, "") || "/";
}

function readWecom(variables: Variables): WecomSettings {
  const contactToken = variables.optional("WECOM_CONTACT_TOKEN", isCallbackToken);
  const contactAesKey = variables.optional("WECOM_CONTACT_AES_KEY", isAesKey);
  if ((contactToken === undefined) !== (contactAesKey === undefined)) {
    const missing = contactToken === undefined ? "WECOM_CONTACT_TOKEN" : "WECOM_CONTACT_AES_KEY";
    const present = contactToken === undefined ? "WECOM_CONTACT_AES_KEY" : "WECOM_CONTACT_TOKEN";
    variables.problem(missing, `与 ${present} 须同时设置或同时不设置`);
  }
  return {
    apiUrl: withoutSlash(variables.optional("WECOM_API_URL", isBaseAddress) ?? DEFAULT_WECOM_API),
    corpId: variables.required("WECOM_CORP_ID"),
    agentId: Number(variables.required("WECOM_AGENT_ID", isPositiveInteger)),
    secret: variables.required("WECOM_SECRET"),
    callbackTokens: variables.list("WECOM_CALLBACK_TOKEN", isCallbackToken),
    callbackAesKeys: variables.list("WECOM_CALLBACK_AES_KEY", isAesKey),
    webhookUrl: variables.optional("WECOM_WEBHOOK_URL", isWebAddress),
    contact:
      contactToken === undefined || contactAesKey === undefined
        ? undefined
        : { token: contactToken, aesKey: contactAesKey },
    managersChatId: variables.optional("WECOM_MANAGERS_CHAT_ID"),
  };
}

function readApiKeys(variables: Variables): ApiKey[] {
  const keys = variables.list("API_KEYS", isApiKey).map((item): ApiKey => {
    const colon = item.indexOf(":");
    return { name: item.slice(0, colon), key: item.slice(colon + 1) };
  });
  if (new Set(keys.map(({ key }) => key)).size < keys.length) {
    variables.problem("API_KEYS", "同一个密钥出现了不止一次");
  }
  return keys;
}

function readLogLevel(variables: Variables): LogLevel {
  const wanted = variables.optional("LOG_LEVEL", oneOf(LOG_LEVELS));
  return LOG_LEVELS.find((level) => level === wanted) ?? "info";
}

function readFailpoints(variables: Variables, env: Environment, { warnings }: Findings): string[] {
  const text = variables.optional("QIANPI_FAILPOINTS");
  if (text === undefined) return [];
  if (isProduction(env)) {
    variables.problem("QIANPI_FAILPOINTS", "仅供测试，NODE_ENV 为 test 或 development 时才能设置");
  }
  warnings.push("环境变量 QIANPI_FAILPOINTS 已设置：程序会按测试要求故意出错");
  return text.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, "");
}
