// @source wecom:90231
import { objectsOf } from "../json.ts";
import { findMenuProblem } from "../rules/menu-rules.ts";
import type { ApiReply, ApiRoute, AppCall } from "./api-call.ts";
import { ok, refuse, refuseFor } from "./api-call.ts";

/** `agentid` stands in the query of all menu APIs. */
function refuseAgent({ app, query }: AppCall): ApiReply | undefined {
  const text = query["agentid"] ?? "";
  if (!/^\d+$/.test(text)) return refuse(40056, "invalid agentid");
  return Number(text) === app.agentId
    ? undefined
    : refuse(301002, "not allow operate another agent");
}

function create(call: AppCall): ApiReply {
  const refused = refuseAgent(call);
  if (refused !== undefined) return refused;
  const broken = findMenuProblem(call.body);
  if (broken !== undefined) return refuseFor(broken);
  call.app.menu = objectsOf(call.body, "button");
  call.world.journal.tell("menu");
  return ok();
}

function get(call: AppCall): ApiReply {
  const refused = refuseAgent(call);
  if (refused !== undefined) return refused;
  return call.app.menu.length === 0 ? refuse(46003, "no menu") : ok({ button: call.app.menu });
}

function remove(call: AppCall): ApiReply {
  const refused = refuseAgent(call);
  if (refused !== undefined) return refused;
  call.app.menu = [];
  call.world.journal.tell("menu");
  return ok();
}

export const MENU_ROUTES: readonly ApiRoute[] = [
  { method: "POST", path: "menu/create", auth: "token", handle: create },
  { method: "GET", path: "menu/get", auth: "token", handle: get },
  { method: "GET", path: "menu/delete", auth: "token", handle: remove },
];
