// A real database, a simulated chat server over real HTTP, and the way out between them.
import type { CardId } from "../../src/domain/ids.ts";
import { createLog } from "../../src/lib/log.ts";
import { createMetrics, type Metrics } from "../../src/lib/metrics.ts";
import { digestOf } from "../../src/messages/digest.ts";
import type { Limiter } from "../../src/outbox/limiter.ts";
import type { MakeDigest } from "../../src/outbox/merge-texts.ts";
import { openLimiter } from "../../src/outbox/open-limiter.ts";
import { createSender, type Sender } from "../../src/outbox/sender.ts";
import { addFault } from "../../src/simulator/control/set-faults.ts";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import type { Card, Entry } from "../../src/simulator/world/world.ts";
import {
  change,
  closeDb,
  inTransaction,
  openDb,
  read,
  sqlFor,
  type Db,
} from "../../src/store/db.ts";
import { addToOutbox, type NewRow } from "../../src/store/outbox.ts";
import type { RedisLink } from "../../src/store/redis.ts";
import { settleAll, type CardNote } from "../../src/store/settle.ts";
import { createWecomClient, type WecomClient } from "../../src/wecom/client.ts";
import type { OutboundMessage } from "../../src/wecom/outbound.ts";
import { createMemoryTokenCache, type TokenCache } from "../../src/wecom/token-cache.ts";
import type { ButtonInteractionCard } from "../../src/wecom/wire.ts";
import { migratedDatabase } from "../support/migrated-database.ts";
import { untilQuiet } from "../support/quiet.ts";
import { setClock, type SetClock } from "../support/set-clock.ts";

const CORP_ID = "wwchatworld";
const AGENT_ID = 1_000_002;
const START = "2026-03-04 10:00";
const SECRET = "secret-of-the-app";
export const WEBHOOK_KEY = "robot-key";

export interface SenderParts {
  limiter?: Limiter;
  redis?: RedisLink;
  api?: WecomClient;
}

export interface ChatWorld {
  db: Db;
  mysqlUrl: string;
  clock: SetClock;
  simulator: Simulator;
  /** Every log line written so far, parsed. */
  logged: { msg: string; level: number; [key: string]: unknown }[];
  metrics: Metrics;
  sender(parts?: SenderParts): Sender;
  client(parts?: {
    secret?: string;
    tokenCache?: TokenCache;
    totalTimeoutMs?: number;
  }): WecomClient;
  /** Queues messages, each with the order key of its card or of its receiver. */
  queue(...messages: OutboundMessage[]): Promise<void>;
  queueRows(rows: NewRow[]): Promise<void>;
  /** What a sender brings for a card whose claim on the row has run out meanwhile. */
  noteCard(card: CardNote): Promise<void>;
  rows(): Promise<StoredRow[]>;
  fault(fault: { api: string; kind: string | number; times?: number; skip?: number }): void;
  /** What a member's chat shows, oldest first. */
  shown(userid: string): Entry[];
  texts(userid: string): string[];
  cardOf(cardId: string): Card | undefined;
  calls(api: string): number;
  close(): Promise<void>;
}

export interface StoredRow {
  id: number;
  state: string;
  attempts: number;
  maybe_done: number;
  last_error: string | null;
  available_at: Date;
  message: OutboundMessage;
}

/** One world for all tests here, emptied before each; opened before anything else is done, closed after everything else. */
export function chatWorldForAll(name: string): ChatWorld {
  const world = {} as ChatWorld;
  before(async function () {
    Object.assign(world, await startChatWorld(name));
    this.test?.parent?.afterAll(() => world.close());
  });
  beforeEach(() => emptyChatWorld(world));
  return world;
}

/** Starts everything; `close` ends and removes it. */
async function startChatWorld(name: string): Promise<ChatWorld> {
  const database = await migratedDatabase(name);
  const db = openDb(database.mysqlUrl);
  const clock = setClock(START);
  const simulator = createSimulator(settings(clock));
  const apiUrl = await simulator.listen();
  const logged: ChatWorld["logged"] = [];
  const log = createLog("info", { write: (line) => logged.push(JSON.parse(line)) });
  const metrics = createMetrics();
  const clients: WecomClient[] = [];
  const client: ChatWorld["client"] = (parts = {}) => {
    const made = createWecomClient({
      apiUrl,
      corpId: CORP_ID,
      agentId: AGENT_ID,
      secret: parts.secret ?? SECRET,
      webhookUrl: `${apiUrl}/cgi-bin/webhook/send?key=${WEBHOOK_KEY}`,
      tokenCache: parts.tokenCache ?? createMemoryTokenCache(clock),
      clock,
      totalTimeoutMs: parts.totalTimeoutMs ?? 3_000,
    });
    clients.push(made);
    return made;
  };
  const limiter = (redis: RedisLink | undefined): Limiter =>
    openLimiter({ redis, clock, log, scope: CORP_ID, accounts: 500 });
  const queueRows = (rows: NewRow[]): Promise<void> =>
    inTransaction(db, async (tx) => addToOutbox(tx, rows, clock.now()));
  const { world } = simulator;
  return {
    db,
    mysqlUrl: database.mysqlUrl,
    clock,
    simulator,
    logged,
    metrics,
    client,
    queueRows,
    noteCard: (card) => {
      const row = { id: 0, claimToken: "run out" };
      const ending = { kind: "untried", at: clock.now() } as const;
      return settleAll(db, [{ row, ending, card }], clock.now());
    },
    sender: ({ limiter: given, redis, api = client() } = {}) =>
      createSender({
        db,
        clock,
        api,
        limiter: given ?? limiter(redis),
        digest,
        isListed: (userid) => userid !== "stranger",
        log,
        metrics,
        random: () => 0.5,
      }),
    queue: (...messages) =>
      queueRows(
        messages.map((message) => ({
          message,
          orderKey: orderKeyOf(message),
          lane: "normal" as const,
          availableAt: clock.now(),
        })),
      ),
    rows: async () => {
      const [rows] = await read(db, sqlFor.selectFrom("outbox").selectAll().orderBy("id"));
      return rows as unknown as StoredRow[];
    },
    fault: (fault) => {
      const wrong = addFault(world, fault);
      if (wrong !== undefined) throw new Error(wrong);
    },
    shown: (userid) => world.chats.get(`app:${AGENT_ID}:${userid}`)?.entries ?? [],
    texts: (userid) =>
      (world.chats.get(`app:${AGENT_ID}:${userid}`)?.entries ?? []).flatMap((entry) =>
        entry.msgtype === "text" ? [String(entry.content["content"])] : [],
      ),
    cardOf: (cardId) => [...world.cards.values()].find((card) => card.taskId === cardId),
    calls: (api) => world.counters.get(api)?.calls ?? 0,
    close: async () => {
      await Promise.all(clients.map((each) => each.close()));
      await simulator.close();
      await closeDb(db);
      await database.drop();
    },
  };
}

/** The digest of an installation at qianpi.example.com. */
export const digest: MakeDigest = (texts, now) =>
  digestOf(texts, { now, publicUrl: "https://qianpi.example.com" });

function settings(clock: SetClock) {
  return {
    corpId: CORP_ID,
    clock,
    apps: [
      {
        agentId: AGENT_ID,
        name: "签批",
        secret: SECRET,
        callbackUrl: "http://127.0.0.1:9/wecom/callback",
        token: "callbacktoken",
        aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
      },
    ],
    people: ["li", "wang", "zhao"].map((userid) => ({ userid, name: userid })),
    webhooks: [{ key: WEBHOOK_KEY, name: "管理群" }],
  };
}

function orderKeyOf(message: OutboundMessage): string {
  if ("cardId" in message) return message.cardId;
  return "to" in message ? `to:${message.to}` : "group";
}

/** Empties the tables that these tests use, and the chat server. */
async function emptyChatWorld({ db, simulator, logged, clock }: ChatWorld): Promise<void> {
  await change(db, sqlFor.deleteFrom("outbox"));
  await change(db, sqlFor.deleteFrom("cards"));
  clock.set(START);
  simulator.reset();
  logged.length = 0;
}

export function text(to: string, content: string): OutboundMessage {
  return { kind: "send-text", to, content };
}

export function approvalCard(title: string): ButtonInteractionCard {
  return {
    card_type: "button_interaction",
    main_title: { title },
    button_list: [{ text: "同意", key: "approve" }],
  };
}

export function sendCard(to: string, cardId: string): OutboundMessage {
  return { kind: "send-card", to, cardId, card: approvalCard("待审批") };
}

export function updateCard(
  to: string,
  cardId: string,
  given: { responseCode?: string; title?: string } = {},
): OutboundMessage {
  const { responseCode, title = "已同意" } = given;
  return {
    kind: "update-card",
    to,
    cardId,
    code: responseCode === undefined ? { origin: "send" } : { origin: "press", responseCode },
    card: { ...approvalCard(title), replace_text: title },
    otherwise: `${cardId} ${title}`,
  };
}

/** Registers a card that has not been sent yet, as a verb would. */
export async function registerCard(
  { db, clock }: ChatWorld,
  to: string,
  cardId: string,
): Promise<void> {
  await change(
    db,
    sqlFor.insertInto("cards").values({
      id: cardId,
      task_id: cardId.split("@")[0] ?? "",
      case_id: 1,
      to_userid: to,
      made_at: clock.now(),
      shown_hash: "0".repeat(64),
    }),
  );
}

/** One card for Li: sent as a verb and the sender send it, how it looks to her, and how its rows stand. */
export function cardForLi(world: ChatWorld, cardId: CardId) {
  return {
    send: async (): Promise<void> => {
      await registerCard(world, "li", cardId);
      await world.queue(sendCard("li", cardId));
      await untilQuiet([world.sender()]);
    },
    title: (): unknown => (world.cardOf(cardId)?.shown["main_title"] as { title?: unknown })?.title,
    stateOf: async (place = 0): Promise<string | undefined> => (await world.rows())[place]?.state,
  };
}
