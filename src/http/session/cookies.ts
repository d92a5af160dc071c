import type { Context } from "koa";

/** How cookies are set on this address. */
export interface CookieRules {
  /** The public address is https, also when a proxy in front ends the TLS. */
  isHttps: boolean;
}

export interface Cookie {
  name: string;
  value: string;
  maxAgeMs: number;
}

/** The one value of a cookie; undefined when it is absent or given twice. */
export function readCookie(ctx: Context, name: string, rules: CookieRules): string | undefined {
  const start = `${fullName(name, rules)}=`;
  const found = ctx
    .get("Cookie")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(start));
  const [only] = found;
  return found.length === 1 ? only?.slice(start.length) : undefined;
}

/** Sets a cookie that scripts cannot read and other sites cannot make the browser send with a form. */
export function setCookie(ctx: Context, cookie: Cookie, rules: CookieRules): void {
  const parts = [
    `${fullName(cookie.name, rules)}=${cookie.value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    `Max-Age=${Math.floor(cookie.maxAgeMs / 1_000)}`,
  ];
  ctx.append("Set-Cookie", (rules.isHttps ? [...parts, "Secure"] : parts).join("; "));
}

export function clearCookie(ctx: Context, name: string, rules: CookieRules): void {
  setCookie(ctx, { name, value: "", maxAgeMs: 0 }, rules);
}

/** With the prefix a browser takes the cookie from this very host over TLS only. */
function fullName(name: string, { isHttps }: CookieRules): string {
  return isHttps ? `__Host-${name}` : name;
}
