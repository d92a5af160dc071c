// The rules of the house as tables: who may import whom, which package lives where, which words are banned.
// Must not contain any checking.

export interface LayerRule {
  /** Path prefixes below the project, without ending; `domain/` alone means the files standing directly in it. */
  readonly may: readonly string[];
  /** Prefixes of which only types may be imported. */
  readonly mayTypes?: readonly string[];
}

/** The domain from its ground up: a room may use those before it. */
const GROUND = ["src/domain/", "src/domain/time", "src/domain/people"];
const MATTER = ["src/domain/case", "src/domain/approval"];
const RULES = ["src/domain/leave", "src/domain/automatic"];
const DEEDS = ["src/domain/verbs", "src/domain/clock", "src/domain/audit", "src/domain/asking"];
const DOMAIN = [...GROUND, ...MATTER, ...RULES, ...DEEDS];
const EVERYTHING = ["src", "scripts", "test", "bench"];

/** The first row whose name is a prefix of a file's path rules that file. A row may always import itself. */
export const LAYERS: Readonly<Record<string, LayerRule>> = {
  "src/lib": { may: [] },
  "src/domain/time": { may: ["src/lib", "src/domain/ids"] },
  "src/domain/case": { may: ["src/lib", ...GROUND] },
  "src/domain/approval": { may: ["src/lib", ...GROUND] },
  "src/domain/leave": { may: ["src/lib", ...GROUND, "src/domain/approval"] },
  "src/domain/automatic": { may: ["src/lib", ...GROUND, ...MATTER] },
  "src/domain/people": { may: ["src/lib", ...GROUND, ...MATTER, "src/domain/leave"] },
  "src/domain/verbs": { may: ["src/lib", ...GROUND, ...MATTER, ...RULES] },
  "src/domain/asking": { may: ["src/lib", ...GROUND, ...MATTER] },
  "src/domain/clock": { may: ["src/lib", ...GROUND, ...MATTER, ...RULES, "src/domain/verbs"] },
  "src/domain/audit": { may: ["src/lib", ...GROUND, ...MATTER, "src/domain/verbs"] },
  "src/domain": { may: ["src/lib", ...GROUND, ...MATTER, ...RULES] },
  "src/wecom": { may: ["src/lib"] },
  "src/printing": { may: ["src/lib"] },
  "src/store": { may: ["src/lib", ...DOMAIN] },
  "src/messages": {
    may: ["src/lib", ...DOMAIN, "src/wecom/wire", "src/wecom/outbound", "src/wecom/text-limits"],
  },
  "src/actions": {
    may: ["src/lib", ...DOMAIN, "src/store", "src/messages"],
    mayTypes: ["src/wecom/outbound"],
  },
  "src/http/views": {
    may: ["src/lib", ...DOMAIN, "src/http/", "src/http/pages", "src/http/session", "src/messages"],
  },
  "src/http/callback": {
    may: ["src/lib", ...DOMAIN, "src/http/", "src/wecom", "src/actions", "src/messages/action-key"],
  },
  "src/http/session": { may: ["src/lib", ...DOMAIN, "src/http/", "src/http/views"] },
  "src/http/api": {
    may: ["src/lib", ...DOMAIN, "src/http/", "src/http/session", "src/http/views", "src/actions"],
  },
  "src/http/pages": {
    may: ["src/lib", ...DOMAIN, "src/http/", "src/http/session", "src/http/views", "src/actions"],
    mayTypes: ["src/printing"],
  },
  "src/http": {
    may: ["src/lib", ...DOMAIN, "src/wecom", "src/messages/action-key", "src/actions"],
    mayTypes: ["src/printing"],
  },
  "src/outbox": { may: ["src/lib", "src/store", "src/wecom"] },
  "src/simulator": {
    may: [
      "src/lib",
      "src/wecom/wire",
      "src/wecom/errcodes",
      "src/wecom/signature",
      "src/wecom/crypto",
      "src/wecom/envelope",
    ],
  },
  "src/doctor": {
    may: [
      "src/lib",
      ...DOMAIN,
      "src/config",
      "src/store",
      "src/wecom",
      "src/messages",
      "src/printing",
    ],
  },
  "src/pump": { may: ["src/lib"] },
  "src/schedule": { may: ["src/lib", "src/actions"] },
  "src/config": { may: ["src/lib", ...DOMAIN] },
  "src/keep-time": { may: ["src/lib", "src/store"] },
  "src/report-state": { may: ["src/lib", "src/store"] },
  "src/main": { may: ["src/app", "src/config", "src/doctor", "src/keep-time", "src/lib"] },
  "src/app": {
    may: [
      "src/lib",
      ...DOMAIN,
      "src/wecom",
      "src/store",
      "src/messages",
      "src/actions",
      "src/http",
      "src/outbox",
      "src/schedule",
      "src/printing",
      "src/pump",
      "src/report-state",
      "src/config",
    ],
  },
  "src/cli": { may: EVERYTHING },
  "test/unit": { may: ["src", "test/support", "scripts"] },
  test: { may: EVERYTHING },
  scripts: { may: EVERYTHING },
  bench: { may: EVERYTHING },
};

/** Imports that no rule of folders can say: from these files, never that. */
export const NEVER: readonly {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}[] = [{ from: "test/unit", to: "test/support/services", why: "unit tests run without servers" }];

/** Package → where it may be imported. A package that is not listed may be imported by nobody in `src`. */
export const PACKAGE_FENCE: Readonly<Record<string, readonly string[]>> = {
  pino: ["src/lib"],
  saxes: ["src/wecom", "src/simulator"],
  undici: ["src/wecom", "src/doctor", "src/simulator"],
  kysely: ["src/store"],
  mysql2: ["src/store"],
  ioredis: ["src/store", "src/outbox"],
  koa: ["src/http", "src/simulator"],
  "@koa/router": ["src/http", "src/simulator"],
  "@fastify/busboy": ["src/http"],
  "raw-body": ["src/http", "src/simulator"],
  preact: ["src/http", "src/simulator"],
  "preact-render-to-string": ["src/http", "src/simulator"],
  zod: ["src/config", "src/http", "src/simulator", "src/cli"],
  yaml: ["src/config", "src/simulator", "src/cli"],
  "node-cron": ["src/schedule"],
  "prom-client": ["src/lib", "src/http", "src/app"],
  commander: ["src/cli"],
  uqr: ["src/http"],
};

/** Layers that may not touch Node's modules either. */
export const NO_NODE_MODULES: readonly string[] = ["src/domain", "src/messages"];

export interface BannedWord {
  readonly pattern: RegExp;
  readonly within: readonly string[];
  readonly except?: readonly string[];
  readonly why: string;
  /** Look into comments and strings as well. */
  readonly anywhere?: boolean;
}

const NODE_ENTRIES = ["src/main", "src/cli", "src/simulator/main"];

export const BANNED_WORDS: readonly BannedWord[] = [
  {
    pattern: /\b(TODO|FIXME|XXX)\b/,
    within: ["src", "test", "scripts", "bench"],
    except: ["scripts/layers/rules"],
    why: "finish it or leave it out",
    anywhere: true,
  },
  { pattern: /\bsetTimeout\s*\(/, within: ["test"], why: "tests do not wait; set the clock" },
  { pattern: /\bsleep\s*\(/, within: ["test"], why: "tests do not wait; set the clock" },
  { pattern: /\.only\s*\(/, within: ["test"], why: "it silences every other test" },
  {
    pattern: /\bDate\.now\b/,
    within: ["src/domain"],
    why: "the domain gets its time as a parameter",
  },
  {
    pattern: /\bnew Date\(\s*\)/,
    within: ["src/domain"],
    why: "the domain gets its time as a parameter",
  },
  { pattern: /(?<![.\w])process\./, within: ["src/domain"], why: "the domain is pure" },
  { pattern: /\basync\b|\bawait\b/, within: ["src/domain"], why: "the domain is synchronous" },
  {
    pattern: /\bMath\.random\b/,
    within: ["src/domain", "src/messages"],
    why: "rules and words are repeatable",
  },
  {
    pattern: /\bprocess\.env\b/,
    within: ["src"],
    except: NODE_ENTRIES,
    why: "the environment is read at the entry points only",
  },
];

/** Folders of `src` of which every file with exported functions has a unit test at the same path. */
export const MIRRORED: readonly string[] = ["src/domain", "src/wecom", "src/messages", "src/lib"];

/** Files without a test of their own, and why that is right. */
export const NO_MIRROR: Readonly<Record<string, string>> = {};
