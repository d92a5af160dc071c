// One event, up to four tries: one deadline, three retries, no promise. @source wecom:90930, wecom:90238
import { setTimeout as sleep } from "node:timers/promises";
import type { CallbackFaultKind, Fault } from "../world/fault.ts";
import { plan } from "../world/due-work.ts";
import { takeFault } from "../world/faults.ts";
import { ASSISTANT_ID } from "../world/assistant.ts";
import type { App, World } from "../world/world.ts";
import { takePassiveReply } from "./passive-reply.ts";
import type { HttpOutcome } from "./post.ts";
import { sendHttp } from "./post.ts";
import type { Push } from "./push-record.ts";
import type { CallbackConfig, Sealed } from "./seal.ts";
import { envelopeXml, seal, sealedUrl } from "./seal.ts";

/** Who carries events: the world they happen in, and the signal that ends all carrying. */
export interface Courier {
  readonly world: World;
  readonly closing: AbortSignal;
}

export interface Target {
  readonly app: App;
  readonly config: CallbackConfig;
}

/** Takes a callback fault of this kind, if one is set for the member. */
export function takeCallbackFault(
  { world }: Courier,
  kind: CallbackFaultKind,
  userid: string,
): Fault | undefined {
  return takeFault(world, "callback", { kinds: [kind], names: [userid] });
}

/**
 * Goes on after a wait: in real time (ended early when the simulator closes), or, where retries run on the
 * simulated clock, when that clock is moved past the moment; then this returns at once.
 */
export async function later(
  courier: Courier,
  waitMs: number,
  goOn: () => Promise<void>,
): Promise<void> {
  const { world, closing } = courier;
  if (waitMs <= 0) return goOn();
  if (world.behaviour.retryClock === "simulated")
    return plan(world, { atMs: world.clock.nowMs() + waitMs, run: goOn });
  await sleep(waitMs, undefined, { signal: closing }).catch(() => undefined);
  if (!closing.aborted) await goOn();
}

/** An event on its way: where to, the envelope of the last try, and how many tries there were. */
interface Carried extends Target {
  readonly sealed?: Sealed;
  readonly tries?: number;
}

/** Sends the event until it is accepted or all tries are used up. */
export async function deliver(courier: Courier, push: Push, carried: Carried): Promise<void> {
  const { world, closing } = courier;
  const { app, config, tries = 0 } = carried;
  const keepsEnvelope = carried.sealed !== undefined && !world.behaviour.retryReencrypts;
  const sealed = keepsEnvelope ? carried.sealed : seal(world, config, push);
  const outcome = await tryOnce(courier, push, { app, config, sealed });
  if (isFinal(world, outcome)) return accept(world, push, { app, config, outcome });
  const waitMs = world.behaviour.retryAfterMs[tries];
  if (waitMs === undefined || closing.aborted) {
    push.status = "given-up";
    world.journal.tell("push");
    return;
  }
  const again = { app, config, sealed, tries: tries + 1 };
  await later(courier, waitMs, () => deliver(courier, push, again));
}

async function tryOnce(
  courier: Courier,
  push: Push,
  target: Target & { readonly sealed: Sealed },
): Promise<HttpOutcome> {
  const { world } = courier;
  const atMs = world.clock.nowMs();
  const outcome = await attempt(courier, push, target);
  const { body: _body, ...result } = outcome;
  const { timestamp, nonce } = target.sealed;
  push.tries.push({ atMs, timestamp, nonce, ...result });
  world.journal.tell("push");
  return outcome;
}

async function attempt(
  courier: Courier,
  push: Push,
  { app, config, sealed }: Target & { readonly sealed: Sealed },
): Promise<HttpOutcome> {
  const { world, closing } = courier;
  if (takeCallbackFault(courier, "unreachable-callback", push.userid))
    return { error: "unreachable (fault)", latencyMs: 0 };
  const isNamed = world.behaviour.envelopeAgentId && app.agentId !== ASSISTANT_ID;
  const agentId = isNamed ? app.agentId : undefined;
  const outcome = await sendHttp({
    method: "POST",
    url: sealedUrl(config, sealed),
    body: envelopeXml(world, agentId, sealed.encrypt),
    deadlineMs: world.behaviour.deadlineMs,
    signal: closing,
  });
  const isLost = takeCallbackFault(courier, "lost-answer-callback", push.userid) !== undefined;
  return isLost ? { error: "answer lost (fault)", latencyMs: outcome.latencyMs } : outcome;
}

/** A 200 ends the matter; another status does so only where the server is set not to repeat it. */
function isFinal(world: World, outcome: HttpOutcome): boolean {
  if (outcome.status === 200) return true;
  return outcome.status !== undefined && !world.behaviour.retryOnNon200;
}

function accept(
  world: World,
  push: Push,
  { app, config, outcome }: Target & { readonly outcome: HttpOutcome },
): void {
  push.status = outcome.status === 200 ? "delivered" : "given-up";
  world.journal.tell("push");
  if (outcome.status !== 200) return;
  const reply = takePassiveReply(world, push, { app, config, body: outcome.body ?? "" });
  if (reply !== undefined) push.passive = reply;
}
