import { MINUTE_MS } from "../../lib/clock.ts";
import type { OauthCode, World } from "./world.ts";

/** @source wecom:91022 */
export const OAUTH_CODE_LIFE_MS = 5 * MINUTE_MS;
/** @source wecom:91023 */
export const USER_TICKET_LIFE_MS = 30 * MINUTE_MS;

/** Issues a login code for a member, or for a visitor who is none. */
export function issueOauthCode(
  world: World,
  { userid, isPrivate }: Pick<OauthCode, "userid" | "isPrivate">,
): string {
  const code = world.randomBytes(32).toString("base64url");
  const issuedAtMs = world.clock.nowMs();
  world.oauthCodes.set(code, { code, userid, isPrivate, issuedAtMs, used: false });
  return code;
}

/** Spends a code: what it says, or the code that refuses it (unknown or used 40029, expired 42003). */
export function spendOauthCode(world: World, code: string): OauthCode | 40029 | 42003 {
  const known = world.oauthCodes.get(code);
  if (known === undefined || known.used) return 40029;
  known.used = true;
  const isExpired = world.clock.nowMs() - known.issuedAtMs > OAUTH_CODE_LIFE_MS;
  return isExpired ? 42003 : known;
}

/** Issues the ticket for a member's private data. */
export function issueUserTicket(world: World, userid: string): string {
  const ticket = world.randomBytes(48).toString("base64url");
  world.userTickets.set(ticket, { userid, issuedAtMs: world.clock.nowMs() });
  return ticket;
}

/** Whose private data a ticket opens, or the code that refuses it (unknown 84015, expired 84014). */
export function ownerOfTicket(world: World, ticket: string): string | 84014 | 84015 {
  const known = world.userTickets.get(ticket);
  if (known === undefined) return 84015;
  const isExpired = world.clock.nowMs() - known.issuedAtMs > USER_TICKET_LIFE_MS;
  return isExpired ? 84014 : known.userid;
}
