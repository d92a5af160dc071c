// One event, up to four tries: one deadline, three retries, no promise. @source wecom:90930, wecom:90238
import { setTimeout as sleep } from "node:timers/promises";
import type { CallbackFaultKind, Fault } from "../world/fault.ts";
import { takeFault } from "../world/faults.ts";
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

/** Waits in real time; ends early when the simulator closes. */
export async function pause(courier: Courier, waitMs: number): Promise<void> {
  if (waitMs <= 0) return;
  await sleep(waitMs, undefined, { signal: courier.closing }).catch(() => undefined);
}

/** Sends the event until it is accepted or all tries are used up. */
export async function deliver(courier: Courier, push: Push, target: Target): Promise<void> {
  const { world, closing } = courier;
  let sealed: Sealed | undefined;
  for (const waitMs of [0, ...world.behaviour.retryAfterMs]) {
    await pause(courier, waitMs);
    if (closing.aborted) break;
    if (sealed === undefined || world.behaviour.retryReencrypts)
      sealed = seal(world, target.config, push);
    const outcome = await tryOnce(courier, push, { ...target, sealed });
    if (isFinal(world, outcome)) return accept(world, push, { ...target, outcome });
  }
  push.status = "given-up";
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
  const agentId = world.behaviour.envelopeAgentId ? app.agentId : undefined;
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
  if (outcome.status !== 200) return;
  const reply = takePassiveReply(world, push, { app, config, body: outcome.body ?? "" });
  if (reply !== undefined) push.passive = reply;
}
