import { setTimeout as pause } from "node:timers/promises";
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

/** Whoever ends waits for the last lines no longer. */
const LAST_LINES_WITHIN_MS = 500;

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

/**
 * Writes what is left, as far as that is quick, and takes no more. Without it a log that cannot be written would hold up
 * the end of the process, where the lines are tried again and again.
 */
export async function closeLog(log: Logger): Promise<void> {
  const flushed = new Promise<void>((resolve) => log.flush(() => resolve()));
  await Promise.race([flushed, pause(LAST_LINES_WITHIN_MS)]);
  streamOf(log).destroy?.();
}

/** Pino tells of its stream by a symbol only. */
function streamOf(log: Logger): { destroy?: () => void } {
  return (log as unknown as Record<symbol, { destroy?: () => void }>)[pino.symbols.streamSym] ?? {};
}
