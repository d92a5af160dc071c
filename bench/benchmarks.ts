import type { Bars } from "./bar.ts";
import { decisions } from "./bars/decisions.ts";
import type { Place } from "./support/place.ts";

export interface Benchmark {
  name: string;
  /** Names of the bars that it answers. */
  bars: readonly string[];
  run(place: Place): Promise<Bars>;
}

/** Every benchmark, in the order of running. */
export const BENCHMARKS: readonly Benchmark[] = [
  { name: "decisions", bars: ["decisions-16", "decisions-64"], run: decisions },
];
