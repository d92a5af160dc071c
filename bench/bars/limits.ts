import { sendMessageTo } from "../support/one-message.ts";
import { issueCode } from "../../src/simulator/world/codes.ts";
import { inTransaction, read, sqlFor, type Db } from "../../src/store/db.ts";
import { addToOutbox, outboxState, type NewRow } from "../../src/store/outbox.ts";
import { openWorld, settle, type World } from "../../test/support/world.ts";
import { atLeast, atMost, type Bars } from "../bar.ts";
import type { Place } from "../support/place.ts";

const MINUTE_MS = 60_000;
const ADDED_AT_ONCE = 500;

/** What the platform allows, and how many minutes' worth of it is waiting. @source wecom:90312, wecom:90236, wecom:99110 */
interface Allowed {
  name: string;
  perMinute: number;
  minutes: number;
  message: (n: number) => object;
}

const MEMBERS = ["liting", "zhaogang", "chenming", "wuhao", "liuyang"];

/**
 * More than may be sent is waiting; the clock, which the simulator shares, is moved on whenever nothing may be sent.
 * What comes out is how much of the allowed rate is used, and whether one call was too many.
 */
export async function limits(place: Place): Promise<Bars> {
  const world = await openWorld();
  place.atEnd(() => world.close());
  const { db } = world.app.deps;
  const allowed = await whatIsAllowed(world, place.isQuick ? 2 : 3);
  for (const each of allowed) await fill(db, each, world.clock.now());
  await sendAll(world);
  const used = await Promise.all(allowed.map((each) => usedOf(db, each)));
  const lowest = Math.min(...used);
  const { counters, drops } = world.simulator.world;
  const failed = [...counters.values()].reduce((sum, one) => sum + one.failed, 0);
  const note = allowed.map(({ name }, n) => `${name} ${(used[n] ?? 0).toFixed(3)}`).join(", ");
  return {
    "allowed-rate-used": atLeast({ ratio: lowest, bar: 0.95, note }),
    "calls-over-the-limit": atMost({
      ratio: failed + drops.length,
      bar: 0,
      unit: "calls",
      note: `${failed} refused and ${drops.length} discarded by the simulator`,
    }),
  };
}

async function whatIsAllowed(world: World, apiMinutes: number): Promise<Allowed[]> {
  const { message, card } = await sendMessageTo(world, "liting");
  const updates: Allowed = {
    name: "update_template_card",
    perMinute: 10_000,
    minutes: apiMinutes,
    message: (n) => ({
      kind: "update-card",
      to: "liting",
      cardId: message.taskId ?? "",
      code: {
        origin: "press",
        responseCode: issueCode(world.simulator.world, message, "liting"),
      },
      card,
      otherwise: `${n}`,
    }),
  };
  const robot: Allowed = {
    name: "webhook",
    perMinute: 20,
    minutes: 11,
    message: (n) => ({ kind: "group-webhook", content: `第 ${n} 条`, mention: [] }),
  };
  // The first of them has had a card already, so he is left out.
  const members = MEMBERS.slice(1).map((to): Allowed => ({
    name: to,
    perMinute: 30,
    minutes: 6,
    message: (n) => ({ kind: "send-text", to, content: `第 ${n} 条` }),
  }));
  return [robot, ...members, updates];
}

async function fill(db: Db, allowed: Allowed, at: Date): Promise<void> {
  const rows = Array.from({ length: allowed.perMinute * allowed.minutes }, (_, n): NewRow => ({
    orderKey: `${allowed.name}-${n}`,
    lane: "decision",
    message: allowed.message(n),
    availableAt: at,
  }));
  for (let first = 0; first < rows.length; first += ADDED_AT_ONCE) {
    const some = rows.slice(first, first + ADDED_AT_ONCE);
    await inTransaction(db, async (tx) => addToOutbox(tx, some, at));
  }
}

/** Sends what may be sent, then moves the clock to where the next row may be tried. */
async function sendAll(world: World): Promise<void> {
  for (;;) {
    await settle(world);
    const { waiting, nextAvailableAt } = await outboxState(world.app.deps.db);
    if (waiting === 0 || nextAvailableAt === undefined) return;
    const gapMs = nextAvailableAt.getTime() - world.clock.now().getTime();
    world.clock.advanceMs(Math.max(gapMs, 1));
  }
}

/** Shortest time in which the platform would have taken them all, as a share of the time that it took. */
async function usedOf(db: Db, { name, minutes }: Allowed): Promise<number> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("outbox")
      .select(({ fn }) => [fn.min("done_at").as("first"), fn.max("done_at").as("last")])
      .where("order_key", "like", `${name}-%`)
      .where("state", "=", "sent"),
  );
  const [row] = rows;
  const tookMs = (row?.last?.getTime() ?? Infinity) - (row?.first?.getTime() ?? 0);
  return ((minutes - 1) * MINUTE_MS) / tookMs;
}
