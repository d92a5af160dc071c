import type { Context } from "koa";
import { isTrustedRedirect } from "./api/trusted-domain.ts";
import { findMember, isReachable } from "./world/members.ts";
import { issueOauthCode } from "./world/oauth-codes.ts";
import type { App, World } from "./world/world.ts";

/** The cookie that says whose phone this browser is. */
export const PERSON_COOKIE = "sim_user";

/** `sim_user` of a visitor who is no member of the enterprise. */
export const OUTSIDER = "@outsider";

/** A refused login, or somebody must first be chosen. */
export type AuthorizeResult =
  | { readonly kind: "refused"; readonly errcode: number; readonly detail: string }
  | { readonly kind: "choose" }
  | { readonly kind: "sent" };

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? "";

/**
 * In-client login: sends the browser back with a code for the member whose phone it is, given by
 * `sim_user` in the query or the cookie of that name.
 * @source wecom:91022
 */
export function authorize(world: World, ctx: Context): AuthorizeResult {
  const query = (name: string) => first(ctx.query[name]);
  const redirectUri = query("redirect_uri");
  if (query("appid") !== world.settings.corpId) return refusal(40013, "invalid appid");
  const app = appOf(world, query("agentid"), redirectUri);
  if (app === undefined) return refusal(50001, "redirect_uri is not the app's trusted domain");
  const problem = findParameterProblem(query);
  if (problem !== undefined) return refusal(40058, problem);
  const name = query("sim_user") || ctx.cookies.get(PERSON_COOKIE) || "";
  const member = findMember(world, name);
  const isMember = member !== undefined && member.status === 1;
  if (!isMember && name !== OUTSIDER) return { kind: "choose" };
  const isPrivate = query("scope") === "snsapi_privateinfo";
  if (isPrivate && isMember && !isReachable(world, app, member.userid))
    return refusal(60011, "the member is outside the app's visible range");
  const userid = isMember ? member.userid : undefined;
  const target = new URL(redirectUri);
  target.searchParams.set("code", issueOauthCode(world, { userid, isPrivate }));
  target.searchParams.set("state", query("state"));
  ctx.redirect(target.href);
  return { kind: "sent" };
}

function refusal(errcode: number, detail: string): AuthorizeResult {
  return { kind: "refused", errcode, detail };
}

function appOf(world: World, agentId: string, redirectUri: string): App | undefined {
  const apps = [...world.apps.values()].filter(
    (app) => agentId === "" || String(app.agentId) === agentId,
  );
  return apps.find((app) => isTrustedRedirect(app, redirectUri));
}

/** The login of ordinary browsers has `login_type` instead of `response_type` and `scope`. */
function findParameterProblem(query: (name: string) => string): string | undefined {
  if (!/^[a-zA-Z0-9]{0,128}$/.test(query("state"))) return "state: letters and digits, at most 128";
  if (query("login_type") !== "") return undefined;
  if (query("response_type") !== "code") return "response_type must be code";
  if (query("scope") === "snsapi_privateinfo" && query("agentid") === "")
    return "snsapi_privateinfo needs agentid";
  const isKnown = ["snsapi_base", "snsapi_privateinfo"].includes(query("scope"));
  return isKnown ? undefined : "scope must be snsapi_base or snsapi_privateinfo";
}
