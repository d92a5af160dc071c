import { setTimeout as pause } from "node:timers/promises";
import { systemClock } from "../../src/lib/clock.ts";
import { press } from "../../src/simulator/phone/press.ts";
import type { Simulator } from "../../src/simulator/simulator.ts";
import type { Card } from "../../src/simulator/world/world.ts";
import { createSimulator } from "../../src/simulator/simulator.ts";
import { inParallel } from "../../src/outbox/in-parallel.ts";
import { AES_KEY, AGENT_ID, CORP_ID, TOKEN, freePorts } from "../../test/support/world.ts";
import { atMost, type Bars } from "../bar.ts";
import { IN_TURN, PEOPLE, personNo } from "../support/bureau.ts";
import { install, type Place } from "../support/place.ts";
import { serviceCommand, start } from "../support/service.ts";
import { asMs, quantile } from "../support/statistics.ts";
import { openCaseAt } from "../support/template-case.ts";

const PER_SEC = 50;
const AMONG = 200;
const WAIT_MS = 20_000;

/** From a press on a phone until the next approver's card is on the next phone, all through the real parts. */
export async function nextCard(place: Place): Promise<Bars> {
  const [port = 0] = await freePorts(1);
  const simulator = openBureau(`http://127.0.0.1:${port}`);
  const apiUrl = await simulator.listen();
  place.atEnd(() => simulator.close());
  const installation = await install(place, { apiUrl, files: IN_TURN, port });
  await start(place, {
    command: serviceCommand(),
    env: installation.env,
    healthUrl: `${installation.url}/healthz`,
  });
  const count = PER_SEC * (place.isQuick ? 10 : 40);
  await inParallel(
    Array.from({ length: count }, (_, n) => n + 1),
    4,
    async (n) => (await openCaseAt(installation.url, n, AMONG)).submit(),
  );
  const cards = await firstCards(simulator, count);
  // The minute in which the first cards left must not count against the presses.
  await pause(MINUTE_MS);
  const takenMs = await pressAll(simulator, cards);
  const missing = takenMs.filter((ms) => ms === Infinity).length;
  const note = `${count} presses, p50 ${asMs(quantile(takenMs, 0.5))}, slowest ${asMs(Math.max(...takenMs))}, ${missing} never; ${simulator.world.drops.length} dropped by a limit`;
  return { "next-card": atMost({ ratio: quantile(takenMs, 0.99), bar: 500, unit: "ms", note }) };
}

const MINUTE_MS = 61_000;

function openBureau(url: string): Simulator {
  return createSimulator({
    corpId: CORP_ID,
    clock: systemClock,
    apps: [
      {
        agentId: AGENT_ID,
        name: "供电方案审批",
        secret: "journey-secret",
        token: TOKEN,
        aesKey: AES_KEY,
        callbackUrl: `${url}/wecom/callback`,
        trustedDomain: new URL(url).host,
      },
    ],
    people: [...Array.from({ length: PEOPLE }, (_, n) => personNo(n)), "zhangwei"].map(
      (userid) => ({ userid, name: userid }),
    ),
    behaviour: { retryAfterMs: [0, 0, 0] },
  });
}

/** The card of each case on its first approver's phone. */
async function firstCards({ world }: Simulator, count: number): Promise<Card[]> {
  for (let waitedMs = 0; waitedMs < 10 * WAIT_MS && world.cards.size < count; waitedMs += 100) {
    await pause(100);
  }
  const cards = [...world.cards.values()];
  if (cards.length !== count) throw new Error(`${cards.length} of ${count} cards arrived`);
  return cards;
}

/** Presses at an even pace; milliseconds from each press to the next card of its case, Infinity for none. */
async function pressAll(simulator: Simulator, cards: readonly Card[]): Promise<number[]> {
  const pressedAtMs = new Map<string, number>();
  const takenMs = new Map<string, number>();
  const { world } = simulator;
  let seen = world.cards.size;
  const forget = world.journal.listen(({ kind }) => {
    if (kind !== "message" || world.cards.size === seen) return;
    const fresh = [...world.cards.values()].slice(seen);
    seen = world.cards.size;
    for (const { taskId } of fresh) {
      const pressedMs = pressedAtMs.get(caseOf(taskId));
      if (pressedMs !== undefined) takenMs.set(caseOf(taskId), performance.now() - pressedMs);
    }
  });
  const startedMs = performance.now();
  for (const [n, card] of cards.entries()) {
    const dueMs = startedMs + (n * 1_000) / PER_SEC;
    if (dueMs > performance.now()) await pause(dueMs - performance.now());
    pressedAtMs.set(caseOf(card.taskId), performance.now());
    void press(simulator.stage, {
      userid: card.userid,
      card: card.taskId,
      key: APPROVE,
      selections: { opinion: ["agree"] },
    });
  }
  for (let waitedMs = 0; waitedMs < WAIT_MS && takenMs.size < cards.length; waitedMs += 50) {
    await pause(50);
  }
  forget();
  return cards.map(({ taskId }) => takenMs.get(caseOf(taskId)) ?? Infinity);
}

const APPROVE = "v1:approve:r1:v1";

/** `T12` of `T12-1@1-abc`. */
function caseOf(taskId: string): string {
  return taskId.split("-")[0] ?? "";
}
