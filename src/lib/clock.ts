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
