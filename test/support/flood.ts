// Calls without number, sent by a thread of its own, so that nothing that is measured waits for the sender.
import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Calls in turn over a few connections at a steady rate, or all at once, each on a connection of its own. */
export interface FloodOrder {
  port: number;
  /** Whole requests, head and body, in ASCII; they go in turn. */
  requests: readonly string[];
  count: number;
  perSec?: number;
}

export interface Answers {
  /** How often each status came back; under `cut` what was never answered. */
  statuses: Record<string, number>;
  /** The longest wait of those that had a connection of their own. */
  slowestMs: number;
}

/** Sends it all; resolves when every request was answered or cut off. */
export async function flood(order: FloodOrder): Promise<Answers> {
  const worker = new Worker(new URL("./flood-worker.js", import.meta.url), { workerData: order });
  const ended = once(worker, "exit");
  const [answers] = (await once(worker, "message")) as [Answers];
  await ended;
  return answers;
}
