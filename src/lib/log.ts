import { pino, type Logger as PinoLogger } from "pino";

export type Logger = PinoLogger;

/** Keys whose values never reach a log line, at any of the first two levels. */
const SECRET_KEYS = [
  "access_token",
  "accessToken",
  "corpsecret",
  "secret",
  "token",
  "aesKey",
  "oauthCode",
  "responseCode",
  "ResponseCode",
  "response_code",
  "authorization",
  "cookie",
  "password",
  "mysqlUrl",
  "redisUrl",
  "webhookUrl",
  "content",
  "contactName",
  "contactPhone",
  "customerName",
];

/** JSON lines: an event name in `msg`, then keys. Never bodies, names of people, or secrets. */
export function createLog(
  level: string,
  destination: { write(line: string): void } = process.stdout,
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      redact: {
        paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]),
        censor: "[withheld]",
      },
    },
    destination,
  );
}
