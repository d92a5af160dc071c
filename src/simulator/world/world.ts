// world: everything the simulated enterprise holds, and what changes it.
// Must not know HTTP, XML or the page.
import { randomBytes } from "node:crypto";
import { systemClock } from "../../lib/clock.ts";
import type { Push } from "../callback/push-record.ts";
import type { JsonObject } from "../json.ts";
import type { AppSettings, Behaviour, SimulatorSettings } from "../settings.ts";
import { DEFAULT_BEHAVIOUR } from "../settings.ts";
import type { SimClock } from "../sim-clock.ts";
import { createSimClock } from "../sim-clock.ts";
import type { Fault } from "./fault.ts";
import type { Journal } from "./journal.ts";
import { createJournal } from "./journal.ts";
import type { DueWork, MediaFile, Tag } from "./stored.ts";

/** A member and his phone. `userid` keeps its spelling (an administrator may change it once); look-ups ignore case. */
export interface Member {
  userid: string;
  readonly name: string;
  readonly department: string;
  readonly position: string;
  readonly mobile: string;
  readonly email: string;
  /** 1 active, 5 left the enterprise. */
  status: 1 | 5;
  /** The chat that is open on his phone; undefined = the list of chats. */
  openChat: string | undefined;
  /** Per chat: how many entries he has seen. */
  readonly seen: Map<string, number>;
}

export interface App extends AppSettings {
  menu: readonly JsonObject[];
  /** Changes when members enter or leave the visible range. */
  visibleTo?: readonly string[];
}

/** A conversation as one phone shows it (app) or as all its members see it (group, webhook). */
export interface Chat {
  readonly chatId: string;
  readonly kind: "app" | "group" | "webhook";
  name: string;
  readonly agentId?: number;
  owner?: string;
  /** Everybody who is entered later joins too. */
  readonly isForEverybody?: boolean;
  members: string[];
  readonly entries: Entry[];
}

/** One bubble or card. */
export interface Entry {
  readonly entryId: string;
  readonly chatId: string;
  readonly atMs: number;
  readonly from: "app" | "member" | "webhook" | "system";
  readonly userid?: string;
  readonly msgtype: string;
  readonly content: JsonObject;
  readonly msgid?: string;
  readonly card?: Card;
  /** Members (lower case) whose copy was discarded silently. */
  readonly hiddenFor?: readonly string[];
  recalled: boolean;
}

/** One member's copy of a card that calls back or can be updated. */
export interface Card {
  readonly cardId: string;
  readonly msgid: string;
  readonly agentId: number;
  userid: string;
  readonly taskId: string;
  /** What the phone shows now. */
  shown: JsonObject;
  /** Text on the greyed buttons after a button update. */
  greyedAs: string | undefined;
  /** The key he pressed last. */
  pressedKey: string | undefined;
  presses: number;
  readonly updates: {
    readonly atMs: number;
    readonly how: "button" | "template_card" | "passive";
  }[];
}

/** A message as its sender knows it. */
export interface SentMessage {
  readonly msgid: string;
  readonly agentId: number;
  readonly atMs: number;
  readonly msgtype: string;
  readonly content: JsonObject;
  recipients: readonly string[];
  /** Recipients whose copy was discarded silently (frequency). */
  readonly droppedFor: readonly string[];
  /** Lengths beyond what phones show; no error on the real server either. */
  readonly advice: readonly string[];
  readonly taskId?: string;
  recalled: boolean;
}

/** A licence to change a card once, within 72 hours. */
export interface ResponseCode {
  readonly code: string;
  readonly msgid: string;
  readonly agentId: number;
  readonly issuedAtMs: number;
  readonly origin: "send" | "click";
  readonly userid?: string;
  usedAtMs: number | undefined;
}

export interface Token {
  readonly token: string;
  readonly agentId: number;
  readonly expiresAtMs: number;
}

export interface OauthCode {
  readonly code: string;
  /** Undefined for a visitor who is no member. */
  readonly userid: string | undefined;
  /** The member has consented to give his private data. */
  readonly isPrivate: boolean;
  readonly issuedAtMs: number;
  used: boolean;
}

/** A copy that the real server would have discarded without telling the sender. */
export interface Drop {
  readonly atMs: number;
  readonly userid: string;
  readonly agentId: number;
  readonly msgid: string;
  readonly why:
    | "30-per-minute"
    | "1000-per-hour"
    | "200-group-messages-per-minute"
    | "10000-group-messages-per-day"
    | "fault";
}

export interface ApiCallRecord {
  readonly atMs: number;
  readonly api: string;
  readonly errcode: number | undefined;
  readonly fault: string | undefined;
  readonly request: unknown;
}

/** What `reset` starts afresh. */
export interface WorldState {
  behaviour: Behaviour;
  members: Map<string, Member>;
  apps: Map<number, App>;
  webhooks: Map<string, string>;
  chats: Map<string, Chat>;
  cards: Map<string, Card>;
  /** The copies of each message, by msgid. */
  copies: Map<string, Card[]>;
  messages: Map<string, SentMessage>;
  taskIds: Map<string, string>;
  codes: Map<string, ResponseCode>;
  tokens: Map<string, Token>;
  wrongSecrets: Map<string, { count: number; bannedUntilMs: number }>;
  oauthCodes: Map<string, OauthCode>;
  /** Tickets for a member's private data. */
  userTickets: Map<string, { readonly userid: string; readonly issuedAtMs: number }>;
  tags: Map<number, Tag>;
  media: Map<string, MediaFile>;
  /** What waits for the clock, see `world/due-work.ts`. */
  dueWork: DueWork[];
  sentBodies: Map<string, { readonly atMs: number; readonly reply: JsonObject }>;
  /** Moments of use per limited thing, newest last. */
  usage: Map<string, number[]>;
  counters: Map<string, { calls: number; failed: number }>;
  recentCalls: ApiCallRecord[];
  drops: Drop[];
  faults: Fault[];
  pushes: Push[];
  /** Pushes kept back by a reorder fault until the next one has gone out. */
  heldPushes: Push[];
}

export interface World extends WorldState {
  readonly settings: SimulatorSettings;
  readonly clock: SimClock;
  readonly journal: Journal;
  readonly randomBytes: (size: number) => Buffer;
  /** A new id: readable prefix, increasing number, random tail. */
  newId(prefix: string): string;
}

function createState(settings: SimulatorSettings): WorldState {
  return {
    behaviour: { ...DEFAULT_BEHAVIOUR, ...settings.behaviour },
    members: new Map(),
    apps: new Map(settings.apps.map((app) => [app.agentId, { ...app, menu: [] }])),
    webhooks: new Map(),
    chats: new Map(),
    cards: new Map(),
    copies: new Map(),
    messages: new Map(),
    taskIds: new Map(),
    codes: new Map(),
    tokens: new Map(),
    wrongSecrets: new Map(),
    oauthCodes: new Map(),
    userTickets: new Map(),
    tags: new Map(),
    media: new Map(),
    dueWork: [],
    sentBodies: new Map(),
    usage: new Map(),
    counters: new Map(),
    recentCalls: [],
    drops: [],
    faults: [],
    pushes: [],
    heldPushes: [],
  };
}

/** Makes an enterprise with its apps and no members yet. */
export function createWorld(settings: SimulatorSettings): World {
  const clock = createSimClock(settings.clock ?? systemClock);
  const random = settings.randomBytes ?? randomBytes;
  let sequence = 0;
  return {
    ...createState(settings),
    settings,
    clock,
    journal: createJournal(clock.nowMs),
    randomBytes: random,
    newId(prefix) {
      sequence += 1;
      return `${prefix}${sequence}-${random(9).toString("base64url")}`;
    },
  };
}

/** Forgets everything that happened; members must be entered again, the clock runs true again. */
export function clearWorld(world: World): void {
  Object.assign(world, createState(world.settings));
  world.clock.freeze(false);
  world.clock.setOffset(0);
}
