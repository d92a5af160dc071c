// @source wecom:94888
import type { JsonObject } from "../json.ts";
import { numberOf, objectOf, textOf, textsOf } from "../json.ts";
import { findCardProblem, isInteractive } from "../rules/card-rules.ts";
import type { Problem } from "../rules/problem.ts";
import { firstProblem, problem } from "../rules/problem.ts";
import { updateCards } from "../world/cards.ts";
import { usableCode } from "../world/codes.ts";
import { findMember, isReachable } from "../world/members.ts";
import { hasTag } from "../world/tags.ts";
import type { ResponseCode, SentMessage } from "../world/world.ts";
import type { ApiReply, ApiRoute, AppCall } from "./api-call.ts";
import { ok, refuse, refuseFor } from "./api-call.ts";
import { findAgentProblem } from "./message-send.ts";
import { isInParty } from "./targets.ts";

function updateTemplateCard(call: AppCall): ApiReply {
  const { world, app, body } = call;
  const agentProblem = findAgentProblem(app, body);
  if (agentProblem !== undefined) return refuseFor(agentProblem);
  const code = usableCode(world, textOf(body, "response_code"));
  const message = code === undefined ? undefined : world.messages.get(code.msgid);
  if (code === undefined || message === undefined) return refuse(60140, "invalid response_code");
  const broken = firstProblem([
    () => (code.agentId === app.agentId ? undefined : problem(42015, "card of another app")),
    () => findTargetProblem(body),
    () => findReplacementProblem(body, message),
  ]);
  if (broken !== undefined) return refuseFor(broken);
  return applyUpdate(call, code, message);
}

function applyUpdate(call: AppCall, code: ResponseCode, message: SentMessage): ApiReply {
  const { world, body } = call;
  const { recipients, invalidUsers } = chooseRecipients(call, message);
  if (recipients.length === 0) return refuse(82102, "no target received this message");
  // Spent before the reply leaves, so that a time-out after this point is a real one.
  code.usedAtMs = world.clock.nowMs();
  updateCards(world, { message, recipients, replacement: body });
  return ok(invalidUsers.length === 0 ? {} : { invaliduser: invalidUsers });
}

function findTargetProblem(body: JsonObject): Problem | undefined {
  const [users, parties, tags] = ["userids", "partyids", "tagids"].map((field) =>
    textsOf(body, field),
  );
  const count = (list: readonly string[] | undefined) => list?.length ?? 0;
  const isForAll = numberOf(body, "atall") === 1;
  if (!isForAll && count(users) + count(parties) + count(tags) === 0)
    return problem(82101, "no target given");
  if (count(users) > 1_000) return problem(40032, "userids: at most 1000");
  if (count(parties) > 100) return problem(82002, "partyids: at most 100");
  return count(tags) > 100 ? problem(82003, "tagids: at most 100") : undefined;
}

/** Either a text for the greyed buttons or a whole new card. */
function findReplacementProblem(body: JsonObject, message: SentMessage): Problem | undefined {
  const button = objectOf(body, "button");
  const card = objectOf(body, "template_card");
  if (card !== undefined) return findCardProblem(card, "update");
  if (button === undefined) return problem(40063, "button or template_card missing");
  // The real code for a card without buttons is not documented.
  if (!isInteractive(message.content)) return problem(42017, "the card has no buttons");
  return textOf(button, "replace_name") === ""
    ? problem(42020, "button.replace_name missing")
    : undefined;
}

interface Chosen {
  readonly recipients: readonly string[];
  readonly invalidUsers: readonly string[];
}

function chooseRecipients({ world, app, body }: AppCall, message: SentMessage): Chosen {
  const received = new Map(message.recipients.map((userid) => [userid.toLowerCase(), userid]));
  const isForAll = numberOf(body, "atall") === 1;
  const named = isForAll ? message.recipients : textsOf(body, "userids");
  const isGood = (userid: string) =>
    received.has(userid.toLowerCase()) && isReachable(world, app, userid);
  const parties = textsOf(body, "partyids");
  const tags = textsOf(body, "tagids");
  const inGroups = message.recipients.filter((userid) => {
    const member = findMember(world, userid);
    if (member === undefined) return false;
    return isInParty(world, member, parties) || hasTag(world, member, tags);
  });
  const good = named.filter(isGood).map((userid) => received.get(userid.toLowerCase()) ?? userid);
  return {
    recipients: [...new Set([...good, ...inGroups])],
    invalidUsers: named.filter((userid) => !isGood(userid)).map((userid) => userid.toLowerCase()),
  };
}

export const CARD_UPDATE_ROUTES: readonly ApiRoute[] = [
  {
    method: "POST",
    path: "message/update_template_card",
    auth: "token",
    handle: updateTemplateCard,
  },
];
