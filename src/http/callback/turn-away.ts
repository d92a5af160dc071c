import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "../../lib/log.ts";
import type { Metrics } from "../../lib/metrics.ts";
import { createRejectionLog } from "./rejection-log.ts";
import type { Turnstile } from "../turnstile.ts";

export interface DoorParts {
  turnstile: Turnstile;
  metrics: Metrics;
  log: Logger;
  /** Of the callbacks; nothing else is turned away here. */
  paths: readonly string[];
}

const STATUS = 503;
const HEADERS = { "Retry-After": "5", "Cache-Control": "no-store", "Content-Length": "0" };

/**
 * Answers a callback with 503 before anything of it is read, while the line is too long to join: to take a request in
 * costs a third of a decision, which those in line need. WeCom calls again. Tells whether it has answered.
 * @source wecom:90930
 */
export function createDoor({ turnstile, metrics, log, paths }: DoorParts) {
  const logRejection = createRejectionLog(log);
  return ({ method = "", url = "" }: IncomingMessage, response: ServerResponse): boolean => {
    const path = paths.find((one) => url.startsWith(`${one}?`));
    if (path === undefined || !turnstile.isFull()) return false;
    response.writeHead(STATUS, HEADERS).end();
    metrics.countHttp(method, STATUS);
    metrics.countCallback("busy");
    logRejection(path, "busy");
    return true;
  };
}
