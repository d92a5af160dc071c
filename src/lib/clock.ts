// lib: small tools that know nothing of the project.
// Must not import any other folder.

/** The one source of "now"; production reads the process clock, tests and the demo set it. */
export interface Clock {
  now(): Date;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const systemClock: Clock = { now: () => new Date() };

/** A clock that can be put right without a jump of the host's clock. */
export interface CorrectedClock extends Clock {
  /** `offsetMs` is what must be added to the host's clock; replaces the one before. */
  correct(offsetMs: number): void;
}

/** The business clock: that of the host, corrected towards the clock that all processes share. */
export function createCorrectedClock(host: Clock = systemClock): CorrectedClock {
  let byMs = 0;
  return {
    now: () => new Date(host.now().getTime() + byMs),
    correct: (offsetMs) => {
      byMs = offsetMs;
    },
  };
}
