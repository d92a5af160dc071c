import { MINUTE_MS } from "../../lib/clock.ts";
import type { World } from "./world.ts";

/** @source wecom:91022 */
export const OAUTH_CODE_LIFE_MS = 5 * MINUTE_MS;

/** Issues a login code for a member. */
export function issueOauthCode(world: World, userid: string, agentId: number | undefined): string {
  const code = world.randomBytes(32).toString("base64url");
  const issuedAtMs = world.clock.nowMs();
  world.oauthCodes.set(code, { code, userid, agentId, issuedAtMs, used: false });
  return code;
}

/** Spends a code: the member, or the code that refuses it (unknown or used 40029, expired 42003). */
export function spendOauthCode(world: World, code: string): string | 40029 | 42003 {
  const known = world.oauthCodes.get(code);
  if (known === undefined || known.used) return 40029;
  known.used = true;
  const isExpired = world.clock.nowMs() - known.issuedAtMs > OAUTH_CODE_LIFE_MS;
  return isExpired ? 42003 : known.userid;
}
