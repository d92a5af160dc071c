import type { Deps } from "../actions/deps.ts";
import type { Config } from "../config/config.ts";
import type { Turnstile } from "../http/turnstile.ts";
import { personOf } from "../domain/people/organisation.ts";
import { SECOND_MS } from "../lib/clock.ts";
import type { Metrics } from "../lib/metrics.ts";
import { digestOf } from "../messages/digest.ts";
import { openLimiter } from "../outbox/open-limiter.ts";
import { createSender, type Sender } from "../outbox/sender.ts";
import { withClaimPoint, withStopPoints } from "../outbox/stop-points.ts";
import type { RedisLink } from "../store/redis.ts";
import type { WecomClient } from "../wecom/client.ts";

export interface SenderParts {
  deps: Deps;
  api: WecomClient;
  redis: RedisLink | undefined;
  metrics: Metrics;
  /** Where callbacks wait. */
  turnstile: Turnstile;
}

/** So long the way out waits while callbacks stand in line: WeCom gives them five seconds, messages have more. */
const GIVE_WAY_MS = SECOND_MS;

/** The way out, within the frequencies that the platform allows this app. */
export function openSender(
  config: Config,
  { deps, api, redis, metrics, turnstile }: SenderParts,
): Sender {
  const { db, clock, log, failpoint } = deps;
  const { corpId, agentId } = config.wecom;
  const { organisation } = config.bureau;
  const limiter = openLimiter({
    redis,
    clock,
    log,
    metrics,
    scope: `${corpId}:${agentId}`,
    accounts: organisation.people.length,
  });
  return createSender({
    db,
    clock,
    api: withStopPoints(api, failpoint),
    limiter: withClaimPoint(limiter, failpoint),
    isListed: (userid) => personOf(organisation, userid) !== undefined,
    digest: (texts, now) => digestOf(texts, { now, publicUrl: config.publicUrl }),
    log,
    metrics,
    giveWay: () => turnstile.lull(GIVE_WAY_MS),
  });
}
