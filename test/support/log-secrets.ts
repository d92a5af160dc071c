// What no log line may ever hold, whatever a test did: looked for in every line that the service wrote.
import type { Config } from "../../src/config/config.ts";
import type { World as ChatWorld } from "../../src/simulator/world/world.ts";

/** Numbers of mobile phones, of identity cards, and WeCom's envelopes opened. */
const PERSONAL = [
  // Not within a longer word: hashes and request ids are full of digits.
  /(?<![0-9a-z])1[3-9]\d{9}(?![0-9a-z])/i,
  /(?<![0-9a-z])\d{17}[\dX](?![0-9a-z])/i,
  /<xml>|<FromUserName>/,
];

interface Origins {
  config: Pick<Config, "mysqlUrl" | "redisUrl" | "apiKeys" | "wecom" | "sessionSecret"> & {
    metricsToken: string | undefined;
    sheetSigningKey?: string | undefined;
  };
  chat: ChatWorld;
}

/** @throws Error with the lines that hold a secret of ours, one the chat server gave us, or personal data */
export function refuseSecrets(lines: readonly string[], origins: Origins): void {
  const secrets = [...ownSecrets(origins.config), ...givenSecrets(origins.chat)];
  const leaks = lines.filter(
    (line) =>
      secrets.some((secret) => line.includes(secret)) ||
      PERSONAL.some((pattern) => pattern.test(line)),
  );
  if (leaks.length > 0) throw new Error(`secrets in the log:\n${leaks.join("\n")}`);
}

function ownSecrets(config: Origins["config"]): string[] {
  const { wecom } = config;
  const passwords = [config.mysqlUrl, config.redisUrl ?? ""]
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).password)
    .map((password) => (password === "" ? undefined : `:${password}@`));
  const robotKey = /[?&]key=([^&]+)/.exec(wecom.webhookUrl ?? "")?.[1];
  return [
    ...passwords,
    ...config.apiKeys.map(({ key }) => key),
    ...wecom.callbackTokens,
    ...wecom.callbackAesKeys,
    wecom.secret,
    wecom.contact?.token,
    wecom.contact?.aesKey,
    robotKey,
    config.sessionSecret,
    config.metricsToken,
    config.sheetSigningKey,
  ].filter((secret) => secret !== undefined);
}

/** Access tokens, codes that change cards, codes that log people in. */
function givenSecrets({ tokens, codes, oauthCodes }: ChatWorld): string[] {
  return [...tokens.keys(), ...codes.keys(), ...oauthCodes.keys()];
}
