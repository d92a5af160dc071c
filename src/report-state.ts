import type { Clock } from "./lib/clock.ts";
import type { Metrics } from "./lib/metrics.ts";
import { readCardTruth, type CardTruth } from "./store/card-truth.ts";
import { DatabaseAway, type Db } from "./store/db.ts";
import { lastTickAt } from "./store/ticks.ts";

export interface StateParts {
  db: Db;
  clock: Clock;
  metrics: Pick<Metrics, "setUp" | "setLastTickMs" | "setCardTruth">;
  isRedisUp: () => Promise<boolean>;
}

/**
 * Makes what brings the figures of the whole service up to date: servers, last tick, card truth.
 * While MySQL is away the card truth stays and the last tick goes on ageing; until the first tick it is
 * as old as this process.
 */
export function stateReporter({ db, clock, metrics, isRedisUp }: StateParts): () => Promise<void> {
  let tickedAt = clock.now();
  return async () => {
    metrics.setUp("redis", await isRedisUp());
    const state = await stateUnlessAway(db, clock);
    metrics.setUp("mysql", state !== undefined);
    tickedAt = state?.tickedAt ?? tickedAt;
    metrics.setLastTickMs(clock.now().getTime() - tickedAt.getTime());
    if (state !== undefined) metrics.setCardTruth(ratioOf(state.truth));
  };
}

/** Tasks that ask are in question, each with its card, and cards of ended tasks while their last face is unsent. */
export function ratioOf({ asked, unseen, outdatedAsking, outdatedEnded }: CardTruth): number {
  const inQuestion = asked + outdatedEnded;
  if (inQuestion === 0) return 1;
  return Math.max(0, 1 - (unseen + outdatedAsking + outdatedEnded) / inQuestion);
}

interface State {
  tickedAt: Date | undefined;
  truth: CardTruth;
}

async function stateUnlessAway(db: Db, clock: Clock): Promise<State | undefined> {
  try {
    return { tickedAt: await lastTickAt(db), truth: await readCardTruth(db, clock.now()) };
  } catch (error) {
    if (error instanceof DatabaseAway) return undefined;
    throw error;
  }
}
