// The app's own data, login codes and page tickets. @source wecom:90228, wecom:91023, wecom:90506
import { textOf } from "../json.ts";
import type { TicketKind } from "../rules/js-signature.ts";
import { jsTicket } from "../rules/js-signature.ts";
import { APP_TICKETS_PER_HOUR, CORP_TICKETS_PER_HOUR, use } from "../world/limits.ts";
import { findMember, reachableMembers } from "../world/members.ts";
import { issueUserTicket, ownerOfTicket, spendOauthCode } from "../world/oauth-codes.ts";
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
  const code = spendOauthCode(world, query["code"] ?? "");
  if (code === 40029) return refuse(40029, "invalid code");
  if (code === 42003) return refuse(42003, "code expired");
  const { userid, isPrivate } = code;
  if (userid === undefined)
    return ok({ openid: "simulated-openid", external_userid: "simulated-visitor" });
  return ok({ userid, ...(isPrivate ? { user_ticket: issueUserTicket(world, userid) } : {}) });
}

/** Private data, given because the member consented. @source wecom:95833 */
function getUserDetail({ world, body }: AppCall): ApiReply {
  const userid = ownerOfTicket(world, textOf(body, "user_ticket"));
  if (userid === 84014) return refuse(84014, "user_ticket expired");
  if (userid === 84015) return refuse(84015, "invalid user_ticket");
  const { mobile = "", email = "" } = findMember(world, userid) ?? {};
  const nothing = { gender: "0", avatar: "", qr_code: "", biz_mail: "", address: "" };
  return ok({ userid, ...nothing, mobile, email });
}

function giveTicket(kind: TicketKind, { world, app }: AppCall): ApiReply {
  const [what, limit] =
    kind === "corp"
      ? ["corp-ticket", CORP_TICKETS_PER_HOUR]
      : [`app-ticket ${app.agentId}`, APP_TICKETS_PER_HOUR];
  if (use(world, what, [limit])) return refuse(91040, "ticket requests are too frequent");
  return ok({ ticket: jsTicket(kind, app), expires_in: TOKEN_LIFE_SEC });
}

function agentTicket(call: AppCall): ApiReply {
  const isKnown = call.query["type"] === "agent_config";
  return isKnown ? giveTicket("agent", call) : refuse(40097, "invalid type");
}

const localAddresses = () => ok({ ip_list: ["127.0.0.1"] });

export const AGENT_ROUTES: readonly ApiRoute[] = [
  { method: "GET", path: "agent/get", auth: "token", handle: getAgent },
  { method: "GET", path: "auth/getuserinfo", auth: "token", handle: getUserInfo },
  { method: "POST", path: "auth/getuserdetail", auth: "token", handle: getUserDetail },
  {
    method: "GET",
    path: "get_jsapi_ticket",
    auth: "token",
    handle: (call) => giveTicket("corp", call),
  },
  { method: "GET", path: "ticket/get", auth: "token", handle: agentTicket },
  { method: "GET", path: "getcallbackip", auth: "token", handle: localAddresses },
  { method: "GET", path: "get_api_domain_ip", auth: "token", handle: localAddresses },
];
