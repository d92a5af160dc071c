// @source wecom:90236
import { createHash } from "node:crypto";
import { SECOND_MS } from "../../lib/clock.ts";
import { callbackConfig } from "../callback/seal.ts";
import type { JsonObject } from "../json.ts";
import { numberOf, objectOf, textOf } from "../json.ts";
import { findCardProblem, needsTaskId } from "../rules/card-rules.ts";
import { findMessageProblem, findSafeProblem } from "../rules/message-rules.ts";
import type { Problem } from "../rules/problem.ts";
import { firstProblem, problem } from "../rules/problem.ts";
import { deliverMessage } from "../world/deliver-message.ts";
import { useDay } from "../world/limits.ts";
import type { App } from "../world/world.ts";
import type { ApiReply, ApiRoute, AppCall } from "./api-call.ts";
import { ok, refuse, refuseFor } from "./api-call.ts";
import { findMediaIdProblem } from "./media.ts";
import { findTargetProblem, resolveTargets } from "./targets.ts";

const DEFAULT_DUPLICATE_SEC = 1_800;
const MAX_DUPLICATE_SEC = 14_400;

function sendMessage(call: AppCall): ApiReply {
  const { world, app, body } = call;
  const broken = firstProblem([
    () => findAgentProblem(app, body),
    () => findTargetProblem(body),
    () => findContentProblem(body),
    () => findMediaIdProblem(world, contentOf(body)),
    () => findEscapeProblem(call),
    () => findDuplicateProblem(body),
  ]);
  if (broken !== undefined) return refuseFor(broken);
  const earlier = findEarlier(call);
  if (earlier !== undefined) return earlier;
  const refused = findCardUseProblem(call);
  if (refused !== undefined) return refuseFor(refused);
  const targets = resolveTargets(world, app, body);
  if (targets.members.length === 0) return refuse(81013, "all targets are invalid");
  if (!useDay(world, app, targets.members.length))
    return refuse(45009, "daily person-times are used up");
  const { message, responseCode } = deliverMessage(world, {
    app,
    msgtype: textOf(body, "msgtype"),
    content: contentOf(body).content,
    members: targets.members,
    isDropped: call.isDropped,
  });
  const reply = ok({
    ...joined("invaliduser", targets.invalidUsers),
    ...joined("invalidparty", targets.invalidParties),
    ...joined("invalidtag", targets.invalidTags),
    msgid: message.msgid,
    ...(responseCode === undefined ? {} : { response_code: responseCode }),
  });
  world.sentBodies.set(bodyKey(call), { atMs: world.clock.nowMs(), reply });
  return reply;
}

function contentOf(body: JsonObject) {
  const msgtype = textOf(body, "msgtype");
  return { msgtype, content: objectOf(body, msgtype) ?? {} };
}

function findEscapeProblem({ world, rawBody }: AppCall): Problem | undefined {
  const isRefused = world.behaviour.refuseUnicodeEscapes && /\\u[0-9a-f]{4}/i.test(rawBody);
  return isRefused ? problem(40033, "\\u escapes are refused, send raw UTF-8") : undefined;
}

/** `agentid` must be an integer (40056) and the token's own app (301002). */
export function findAgentProblem(app: App, body: JsonObject): Problem | undefined {
  const agentId = numberOf(body, "agentid");
  if (agentId === undefined || !Number.isInteger(agentId)) return problem(40056, "invalid agentid");
  return agentId === app.agentId ? undefined : problem(301002, "not allow operate another agent");
}

function findContentProblem(body: JsonObject): Problem | undefined {
  if (textOf(body, "msgtype") !== "template_card") return findMessageProblem(body, "member");
  return findSafeProblem(body) ?? findCardProblem(objectOf(body, "template_card") ?? {}, "send");
}

function findDuplicateProblem(body: JsonObject): Problem | undefined {
  const seconds = numberOf(body, "duplicate_check_interval") ?? DEFAULT_DUPLICATE_SEC;
  return seconds <= MAX_DUPLICATE_SEC
    ? undefined
    : problem(40058, `duplicate_check_interval: at most ${MAX_DUPLICATE_SEC}`);
}

/** An identical body inside the interval is answered, not delivered; the real reply is not documented. */
function findEarlier(call: AppCall): ApiReply | undefined {
  const { world, body } = call;
  const earlier = world.sentBodies.get(bodyKey(call));
  if (numberOf(body, "enable_duplicate_check") !== 1 || earlier === undefined) return undefined;
  const seconds = numberOf(body, "duplicate_check_interval") ?? DEFAULT_DUPLICATE_SEC;
  if (world.clock.nowMs() - earlier.atMs >= seconds * SECOND_MS) return undefined;
  const { response_code: code, ...rest } = earlier.reply;
  const withCode = code !== undefined && world.behaviour.duplicateReturnsCode;
  return ok({ ...rest, ...(withCode ? { response_code: code } : {}) });
}

function bodyKey({ app, rawBody }: AppCall): string {
  return createHash("sha256").update(`${app.agentId}\n${rawBody}`).digest("base64url");
}

/** A card that calls back needs a callback URL (43012) and a task_id never used before (42014). */
function findCardUseProblem({ world, app, body }: AppCall): Problem | undefined {
  const card = objectOf(body, "template_card");
  if (textOf(body, "msgtype") !== "template_card" || card === undefined) return undefined;
  if (needsTaskId(card) && callbackConfig(app) === undefined)
    return problem(43012, "the app has no callback URL");
  const isUsed = world.taskIds.has(`${app.agentId} ${textOf(card, "task_id")}`);
  return isUsed ? problem(42014, "task_id was used before") : undefined;
}

function joined(field: string, names: readonly string[]): JsonObject {
  return names.length === 0 ? {} : { [field]: names.join("|") };
}

export const MESSAGE_SEND_ROUTES: readonly ApiRoute[] = [
  {
    method: "POST",
    path: "message/send",
    auth: "token",
    // Message sending is outside the general per-API frequency (wecom:90312).
    isUncounted: true,
    handle: sendMessage,
  },
];
