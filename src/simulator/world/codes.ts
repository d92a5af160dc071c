import { HOUR_MS } from "../../lib/clock.ts";
import type { ResponseCode, SentMessage, World } from "./world.ts";

/** @source wecom:94888 */
export const RESPONSE_CODE_LIFE_MS = 72 * HOUR_MS;

/** Issues a one-use code for a message: to its sender, or with a member's click. */
export function issueCode(world: World, message: SentMessage, userid?: string): string {
  const code = world.newId("RC");
  world.codes.set(code, {
    code,
    msgid: message.msgid,
    agentId: message.agentId,
    issuedAtMs: world.clock.nowMs(),
    origin: userid === undefined ? "send" : "click",
    ...(userid === undefined ? {} : { userid }),
    usedAtMs: undefined,
  });
  return code;
}

/** A code that may still be spent; undefined when unknown, used or older than 72 hours. */
export function usableCode(world: World, code: string): ResponseCode | undefined {
  const known = world.codes.get(code);
  if (known === undefined || known.usedAtMs !== undefined) return undefined;
  const ageMs = world.clock.nowMs() - known.issuedAtMs;
  return ageMs > RESPONSE_CODE_LIFE_MS ? undefined : known;
}
