// The door to all APIs: faults, token, address list, counters; then the API itself.
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "koa";
import { parseObject, textOf, textsOf } from "../json.ts";
import { readBytes } from "../read-body.ts";
import type { ApiFaultKind, Fault } from "../world/fault.ts";
import { takeFault } from "../world/faults.ts";
import { ADDRESS_LIMITS, API_LIMITS, use } from "../world/limits.ts";
import { appOfToken } from "../world/tokens.ts";
import type { World } from "../world/world.ts";
import { answerFile } from "./answer-file.ts";
import type { Answer, ApiCall, ApiReply, ApiRoute } from "./api-call.ts";
import { isFile, refuse } from "./api-call.ts";
import { finish } from "./api-errmsg.ts";
import { API_ROUTES } from "./routes.ts";

const KEPT_CALLS = 500;
const ANSWERING_KINDS: readonly ApiFaultKind[] = [
  "errcode",
  "http",
  "timeout-before",
  "timeout-after",
  "reset-before",
  "reset-after",
  "malformed",
];

/** Answers one API request; `api` is the path below `/cgi-bin/`. */
export async function answerApi(world: World, ctx: Context, api: string): Promise<void> {
  const bytes = (await readBytes(ctx.req)) ?? Buffer.alloc(0);
  const contentType = ctx.get("content-type");
  const rawBody = isUpload(contentType) ? "" : bytes.toString("utf8");
  const body = rawBody === "" ? {} : parseObject(rawBody);
  const names = [...textOf(body, "touser").split("|"), ...textsOf(body, "userids")];
  const fault = takeFault(world, api, { kinds: ANSWERING_KINDS, names });
  const slow = takeFault(world, api, { kinds: ["slow"], names });
  if (slow !== undefined) await sleep(slow.delayMs ?? 1_000, undefined, { ref: false });
  const call: ApiCall = {
    world,
    api,
    query: firstValues(ctx.query),
    body: body ?? {},
    rawBody,
    bytes,
    contentType,
    ip: ctx.req.socket.remoteAddress ?? "",
    isDropped: takeFault(world, api, { kinds: ["drop"], names }) !== undefined,
  };
  const isCarriedOut = fault === undefined || isAfterProcessing(fault);
  const answer = isCarriedOut ? carryOut(call, ctx.method) : refuse(-1, "not carried out (fault)");
  keepRecord(call, { errcode: answer.errcode, fault: fault?.kind });
  if (fault === undefined && isFile(answer)) return answerFile(ctx, answer.file);
  const reply = isFile(answer) ? { errcode: answer.errcode, errmsg: answer.errmsg } : answer;
  const finished = finish(reply, { ip: call.ip, isWrongJson: body === undefined, world });
  if (fault === undefined) ctx.body = finished;
  else answerWithFault(ctx, fault, { finished, call });
}

const isUpload = (contentType: string) => contentType.startsWith("multipart/");

function isAfterProcessing(fault: Fault): boolean {
  return fault.afterProcessing === true || /-after$|^malformed$/.test(fault.kind);
}

function carryOut(call: ApiCall, method: string): Answer {
  const route = API_ROUTES.get(call.api);
  if (route === undefined || (route.method === "POST" && method !== "POST"))
    return refuse(40066, "invalid url");
  return route.isUncounted !== true && isTooOften(call)
    ? refuse(45009, "api freq out of limit")
    : authorise(route, call);
}

function isTooOften({ world, api, ip }: ApiCall): boolean {
  const full =
    use(world, `api ${api}`, API_LIMITS) ?? use(world, `api ${api} from ${ip}`, ADDRESS_LIMITS);
  return full !== undefined;
}

function authorise(route: ApiRoute, call: ApiCall): Answer {
  if (route.auth === "none") return route.handle(call);
  const app = appOfToken(call.world, call.query["access_token"] ?? "");
  if (app === 41001) return refuse(41001, "access_token missing");
  if (app === 40014) return refuse(40014, "invalid access_token");
  if (app === 42001) return refuse(42001, "access_token expired");
  const ip = call.ip.replace(/^::ffff:/, "");
  if (app.trustedIps !== undefined && !app.trustedIps.includes(ip))
    return refuse(60020, "not allow to access from your ip");
  return route.handle({ ...call, app });
}

function answerWithFault(
  ctx: Context,
  fault: Fault,
  { finished, call }: { readonly finished: ApiReply; readonly call: ApiCall },
): void {
  if (fault.kind === "errcode") {
    const refusal = refuse(fault.errcode ?? -1, "refused by a fault");
    ctx.body = finish(refusal, { ip: call.ip, isWrongJson: false, world: call.world });
  } else if (fault.kind === "http") {
    ctx.status = fault.status ?? 502;
    ctx.body = "<html><body><h1>Bad Gateway</h1></body></html>";
  } else if (fault.kind === "malformed") {
    ctx.type = "application/json";
    ctx.body = JSON.stringify(finished).slice(0, -7);
  } else {
    // Time-outs leave the caller waiting until he gives up; resets cut the connection.
    ctx.respond = false;
    if (fault.kind.startsWith("reset")) ctx.req.socket.destroy();
  }
}

function keepRecord(
  { world, api, body }: ApiCall,
  result: { readonly errcode: number; readonly fault: string | undefined },
): void {
  const counter = world.counters.get(api) ?? { calls: 0, failed: 0 };
  counter.calls += 1;
  if (result.errcode !== 0 || result.fault !== undefined) counter.failed += 1;
  world.counters.set(api, counter);
  world.recentCalls.push({ atMs: world.clock.nowMs(), api, ...result, request: body });
  if (world.recentCalls.length > KEPT_CALLS) world.recentCalls.shift();
}

function firstValues(query: Context["query"]): Readonly<Record<string, string>> {
  const entries = Object.entries(query).map(([name, value]): [string, string] => [
    name,
    (Array.isArray(value) ? value[0] : value) ?? "",
  ]);
  return Object.fromEntries(entries);
}
