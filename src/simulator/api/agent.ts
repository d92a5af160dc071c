// The app's own data, login codes and page tickets. @source wecom:90228, wecom:91023, wecom:90506
import { reachableMembers } from "../world/members.ts";
import { spendOauthCode } from "../world/oauth-codes.ts";
import { TOKEN_LIFE_SEC } from "../world/tokens.ts";
import type { ApiReply, ApiRoute, AppCall } from "./api-call.ts";
import { ok, refuse } from "./api-call.ts";
import { trustedDomain } from "./trusted-domain.ts";

function getAgent({ world, app, query }: AppCall): ApiReply {
  const agentId = Number(query["agentid"] ?? "");
  if (agentId !== app.agentId) return refuse(301002, "not allow operate another agent");
  const user = reachableMembers(world, app).map(({ userid }) => ({ userid }));
  return ok({
    agentid: app.agentId,
    name: app.name,
    square_logo_url: "",
    description: "",
    allow_userinfos: { user: app.visibleTo === undefined ? [] : user },
    allow_partys: { partyid: app.visibleTo === undefined ? [1] : [] },
    allow_tags: { tagid: [] },
    close: 0,
    redirect_domain: trustedDomain(app) ?? "",
    report_location_flag: 0,
    isreportenter: world.behaviour.reportEnter ? 1 : 0,
    home_url: "",
  });
}

/** The userid comes back even for members outside the app's range, as on the real server. */
function getUserInfo({ world, query }: AppCall): ApiReply {
  const userid = spendOauthCode(world, query["code"] ?? "");
  if (userid === 40029) return refuse(40029, "invalid code");
  if (userid === 42003) return refuse(42003, "code expired");
  return ok({ userid });
}

/** The two kinds of tickets differ; they are stable while the world lives. */
function ticketOf(kind: "corp" | "agent", call: AppCall): ApiReply {
  const tail = kind === "corp" ? "corp" : `agent-${call.app.agentId}`;
  return ok({ ticket: `sim-ticket-${tail}`, expires_in: TOKEN_LIFE_SEC });
}

function agentTicket(call: AppCall): ApiReply {
  const isKnown = call.query["type"] === "agent_config";
  return isKnown ? ticketOf("agent", call) : refuse(40097, "invalid type");
}

const localAddresses = () => ok({ ip_list: ["127.0.0.1"] });

export const AGENT_ROUTES: readonly ApiRoute[] = [
  { method: "GET", path: "agent/get", auth: "token", handle: getAgent },
  { method: "GET", path: "auth/getuserinfo", auth: "token", handle: getUserInfo },
  {
    method: "GET",
    path: "get_jsapi_ticket",
    auth: "token",
    handle: (call) => ticketOf("corp", call),
  },
  { method: "GET", path: "ticket/get", auth: "token", handle: agentTicket },
  { method: "GET", path: "getcallbackip", auth: "token", handle: localAddresses },
  { method: "GET", path: "get_api_domain_ip", auth: "token", handle: localAddresses },
];
