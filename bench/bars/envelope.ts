import { parseStrictQuery } from "../../src/http/strict-query.ts";
import { readChatEvent } from "../../src/wecom/callback.ts";
import { DEFAULT_FRESHNESS_MS, openEnvelope } from "../../src/wecom/envelope.ts";
import { AES_KEY, AGENT_ID, CORP_ID, TOKEN } from "../../test/support/world.ts";
import { atMost, type Bars } from "../bar.ts";
import { pressXml, sealXml, type Sealed } from "../support/presses.ts";
import { median } from "../support/statistics.ts";

const ENVELOPES = 2_000;
const ROUNDS = 9;

const CONFIG = {
  tokens: [TOKEN],
  aesKeys: [AES_KEY],
  receiveId: CORP_ID,
  agentId: String(AGENT_ID),
  freshnessMs: DEFAULT_FRESHNESS_MS,
};

/** CPU of one callback from its bytes to the event that it means. */
export async function envelope(): Promise<Bars> {
  const sealed = Array.from({ length: ENVELOPES }, (_, n) =>
    sealXml(pressXml({ cardId: `T${n + 1}-1@1-abc`, holder: "liting", round: 1 })),
  );
  const rounds = Array.from({ length: ROUNDS }, () => cpuUsOf(sealed));
  const warm = rounds.slice(2);
  const note = `median of ${warm.length} rounds of ${ENVELOPES}; ${warm.map((us) => us.toFixed(0)).join(" ")} µs`;
  return { "envelope-cpu": atMost({ ratio: median(warm), bar: 100, unit: "µs", note }) };
}

function cpuUsOf(sealed: readonly Sealed[]): number {
  const bodies = sealed.map(({ query, body }) => ({ query, body: Buffer.from(body) }));
  const before = process.cpuUsage();
  for (const { query, body } of bodies) {
    const now = new Date();
    readChatEvent(openEnvelope({ query: parseStrictQuery(query), body, now, config: CONFIG }));
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / sealed.length;
}
