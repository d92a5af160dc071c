import type { Clock } from "../lib/clock.ts";

/**
 * At most `max` uses of `key` in the time of `buckets` buckets. Uses are counted per bucket, so one bucket more
 * than the platform's window must be counted: the platform discards silently what is a moment too early.
 */
export interface Limit {
  key: string;
  max: number;
  bucketMs: number;
  buckets: number;
  /** Moves the edges of the buckets; a natural day in Shanghai begins 8 h before that of UTC. */
  shiftMs: number;
}

/** Counts uses of limited things. */
export interface Budget {
  /** Takes one of each limit, or none. Returns 0 when taken, else how long to wait, in milliseconds. */
  take(limits: readonly Limit[]): Promise<number>;
}

/** Number of the bucket in which a moment lies. */
export function bucketAt(limit: Limit, atMs: number): number {
  return Math.floor((atMs + limit.shiftMs) / limit.bucketMs);
}

/** How long until bucket `oldest` no longer counts; at least 1 ms. */
export function waitMs(limit: Limit, { oldest, atMs }: { oldest: number; atMs: number }): number {
  const freeAtMs = (oldest + limit.buckets) * limit.bucketMs - limit.shiftMs;
  return Math.max(freeAtMs - atMs, 1);
}

export interface MemoryBudget extends Budget {
  /** The same at once, for callers that must not be interrupted. */
  takeNow(limits: readonly Limit[], atMs: number): number;
  /** Undoes what `takeNow` took at that moment. */
  giveBack(limits: readonly Limit[], atMs: number): void;
}

type Uses = Map<number, number>;

const KEYS_BEFORE_SWEEP = 5_000;

/** Counts in this process only. */
export function createMemoryBudget(clock: Clock): MemoryBudget {
  const used = new Map<string, Uses>();
  const takeNow = (limits: readonly Limit[], atMs: number): number => {
    const waits = limits.map((limit) => waitFor(limit, recent(used, limit, atMs), atMs));
    const longestMs = Math.max(0, ...waits);
    if (longestMs === 0) limits.forEach((limit) => add(used, limit, { atMs, by: 1 }));
    return longestMs;
  };
  return {
    takeNow,
    take: async (limits) => takeNow(limits, clock.now().getTime()),
    giveBack: (limits, atMs) => limits.forEach((limit) => add(used, limit, { atMs, by: -1 })),
  };
}

function waitFor(limit: Limit, uses: Uses, atMs: number): number {
  const count = [...uses.values()].reduce((sum, each) => sum + each, 0);
  if (count < limit.max) return 0;
  return waitMs(limit, { oldest: Math.min(...uses.keys()), atMs });
}

/** The buckets that still count; the others are forgotten. */
function recent(used: Map<string, Uses>, limit: Limit, atMs: number): Uses {
  const uses = used.get(limit.key) ?? new Map<number, number>();
  const now = bucketAt(limit, atMs);
  for (const [bucket, count] of uses) {
    if (bucket <= now - limit.buckets || bucket > now || count <= 0) uses.delete(bucket);
  }
  return uses;
}

function add(
  used: Map<string, Uses>,
  limit: Limit,
  { atMs, by }: { atMs: number; by: 1 | -1 },
): void {
  const uses = used.get(limit.key) ?? new Map<number, number>();
  const bucket = bucketAt(limit, atMs);
  uses.set(bucket, Math.max(0, (uses.get(bucket) ?? 0) + by));
  used.delete(limit.key);
  used.set(limit.key, uses);
  // The keys used longest ago come first; every window has passed for them long since.
  if (used.size > KEYS_BEFORE_SWEEP) used.delete(used.keys().next().value ?? limit.key);
}
