import type { HttpParts } from "../../../src/http/server.ts";
import type { Hold } from "../../../src/http/hold-while-away.ts";
import { createTurnstile } from "../../../src/http/turnstile.ts";
import { createLog } from "../../../src/lib/log.ts";
import { createMetrics } from "../../../src/lib/metrics.ts";
import type { EnvelopeConfig } from "../../../src/wecom/envelope.ts";
import { buildBureau, november } from "../../support/build.ts";

export const SESSION_SECRET = "0123456789abcdef0123456789abcdef";
export const API_KEY = "marketing-system-key-000000000001";
export const METRICS_TOKEN = "metrics-token-0000000000000000001";
export const NOW = november(23, "14:03:00");

/** Keys made up for tests. */
export const CALLBACK: EnvelopeConfig = {
  tokens: ["testToken"],
  aesKeys: ["abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"],
  receiveId: "wwcorp0000000001",
  agentId: "1000002",
  freshnessMs: 300_000,
};

export const CONTACTS: EnvelopeConfig = {
  tokens: ["contactsToken"],
  aesKeys: ["GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba"],
  receiveId: "wwcorp0000000001",
  freshnessMs: 300_000,
};

/** Gives up as soon as an action has failed once: the budget is spent before the first pause is over. */
const noHold: Hold = {
  budgetMs: 4_300,
  stepMs: 100,
  turnstile: createTurnstile({ width: 1_000, patienceMs: 0 }),
  startTimer: (ms, ring) => {
    const turn = ms === 4_300 ? setImmediate(ring) : undefined;
    return () => clearImmediate(turn);
  },
};

export const EMPTY_LIST = {
  entries: [],
  waiting: 0,
  questions: [],
  unread: 0,
  batchable: new Set<never>(),
  next: undefined,
  asOf: NOW,
};

const done = { result: "done" as const, code: "done" };

async function* noBytes(): AsyncGenerator<Uint8Array> {}

/** Parts of an HTTP side in which every action succeeds and does nothing; each test changes what it is about. */
export function buildParts(changes: Partial<HttpParts> = {}): HttpParts {
  return {
    verbs: {
      decideTask: () => Promise.resolve(done),
      answerQuestion: () => Promise.resolve(done),
      replyHint: () => Promise.resolve(done),
      acknowledge: () => Promise.resolve(done),
      openCase: () => Promise.reject(new Error("openCase is not part of this test")),
      previewDocument: () => Promise.reject(new Error("previewDocument is not part of this test")),
      submitDocument: () => Promise.reject(new Error("submitDocument is not part of this test")),
      listLeave: () => Promise.resolve([]),
      offerLeave: () => Promise.resolve({ ok: false, refusal: { code: "self" } }),
      acceptLeave: () => Promise.resolve({ ok: false, refusal: { code: "not-open" } }),
      endLeave: () => Promise.resolve({ ok: false, refusal: { code: "not-open" } }),
      notePresence: () => Promise.resolve(),
      tellMoved: () => Promise.resolve(done),
      endSession: () => Promise.resolve(),
      isSessionEnded: () => Promise.resolve(false),
      lookUpCase: () => Promise.resolve(undefined),
      listWork: () => Promise.resolve(EMPTY_LIST),
      listCopies: () => Promise.resolve(EMPTY_LIST),
      readCopies: () => Promise.resolve(),
      listSubmissions: () => Promise.resolve(EMPTY_LIST),
      decideOnPage: () => Promise.resolve({ result: "done", code: "approve", refusal: undefined }),
      listPhrases: () => Promise.resolve([]),
      addPhrase: () => Promise.resolve(undefined),
      removePhrase: () => Promise.resolve(),
      planTogether: () => Promise.resolve({ items: [], left: [], asOf: NOW }),
      approveTogether: () => Promise.resolve([]),
      issueSheet: () => Promise.resolve(undefined),
      actOnPage: () => Promise.resolve({ result: "done", code: "withdraw", refusal: undefined }),
      uploadAttachment: () => Promise.resolve({ ok: false, why: "empty" }),
      listWaitingFiles: () => Promise.resolve([]),
      findAttachment: () => Promise.resolve(undefined),
      openAttachment: () => Promise.resolve(undefined),
      readAttachment: () => noBytes(),
    },
    refusalWords: (refusal) => `被拒绝：${refusal.code}`,
    bureau: buildBureau(),
    clock: { now: () => NOW },
    log: createLog("silent"),
    failpoint: async () => undefined,
    metrics: createMetrics(),
    metricsToken: METRICS_TOKEN,
    isMysqlUp: () => Promise.resolve(true),
    isRedisUp: () => Promise.resolve(true),
    refreshMetrics: () => Promise.resolve(),
    callback: CALLBACK,
    contacts: CONTACTS,
    hold: noHold,
    apiKeys: [{ name: "marketing", key: API_KEY }],
    login: { corpId: "wwcorp0000000001", agentId: 1_000_002, wecomApiUrl: "http://127.0.0.1:1" },
    getLoginUser: () => Promise.resolve("zhangwei"),
    sessionSecret: SESSION_SECRET,
    attachmentLimits: { maxBytes: 1_000, maxCount: 2 },
    sheetPublicKey: undefined,
    printPdf: undefined,
    publicUrl: "http://bureau.test",
    ...changes,
  };
}
