import { HOUR_MS, SECOND_MS } from "../../lib/clock.ts";
import type { App, World } from "./world.ts";

/** @source wecom:91039 */
export const TOKEN_LIFE_SEC = 7_200;

/** Issues an access token for the app. */
export function issueToken(world: World, app: App): string {
  const token = world.randomBytes(64).toString("base64url");
  const expiresAtMs = world.clock.nowMs() + TOKEN_LIFE_SEC * SECOND_MS;
  world.tokens.set(token, { token, agentId: app.agentId, expiresAtMs });
  return token;
}

/** The app a token stands for, or the code that refuses it. */
export function appOfToken(world: World, token: string): App | 41001 | 40014 | 42001 {
  if (token === "") return 41001;
  const known = world.tokens.get(token);
  const app = known === undefined ? undefined : world.apps.get(known.agentId);
  if (known === undefined || app === undefined) return 40014;
  return known.expiresAtMs <= world.clock.nowMs() ? 42001 : app;
}

/** True while the address is banned for trying wrong secrets. */
export function isBanned(world: World, ip: string): boolean {
  return (world.wrongSecrets.get(ip)?.bannedUntilMs ?? 0) > world.clock.nowMs();
}

/** Counts a wrong secret; too many ban the address for one hour. */
export function countWrongSecret(world: World, ip: string): void {
  const count = (world.wrongSecrets.get(ip)?.count ?? 0) + 1;
  const isTooMany = count >= world.behaviour.wrongSecretsBeforeBan;
  const bannedUntilMs = isTooMany ? world.clock.nowMs() + HOUR_MS : 0;
  world.wrongSecrets.set(ip, { count: isTooMany ? 0 : count, bannedUntilMs });
}

/** Makes every token invalid at once (40014), as the real server may do early. */
export function invalidateTokens(world: World): void {
  world.tokens.clear();
}
