import type { App } from "../world/world.ts";

/** `host[:port]` that may receive login codes: as set, else the host of the callback URL. */
export function trustedDomain(app: App): string | undefined {
  if (app.trustedDomain !== undefined && app.trustedDomain !== "") return app.trustedDomain;
  const url = app.callbackUrl ?? "";
  return URL.canParse(url) ? new URL(url).host : undefined;
}

/** True if the address may receive login codes: exactly the trusted host and port. */
export function isTrustedRedirect(app: App, redirectUri: string): boolean {
  if (!/^https?:\/\//i.test(redirectUri) || !URL.canParse(redirectUri)) return false;
  return new URL(redirectUri).host === trustedDomain(app);
}
