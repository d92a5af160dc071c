// What must hold after every round of every cell (I1 to I10), on top of the truth of all journeys.
import { expect } from "chai";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { moveClock } from "../../src/simulator/control/move-clock.ts";
import type { World as ChatWorld } from "../../src/simulator/world/world.ts";
import { read, sqlFor, type Db } from "../../src/store/db.ts";
import { inboxKeyOf } from "../../src/wecom/inbox-key.ts";
import { parseXml } from "../../src/wecom/xml.ts";
import { everythingSent, liesOf, type Expected } from "../support/truth.ts";
import type { World } from "../support/world.ts";
import { note } from "./cell.ts";

export interface Allowed extends Expected {
  /** Callbacks that the platform gave up. */
  givenUp?: number;
}

/** The last event that was looked at before, per enterprise; the chat server forgets the oldest ones. */
const lookedAt = new WeakMap<ChatWorld, Push>();

/** Lets everything leave, then fails with every broken invariant; the log of the round is forgotten. */
export async function checkRound(world: World, allowed: Allowed = {}): Promise<void> {
  await everythingSent(world);
  const { db } = world.app.deps;
  await checkInvariants({ db, chat: world.simulator.world, lines: world.logLines }, allowed);
  world.logLines.length = 0;
  await moveClock(world.simulator.world, { offset: 0 });
  for (const url of world.urls) {
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status, "healthy again without a restart (I9)").to.equal(200);
  }
}

/** For a service whose outbox is empty. */
export async function checkInvariants(
  { db, chat, lines }: { db: Db; chat: ChatWorld; lines: readonly string[] },
  { errors, givenUp = 0, newestCases = 3, ...allowed }: Allowed = {},
): Promise<void> {
  const pushes = newPushes(chat);
  const lost = await lostCallbacks(db, pushes);
  const lies = await liesOf({ db, chat, newestCases, ...allowed });
  const wrong = [
    ...lies,
    ...lost,
    ...(await uncountedDecisions(db)),
    ...pushes.flatMap(slowAnswers),
    ...errorLines(lines, errors),
  ];
  note({
    callbacks: pushes.length,
    lost: lost.length,
    doubled: lies.filter((lie) => /twice|decisions|two winners/.test(lie)).length,
    givenUp: pushes.filter(({ status }) => status === "given-up").length,
    recoveryMs: Math.max(0, ...pushes.map(recoveryMsOf)),
  });
  expect(wrong.join("\n")).to.equal("");
  expect(pushes.filter(({ status }) => status === "given-up").length, "given up").to.equal(givenUp);
}

function newPushes(chat: ChatWorld): Push[] {
  const before = lookedAt.get(chat);
  const pushes = before === undefined ? chat.pushes : after(before, chat.pushes);
  const last = pushes.at(-1);
  if (last !== undefined) lookedAt.set(chat, last);
  return [...pushes];
}

function after<T>(one: T, all: readonly T[]): readonly T[] {
  return all.slice(all.lastIndexOf(one) + 1);
}

const isAccepted = ({ tries }: Push): boolean => tries.some(({ status }) => status === 200);

/** I1: what was answered 200 is on record. */
async function lostCallbacks(db: Db, pushes: readonly Push[]): Promise<string[]> {
  const keys = new Map(
    pushes.filter(isAccepted).map((push) => [inboxKeyOf(parseXml(push.plaintext)), push]),
  );
  if (keys.size === 0) return [];
  const query = sqlFor.selectFrom("inbox").select("event_key");
  const [rows] = await read(db, query.where("event_key", "in", [...keys.keys()]));
  const known = new Set(rows.map((row) => row.event_key));
  return [...keys]
    .filter(([key]) => !known.has(key))
    .map(([, push]) => `${push.event} ${push.label} was acknowledged and is lost`);
}

/** I2, I3: presses that count are decisions, and there are no others. */
async function uncountedDecisions(db: Db): Promise<string[]> {
  const [[decisions], [presses]] = await read(
    db,
    sqlFor.selectFrom("decisions").select(({ fn }) => fn.countAll<number>().as("count")),
    sqlFor
      .selectFrom("inbox")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("kind", "=", "card-pressed")
      .where("result", "=", "done"),
  );
  const isEqual = Number(decisions?.count) === Number(presses?.count);
  return isEqual ? [] : [`${decisions?.count} decisions of ${presses?.count} presses`];
}

/** The platform's patience, and what a machine with other work adds to it. */
const ANSWERED_WITHIN_MS = 5_000;

/** I6: an answer comes in time. */
function slowAnswers({ label, tries }: Push): string[] {
  return tries
    .filter(({ status, latencyMs }) => status !== undefined && latencyMs > ANSWERED_WITHIN_MS)
    .map(({ latencyMs }) => `${label} was answered after ${latencyMs} ms`);
}

function errorLines(lines: readonly string[], expected: RegExp | undefined): string[] {
  return lines
    .filter((line) => (JSON.parse(line) as { level: number }).level >= 50)
    .filter((line) => expected === undefined || !expected.test(line));
}

/** From the first try to the one that was accepted, on the chat server's clock. */
function recoveryMsOf({ tries }: Push): number {
  const [first] = tries;
  const accepted = tries.find(({ status }) => status === 200);
  if (first === undefined || accepted === undefined || accepted === first) return 0;
  return Math.round(accepted.atMs + accepted.latencyMs - first.atMs);
}
