import type { Clock } from "../lib/clock.ts";

/** What processes share; may be lost at any time. A rejection is treated as "away", never as a failure. */
export interface TokenCache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Takes the lock for at most `ttlMs`; returns its release, or undefined while another process holds it. */
  lock(key: string, ttlMs: number): Promise<(() => Promise<void>) | undefined>;
}

interface Entry {
  value: string;
  untilMs: number;
}

/** A cache for one process: tests, the demo, and machines without a shared store. */
export function createMemoryTokenCache(clock: Clock): TokenCache {
  const entries = new Map<string, Entry>();
  const read = (key: string): string | undefined => {
    const entry = entries.get(key);
    return entry !== undefined && entry.untilMs > clock.now().getTime() ? entry.value : undefined;
  };
  const write = (key: string, value: string, ttlMs: number): void => {
    entries.set(key, { value, untilMs: clock.now().getTime() + ttlMs });
  };
  return {
    get: async (key) => read(key),
    set: async (key, value, ttlMs) => write(key, value, ttlMs),
    lock: async (key, ttlMs) => {
      if (read(key) !== undefined) return undefined;
      write(key, "locked", ttlMs);
      return async () => {
        entries.delete(key);
      };
    },
  };
}
