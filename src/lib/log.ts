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
  // A failed statement carries its values, and a duplicate key its entry.
  "sql",
  "sqlMessage",
];

/** Held in memory while whoever reads the log does not; what comes above is dropped. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/** Standard output without waiting for it: a reader that hangs or a disk that is full must not stop the service. */
function standardOutput(): { write(line: string): void } {
  const output = pino.destination({ dest: 1, sync: false, maxLength: MAX_WAITING_BYTES });
  // Where the log cannot be written there is nowhere to say so; the lines are kept and written later.
  output.on("error", () => undefined);
  return output;
}

/** JSON lines: an event name in `msg`, then keys. Never bodies, names of people, or secrets. */
export function createLog(
  level: string,
  destination: { write(line: string): void } = standardOutput(),
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
