// How many random lives are played: few with every change, many at night, then from a seed that can be told.
const { RANDOM_LIVES, NIGHTLY, SEED } = process.env;

interface Runs {
  numRuns: number;
  seed?: number;
}

const seed = SEED === undefined ? {} : { seed: Number(SEED) };

/** Lives of an approval, without any server. */
export function livesToPlay(usually: number): Runs {
  return { numRuns: RANDOM_LIVES === undefined ? usually : Number(RANDOM_LIVES), ...seed };
}

/** Schedules against real servers. The gate plays the same ones every time. */
export function schedulesToPlay(usual: { numRuns: number; seed: number }): Runs {
  return NIGHTLY === undefined ? usual : { numRuns: Number(NIGHTLY), ...seed };
}
