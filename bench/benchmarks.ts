import type { Bars } from "./bar.ts";
import { burst } from "./bars/burst.ts";
import { decisions } from "./bars/decisions.ts";
import { drain } from "./bars/drain.ts";
import { dueCases } from "./bars/due-cases.ts";
import { envelope } from "./bars/envelope.ts";
import { limits } from "./bars/limits.ts";
import { longCase } from "./bars/long-case.ts";
import { memory } from "./bars/memory.ts";
import { nextCard } from "./bars/next-card.ts";
import { roundTrips } from "./bars/round-trips.ts";
import { startUp } from "./bars/start-up.ts";
import { steady } from "./bars/steady.ts";
import { todoList } from "./bars/todo-list.ts";
import { together } from "./bars/together.ts";
import type { Place } from "./support/place.ts";

export interface Benchmark {
  name: string;
  /** Names of the bars that it answers. */
  bars: readonly string[];
  run(place: Place): Promise<Bars>;
}

/** Every benchmark, in the order of running. */
export const BENCHMARKS: readonly Benchmark[] = [
  { name: "start", bars: ["start-up", "memory-idle"], run: startUp },
  { name: "decisions", bars: ["decisions-16", "decisions-64"], run: decisions },
  { name: "round-trips", bars: [], run: roundTrips },
  { name: "together", bars: ["one-case-sixteen-signers"], run: together },
  { name: "long-case", bars: [], run: longCase },
  {
    name: "steady",
    bars: ["steady-p50", "steady-p99", "steady-worst", "steady-not-200", "event-loop-delay"],
    run: steady,
  },
  {
    name: "burst",
    bars: ["burst-slowest-answer", "burst-unanswered", "burst-recovery"],
    run: burst,
  },
  { name: "envelope", bars: ["envelope-cpu"], run: envelope },
  { name: "due-cases", bars: ["due-cases-growth", "nothing-due"], run: dueCases },
  { name: "todo-list", bars: [], run: todoList },
  { name: "drain", bars: ["outbox-drain"], run: drain },
  { name: "limits", bars: ["allowed-rate-used", "calls-over-the-limit"], run: limits },
  { name: "next-card", bars: [], run: nextCard },
  { name: "memory", bars: ["memory-after-callbacks"], run: memory },
];
