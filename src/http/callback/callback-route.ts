import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { Answered } from "../../actions/inputs.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Logger } from "../../lib/log.ts";
import type { Metrics } from "../../lib/metrics.ts";
import { CallbackRejected, type CallbackCheck } from "../../wecom/callback-rejected.ts";
import { readChatEvent } from "../../wecom/callback.ts";
import type { ChatEvent } from "../../wecom/chat-event.ts";
import { openEcho, openEnvelope, type EnvelopeConfig } from "../../wecom/envelope.ts";
import { HttpError } from "../errors.ts";
import { holdWhileAway, type Hold } from "../hold-while-away.ts";
import { onlyMethods } from "../only-methods.ts";
import { readBody } from "../read-body.ts";
import { createRejectionLog } from "./rejection-log.ts";
import { parseStrictQuery } from "../strict-query.ts";

/** One address that WeCom calls, with its own keys. */
export interface CallbackEndpoint {
  path: string;
  envelope: EnvelopeConfig;
  hear: (event: ChatEvent) => Promise<Answered>;
  hold: Hold;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  /** A named point of the way, see `lib/failpoint`. */
  failpoint: (name: string) => Promise<void>;
}

/** Larger than any genuine envelope: the longest plaintext is about 48 900 bytes. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** Failures of form; everything else that is rejected is a failure of proof. */
const FORM_CHECKS: ReadonlySet<CallbackCheck> = new Set(["query", "body", "xml", "message"]);

/**
 * Answers URL verification (GET) and pushed messages (POST) at one address.
 * A rejected call gets an empty 4xx that says nothing; an event gets an empty 200 once it is committed.
 * @source wecom:90930
 */
export function callbackRoute(router: Router, endpoint: CallbackEndpoint): void {
  const watched = { ...endpoint, logRejection: createRejectionLog(endpoint.log) };
  router.get(endpoint.path, (ctx) => refusing(watched, () => echo(ctx, endpoint)));
  router.post(endpoint.path, (ctx) => refusing(watched, () => receive(ctx, endpoint)));
  onlyMethods(router, endpoint.path, "GET, POST");
}

async function echo(ctx: Context, { envelope, clock }: CallbackEndpoint): Promise<void> {
  const query = parseStrictQuery(ctx.querystring);
  const text = openEcho({ query, now: clock.now(), config: envelope });
  ctx.set("Content-Type", "text/plain; charset=utf-8");
  ctx.body = text;
}

async function receive(ctx: Context, endpoint: CallbackEndpoint): Promise<void> {
  const { envelope, clock, metrics, hold, failpoint } = endpoint;
  ctx.res.once("finish", () => void failpoint("answered"));
  await failpoint("accepted");
  const query = parseStrictQuery(ctx.querystring);
  const body = await readBody(ctx, BODY_LIMIT_BYTES);
  if (body.length === 0) throw new CallbackRejected("body", "empty body");
  const now = clock.now();
  // In its turn: also to open an envelope is work, and in a rush there may be no time for it.
  const { event, answered } = await holdWhileAway(async () => {
    const opened = readChatEvent(openEnvelope({ query, body, now, config: envelope }));
    await failpoint("decrypted");
    return { event: opened, answered: await endpoint.hear(opened) };
  }, hold);
  metrics.countEvent(event.kind, answered.result);
  if (answered.result === "refused") metrics.countRefusal(answered.code);
  if (answered.result === "done" && event.kind === "card-pressed") {
    metrics.countDecision(answered.code);
  }
  logEvent(endpoint.log, event, answered);
  // An empty string, not null: Koa makes that a 204, and only 200 counts as received. @source wecom:90238
  ctx.body = "";
}

async function refusing(
  endpoint: CallbackEndpoint & { logRejection: ReturnType<typeof createRejectionLog> },
  answer: () => Promise<void>,
): Promise<void> {
  const { metrics, path, logRejection } = endpoint;
  try {
    await answer();
    metrics.countCallback("ok");
  } catch (fault) {
    if (fault instanceof HttpError) {
      metrics.countCallback(fault.code);
      if (fault.status < 500) logRejection(path, fault.code);
      throw fault;
    }
    if (!(fault instanceof CallbackRejected)) {
      metrics.countCallback("fault");
      throw fault;
    }
    metrics.countCallback(`rejected-${fault.check}`);
    logRejection(path, fault.check);
    throw new HttpError(FORM_CHECKS.has(fault.check) ? 400 : 403, fault.code, { cause: fault });
  }
}

function logEvent(log: Logger, event: ChatEvent, answered: Answered): void {
  const name = "name" in event ? event.name : undefined;
  const { result, code: outcome } = answered;
  log.info({ kind: event.kind, name, eventKey: event.inboxKey, result, outcome }, "event.done");
}
