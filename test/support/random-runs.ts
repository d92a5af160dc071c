// How many random lives are played: few with every change, many at night, then from a seed that can be told.
const { RANDOM_LIVES, NIGHTLY, SEED } = process.env;

interface Runs {
  numRuns: number;
  seed: number;
  /** What was wrong is told with the life in which it was. */
  includeErrorInReport: true;
}

/** The gate plays the same lives every time. */
const SEED_OF_GATE = 20_261_127;

/** How long a test with lives may take on a busy machine, in ms. */
export const LIVES_TIMEOUT_MS = RANDOM_LIVES === undefined ? 120_000 : 3_600_000;

/** Lives of an approval, without any server. */
export function livesToPlay(usually: number): Runs {
  const numRuns = RANDOM_LIVES === undefined ? usually : Number(RANDOM_LIVES);
  return { numRuns, seed: Number(SEED ?? SEED_OF_GATE), includeErrorInReport: true };
}

/** Schedules against real servers. The gate plays the same ones every time. */
export function schedulesToPlay(usual: { numRuns: number; seed: number }): Runs {
  const { numRuns, seed } =
    NIGHTLY === undefined ? usual : { numRuns: Number(NIGHTLY), seed: Number(SEED ?? usual.seed) };
  return { numRuns, seed, includeErrorInReport: true };
}

/** Races of two verbs on real servers: some with every change, all with the whole fault matrix and at night. */
export function racesToPlay(all: number): { numRuns: number } {
  const isWhole = process.env["FAULTS"] === "all" || NIGHTLY !== undefined;
  return { numRuns: isWhole ? all : Math.ceil(all * SHARE_OF_GATE) };
}

const SHARE_OF_GATE = 0.4;
