import { setMaxListeners } from "node:events";
import { receiverOf } from "../world/assistant.ts";
import type { App, World } from "../world/world.ts";
import type { Courier, Target } from "./deliver.ts";
import { deliver, later, takeCallbackFault } from "./deliver.ts";
import type { ChatCallback } from "./events.ts";
import type { Push } from "./push-record.ts";
import { callbackConfig } from "./seal.ts";

const KEPT_PUSHES = 5_000;
const DEFAULT_DELAY_MS = 1_000;

export interface Pusher {
  /** Sends an event; settles when it was accepted, given up, lost, held back or waits for the simulated clock. */
  push(app: App, callback: ChatCallback): Promise<Push>;
  /** Sends the same plaintext again in a fresh envelope. */
  redeliver(push: Push): Promise<Push>;
  /** Sends what a reorder fault holds back. */
  releaseHeld(): Promise<void>;
  /** Ends with the pusher; for requests that others make to the app. */
  readonly signal: AbortSignal;
  /** Cuts connections and waits that are still open. */
  close(): void;
}

/** Makes the pusher of a world. */
export function createPusher(world: World): Pusher {
  const closing = new AbortController();
  // Every push that is under way listens, however many there are.
  setMaxListeners(0, closing.signal);
  const courier: Courier = { world, closing: closing.signal };
  return {
    push: (app, callback) => send(courier, record(world, app.agentId, callback)),
    redeliver: (push) => send(courier, repeat(world, push)),
    releaseHeld: () => releaseHeld(courier),
    signal: closing.signal,
    close: () => closing.abort(),
  };
}

async function send(courier: Courier, push: Push): Promise<Push> {
  const { world } = courier;
  const target = targetOf(world, push);
  if (target === undefined) return settle(world, push, "no-callback-url");
  if (takeCallbackFault(courier, "lose-callback", push.userid)) return settle(world, push, "lost");
  const delay = takeCallbackFault(courier, "delay-callback", push.userid);
  const delayMs = delay === undefined ? 0 : (delay.delayMs ?? DEFAULT_DELAY_MS);
  await later(courier, delayMs, () => sendNow(courier, push, target));
  return push;
}

async function sendNow(courier: Courier, push: Push, target: Target): Promise<void> {
  const { world } = courier;
  if (takeCallbackFault(courier, "reorder-callback", push.userid)) {
    world.heldPushes.push(push);
    settle(world, push, "held");
    return;
  }
  await deliverWithTwins(courier, push, target);
  await releaseHeld(courier);
  world.journal.tell("push");
}

function targetOf(world: World, push: Push): Target | undefined {
  const app = receiverOf(world, push.agentId);
  const config = app === undefined ? undefined : callbackConfig(app);
  return app === undefined || config === undefined ? undefined : { app, config };
}

async function deliverWithTwins(courier: Courier, push: Push, target: Target): Promise<void> {
  const again = () => deliver(courier, repeat(courier.world, push), target);
  const isConcurrent = takeCallbackFault(courier, "concurrent-callback", push.userid);
  const twin = isConcurrent === undefined ? undefined : again();
  await Promise.all([deliver(courier, push, target), twin]);
  if (takeCallbackFault(courier, "duplicate-callback", push.userid)) await again();
}

async function releaseHeld(courier: Courier): Promise<void> {
  const { world } = courier;
  for (const held of world.heldPushes.splice(0)) {
    const target = targetOf(world, held);
    if (target !== undefined) await deliver(courier, held, target);
  }
}

function settle(world: World, push: Push, status: Push["status"]): Push {
  push.status = status;
  world.journal.tell("push");
  return push;
}

function record(
  world: World,
  agentId: number,
  callback: ChatCallback & { readonly redeliveryOf?: string },
): Push {
  const push: Push = {
    ...callback,
    id: world.newId("ev"),
    atMs: world.clock.nowMs(),
    agentId,
    status: "waiting",
    tries: [],
  };
  world.pushes.push(push);
  if (world.pushes.length > KEPT_PUSHES) world.pushes.shift();
  return push;
}

function repeat(world: World, original: Push): Push {
  const { agentId, userid, event, label, plaintext, responseCode } = original;
  const code = responseCode === undefined ? {} : { responseCode };
  const redeliveryOf = original.id;
  return record(world, agentId, { userid, event, label, plaintext, ...code, redeliveryOf });
}
