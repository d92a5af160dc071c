import type { App, World } from "../world/world.ts";
import { sendHttp } from "./post.ts";
import { callbackConfig, seal, sealedUrl } from "./seal.ts";

/** How the app answered the verification that the admin console makes on saving. */
export interface UrlVerification {
  readonly ok: boolean;
  readonly expected: string;
  readonly received?: string;
  readonly status?: number;
  readonly error?: string;
  readonly latencyMs: number;
}

/** Makes one GET verification; it passes only if the body equals the echo byte for byte in time. */
export async function verifyUrl(
  world: World,
  app: App,
  signal: AbortSignal,
): Promise<UrlVerification> {
  const expected = String(10n ** 18n + BigInt(world.randomBytes(6).readUIntBE(0, 6)));
  const config = callbackConfig(app);
  if (config === undefined)
    return { ok: false, expected, error: "app has no callback URL", latencyMs: 0 };
  const sealed = seal(world, config, { plaintext: expected });
  const outcome = await sendHttp({
    method: "GET",
    url: sealedUrl(config, sealed, sealed.encrypt),
    deadlineMs: world.behaviour.verifyDeadlineMs,
    signal,
  });
  const { body, ...rest } = outcome;
  const ok = outcome.status === 200 && body === expected;
  return { ok, expected, ...rest, ...(body === undefined ? {} : { received: body }) };
}
