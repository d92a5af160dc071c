// What an input costs: the processor time of the thread that answers, without what the engine does for itself meanwhile.
import { readFileSync } from "node:fs";
import { constants, PerformanceObserver, type PerformanceEntry } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

const NS_PER_MS = 1e6;
/** An act that lasts longer than this has waited; service, simulator and tests go about their business meanwhile. */
const WAITING_MS = 1_000;

/**
 * Processor time in ms that the main thread uses for `act`. Compilers and collectors on threads of their own do not count,
 * nor do full collections (they come when the heap of all tests before has grown, whoever is asking just then), nor what
 * the thread does anyway while an act waits for seconds.
 */
export async function cpuTimeOf<T>(act: () => Promise<T>): Promise<{ result: T; cpuMs: number }> {
  const fullCollections = watchFullCollections();
  try {
    const [begunMs, begunAt] = [mainThreadMs(), performance.now()];
    const result = await act();
    const usedMs = mainThreadMs() - begunMs;
    const lastedMs = performance.now() - begunAt;
    const ownMs = usedMs - (await fullCollections.totalMs());
    return { result, cpuMs: lastedMs < WAITING_MS ? ownMs : ownMs - (await idleMs(lastedMs)) };
  } finally {
    fullCollections.stop();
  }
}

/** What the thread uses in such a time when nobody asks anything, by what it uses in a second. */
async function idleMs(lastingMs: number): Promise<number> {
  const begunMs = mainThreadMs();
  await wait(WAITING_MS);
  return ((mainThreadMs() - begunMs) * lastingMs) / WAITING_MS;
}

/** The kernel's account of the thread in which JavaScript runs. @source proc_pid_schedstat(5), first figure, in ns */
function mainThreadMs(): number {
  return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / NS_PER_MS;
}

interface GcEntry extends PerformanceEntry {
  detail: { kind: number };
}

function watchFullCollections() {
  let totalMs = 0;
  const count = (entries: readonly PerformanceEntry[]): void => {
    for (const entry of entries) {
      const { kind } = (entry as GcEntry).detail;
      if (kind === constants.NODE_PERFORMANCE_GC_MAJOR) totalMs += entry.duration;
    }
  };
  const observer = new PerformanceObserver((list) => count(list.getEntries()));
  observer.observe({ entryTypes: ["gc"] });
  return {
    totalMs: async (): Promise<number> => {
      // Node tells of a collection with the next turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      count(observer.takeRecords());
      return totalMs;
    },
    stop: () => observer.disconnect(),
  };
}
