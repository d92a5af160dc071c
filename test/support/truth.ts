// What must hold after every journey, whatever happened on the way.
import { expect } from "chai";
import type { World as ChatWorld } from "../../src/simulator/world/world.ts";
import { read, sqlFor, type Db } from "../../src/store/db.ts";
import { findCase } from "../../src/store/case-file.ts";
import { outboxState } from "../../src/store/outbox.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { cardLies } from "./truth-of-cards.ts";
import { decisionLies } from "./truth-of-decisions.ts";
import { untilQuiet } from "./quiet.ts";
import type { World } from "./world.ts";

/** Faults that the journey itself caused. */
export interface Expected {
  /** Error lines of the log that belong to the journey. */
  errors?: RegExp;
  /** Messages that could not be delivered. */
  dead?: number;
  /** Looks only at so many of the newest cases; default all. */
  newestCases?: number;
}

/** Lets everything that waits leave, then fails with every lie found in database, phones, outbox and log. */
export async function checkTruth(world: World, expected: Expected = {}): Promise<void> {
  const { db } = world.app.deps;
  await everythingSent(world);
  const lies = await liesOf({ db, chat: world.simulator.world, ...expected });
  expect([...lies, ...logLies(world.logLines, expected.errors)].join("\n")).to.equal("");
}

const MAX_STEPS = 300;
/** Least move of the clock; longer than any lease of a sender that died. */
const STEP_MS = 31_000;

/** Runs all senders, moving the clock on until nothing waits any more. */
export async function everythingSent({ app, apps, clock }: World): Promise<void> {
  for (let step = 0; step < MAX_STEPS; step += 1) {
    await untilQuiet(apps.map(({ sender }) => sender));
    const { waiting, nextAvailableAt } = await outboxState(app.deps.db);
    if (waiting === 0 || nextAvailableAt === undefined) return;
    const gapMs = nextAvailableAt.getTime() - clock.now().getTime();
    clock.advanceMs(gapMs > 0 ? gapMs : STEP_MS);
  }
  throw new Error("the outbox does not become empty");
}

/** Everything that is wrong once nothing is under way, in words. */
export async function liesOf(
  where: Pick<Expected, "dead" | "newestCases"> & { db: Db; chat: ChatWorld },
): Promise<string[]> {
  const { db, chat, dead = 0, newestCases = 1_000_000 } = where;
  const query = sqlFor.selectFrom("cases").select("id").orderBy("id", "desc");
  const [cases] = await read(db, query.limit(newestCases));
  const lies: string[] = [];
  for (const { id } of cases) {
    const file = await findCase(db, id as CaseId);
    if (file === undefined) continue;
    lies.push(...(await decisionLies(db, file)), ...(await cardLies(db, chat, file)));
  }
  return [
    ...lies,
    ...(await outboxLies(db, dead)),
    ...(await textLies(db, chat)),
    ...dropLies(chat),
  ];
}

async function outboxLies(db: Db, dead: number): Promise<string[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("outbox")
      .select(["id", "order_key", "state", "last_error"])
      .where("state", "in", ["waiting", "dead"]),
  );
  const told = rows.map(
    (row) => `outbox row ${row.id} of ${row.order_key} is ${row.state}: ${row.last_error}`,
  );
  const isAsExpected = rows.every((row) => row.state === "dead") && rows.length === dead;
  return isAsExpected ? [] : [...told, `expected ${dead} dead messages and none waiting`];
}

/** Nobody reads a text more often than it was queued. */
async function textLies(db: Db, chat: ChatWorld): Promise<string[]> {
  const [rows] = await read(db, sqlFor.selectFrom("outbox").select("message"));
  const queued = rows.map(({ message }) => (message as { content?: string }).content);
  return [...chat.chats.values()].flatMap((each) => {
    const texts = each.entries
      .filter((entry) => entry.from !== "member" && entry.msgtype === "text")
      .map((entry) => String(entry.content["content"]));
    const doubled = texts.filter((text, at) => texts.indexOf(text) < at);
    return doubled
      .filter((text) => countOf(text, texts) > countOf(text, queued))
      .map((text) => `${each.chatId} read twice: ${text}`);
  });
}

function countOf<T>(one: T, among: readonly T[]): number {
  return among.filter((each) => each === one).length;
}

function dropLies(chat: ChatWorld): string[] {
  return chat.drops
    .filter((drop) => drop.why !== "fault")
    .map((drop) => `a message to ${drop.userid} was discarded: ${drop.why}`);
}

function logLies(lines: readonly string[], expected: RegExp | undefined): string[] {
  return lines
    .filter((line) => (JSON.parse(line) as { level: number }).level >= 50)
    .filter((line) => expected === undefined || !expected.test(line));
}
