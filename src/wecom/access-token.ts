import { setTimeout as pauseFor } from "node:timers/promises";
import type { Clock } from "../lib/clock.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/clock.ts";
import { WecomApiError } from "./errcodes.ts";
import type { TokenCache } from "./token-cache.ts";

/** A token as gettoken gives it. */
export interface IssuedToken {
  token: string;
  expiresInSec: number;
}

export interface AccessTokens {
  /** A token that should be good; from memory, from the shared cache or from WeCom. */
  current(): Promise<string>;
  /** Another token than the one WeCom refused. */
  renew(refused: string): Promise<string>;
}

export interface AccessTokenOptions {
  cache: TokenCache;
  /** Name of this app's token in the shared cache. */
  cacheKey: string;
  clock: Clock;
  /** @throws WecomApiError */
  issue(): Promise<IssuedToken>;
  /** Waits while another process fetches the token. */
  pause?(durationMs: number): Promise<unknown>;
}

interface HeldToken {
  token: string;
  expiresAtMs: number;
}

const LOCK_TTL_MS = 15 * SECOND_MS;
const LOCK_POLL_MS = 100;
const LOCK_POLLS = 50;
/** Share of the validity that is used. @source wecom:91039: early invalidation is possible. */
const USED_SHARE = 0.9;
/** Repeated wrong secrets ban the caller's address for an hour. @source wecom:90313 (45009) */
const REFUSED_PAUSE_MS = MINUTE_MS;

/** Keeps the app's access token: one fetch at a time in this process and, through the cache's lock, in all. */
export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const { clock } = options;
  let held: HeldToken | undefined;
  let lastRefused: string | undefined;
  let flight: Promise<HeldToken> | undefined;
  let refusal: { error: WecomApiError; untilMs: number } | undefined;

  const isGood = (candidate: HeldToken): boolean =>
    candidate.token !== lastRefused && candidate.expiresAtMs > clock.now().getTime();

  const issueOnce = async (): Promise<HeldToken> => {
    if (refusal !== undefined && refusal.untilMs > clock.now().getTime()) throw refusal.error;
    try {
      const issued = await issueInto(options);
      // WeCom may issue the refused token again; to doubt it then would mean one fetch per call.
      lastRefused = undefined;
      return issued;
    } catch (error) {
      if (error instanceof WecomApiError && error.reaction === "stop-app") {
        refusal = { error, untilMs: clock.now().getTime() + REFUSED_PAUSE_MS };
      }
      throw error;
    }
  };

  const current = async (): Promise<string> => {
    if (held === undefined || !isGood(held)) {
      flight ??= shareOrIssue(options, isGood, issueOnce).finally(() => (flight = undefined));
      held = await flight;
    }
    return held.token;
  };

  return {
    current,
    renew: (refused) => {
      lastRefused = refused;
      return current();
    },
  };
}

/** The token another process put into the cache, or a new one, fetched by whoever gets the lock. */
async function shareOrIssue(
  options: AccessTokenOptions,
  isGood: (candidate: HeldToken) => boolean,
  issue: () => Promise<HeldToken>,
): Promise<HeldToken> {
  const pause = options.pause ?? pauseFor;
  for (let poll = 0; poll < LOCK_POLLS; poll += 1) {
    const shared = await readShared(options);
    if (shared !== undefined && isGood(shared)) return shared;
    const release = await takeLock(options);
    if (release !== undefined) {
      return underLock(release, async () => {
        const late = await readShared(options);
        return late !== undefined && isGood(late) ? late : issue();
      });
    }
    await pause(LOCK_POLL_MS);
  }
  // The holder is stuck: a second fetch is better than none.
  return issue();
}

type Release = () => Promise<void>;

/** Without the shared cache nobody is waited for: this process then fetches alone. */
function takeLock({ cache, cacheKey }: AccessTokenOptions): Promise<Release | undefined> {
  return whenAway(cache.lock(`${cacheKey}:lock`, LOCK_TTL_MS), async () => undefined);
}

async function underLock(release: Release, job: () => Promise<HeldToken>): Promise<HeldToken> {
  try {
    return await job();
  } finally {
    await whenAway(release(), undefined);
  }
}

async function readShared({ cache, cacheKey }: AccessTokenOptions): Promise<HeldToken | undefined> {
  return parseHeld(await whenAway(cache.get(cacheKey), undefined));
}

async function issueInto({
  cache,
  cacheKey,
  clock,
  issue,
}: AccessTokenOptions): Promise<HeldToken> {
  const { token, expiresInSec } = await issue();
  const ttlMs = Math.floor(expiresInSec * SECOND_MS * USED_SHARE);
  const held = { token, expiresAtMs: clock.now().getTime() + ttlMs };
  await whenAway(cache.set(cacheKey, JSON.stringify(held), ttlMs), undefined);
  return held;
}

function parseHeld(text: string | undefined): HeldToken | undefined {
  if (text === undefined) return undefined;
  try {
    const { token, expiresAtMs } = JSON.parse(text) as Partial<HeldToken>;
    const isHeld = typeof token === "string" && typeof expiresAtMs === "number";
    return isHeld ? { token, expiresAtMs } : undefined;
  } catch {
    // Not ours: as good as absent.
    return undefined;
  }
}

/** The cache holds only what may be lost, so its absence costs a call and is no fault here. */
async function whenAway<T>(answer: Promise<T>, instead: T): Promise<T> {
  try {
    return await answer;
  } catch {
    return instead;
  }
}
