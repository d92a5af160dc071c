import type { Config } from "../config/config.ts";
import { bindVerbs } from "../http/pages/bind-verbs.ts";
import type { HttpParts } from "../http/server.ts";
import { refusalText } from "../messages/replies.ts";
import { reportOutbox } from "../outbox/report.ts";
import { stateReporter } from "../report-state.ts";
import { ping } from "../store/db.ts";
import { isRedisUp } from "../store/redis.ts";
import { DEFAULT_FRESHNESS_MS, type EnvelopeConfig } from "../wecom/envelope.ts";
import type { SenderParts } from "./open-sender.ts";

/** How long a callback waits for MySQL; WeCom gives up after 5 s. @source wecom:90930 */
const HOLD_BUDGET_MS = 4_300;
const HOLD_STEP_MS = 150;

/** What the HTTP side needs of the rest. */
export function httpParts(
  config: Config,
  { deps, api, metrics, redis, turnstile }: SenderParts,
): Omit<HttpParts, "printPdf"> {
  const { wecom } = config;
  const reportState = stateReporter({ ...deps, metrics, isRedisUp: () => isRedisUp(redis) });
  return {
    verbs: bindVerbs(deps),
    refusalWords: (refusal) => refusalText(refusal, { bureau: deps.bureau, now: deps.clock.now() }),
    bureau: deps.bureau,
    clock: deps.clock,
    log: deps.log,
    failpoint: deps.failpoint,
    metrics,
    metricsToken: config.metricsToken,
    isMysqlUp: () => ping(deps.db),
    isRedisUp: () => isRedisUp(redis),
    refreshMetrics: async () => {
      await reportOutbox(deps, metrics);
      await reportState();
    },
    callback: {
      tokens: wecom.callbackTokens,
      aesKeys: wecom.callbackAesKeys,
      receiveId: wecom.corpId,
      agentId: String(wecom.agentId),
      freshnessMs: DEFAULT_FRESHNESS_MS,
    },
    contacts: contactsEnvelope(config),
    hold: {
      budgetMs: HOLD_BUDGET_MS,
      stepMs: HOLD_STEP_MS,
      turnstile,
      startTimer: (ms, ring) => {
        const timer = setTimeout(ring, ms);
        return () => clearTimeout(timer);
      },
    },
    apiKeys: config.apiKeys,
    login: { corpId: wecom.corpId, agentId: wecom.agentId, wecomApiUrl: wecom.apiUrl },
    getLoginUser: (code) => api.getLoginUser(code),
    sessionSecret: config.sessionSecret,
    attachmentLimits: config.attachmentLimits,
    sheetPublicKey: deps.signer?.publicKey,
    publicUrl: config.publicUrl,
  };
}

function contactsEnvelope({ wecom }: Config): EnvelopeConfig | undefined {
  if (wecom.contact === undefined) return undefined;
  return {
    tokens: [wecom.contact.token],
    aesKeys: [wecom.contact.aesKey],
    receiveId: wecom.corpId,
    freshnessMs: DEFAULT_FRESHNESS_MS,
  };
}
