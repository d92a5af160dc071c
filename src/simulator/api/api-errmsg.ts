import type { World } from "../world/world.ts";
import type { ApiReply } from "./api-call.ts";

interface Circumstances {
  readonly world: World;
  readonly ip: string;
  readonly isWrongJson: boolean;
}

/** Gives a refusal's text the tail that real ones have: hint, caller's address, page. @source wecom:90313 */
export function finish(reply: ApiReply, { world, ip, isWrongJson }: Circumstances): ApiReply {
  if (reply.errcode === 0) return reply;
  const warning = isWrongJson ? "Warning: wrong json format. " : "";
  const hint = `${world.clock.nowMs()}${world.randomBytes(4).readUInt32BE().toString().padStart(10, "0")}`;
  const page = `https://open.work.weixin.qq.com/devtool/query?e=${reply.errcode}`;
  const errmsg = `${warning}${reply.errmsg}, hint: [${hint}], from ip: ${ip.replace(/^::ffff:/, "")}, more info at ${page}`;
  return { ...reply, errmsg };
}
