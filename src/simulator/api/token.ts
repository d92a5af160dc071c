// @source wecom:91039
import { countWrongSecret, isBanned, issueToken, TOKEN_LIFE_SEC } from "../world/tokens.ts";
import type { ApiCall, ApiReply, ApiRoute } from "./api-call.ts";
import { ok, refuse } from "./api-call.ts";

function getToken({ world, query, ip }: ApiCall): ApiReply {
  if (isBanned(world, ip)) return refuse(45009, "api freq out of limit");
  const { corpid = "", corpsecret = "" } = query;
  if (corpid === "") return refuse(41002, "corpid missing");
  if (corpsecret === "") return refuse(41004, "corpsecret missing");
  if (corpid !== world.settings.corpId) return refuse(40013, "invalid corpid");
  const app = [...world.apps.values()].find((each) => each.secret === corpsecret);
  if (app === undefined) {
    countWrongSecret(world, ip);
    return refuse(40001, "invalid credential");
  }
  return ok({ access_token: issueToken(world, app), expires_in: TOKEN_LIFE_SEC });
}

export const TOKEN_ROUTES: readonly ApiRoute[] = [
  { method: "GET", path: "gettoken", auth: "none", handle: getToken },
];
