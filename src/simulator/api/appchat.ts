// Groups made by an app. @source wecom:90244, wecom:98913, wecom:98914, wecom:90248
import type { JsonObject } from "../json.ts";
import { charLength, objectOf, textOf, textsOf } from "../json.ts";
import { findMessageProblem } from "../rules/message-rules.ts";
import { addEntry, ensureChat } from "../world/chats.ts";
import {
  GROUP_CHANGES_PER_HOUR,
  GROUP_MEMBER_PER_DAY,
  GROUP_MEMBER_PER_MINUTE,
  GROUP_PERSON_TIMES_PER_MINUTE,
  NEW_GROUPS_PER_DAY,
  use,
  useTimes,
} from "../world/limits.ts";
import { findMember, isReachable } from "../world/members.ts";
import type { Chat, Drop, World } from "../world/world.ts";
import type { ApiReply, ApiRoute, AppCall } from "./api-call.ts";
import { ok, refuse, refuseFor } from "./api-call.ts";
import { findMediaIdProblem } from "./media.ts";

const groupId = (chatid: string) => `group:${chatid}`;

function create(call: AppCall): ApiReply {
  const { world, app, body } = call;
  if (app.visibleTo !== undefined) return refuse(48002, "the app's range is not the whole corp");
  const members = lowered(body, "userlist");
  const owner = textOf(body, "owner").toLowerCase() || (members[0] ?? "");
  const chatid = textOf(body, "chatid") || world.randomBytes(16).toString("hex");
  if (!/^[0-9A-Za-z]{1,32}$/.test(chatid)) return refuse(86001, "invalid chatid");
  if (world.chats.has(groupId(chatid))) return refuse(86215, "chatid exists");
  const refused = refuseMembers(call, members, owner);
  if (refused !== undefined) return refused;
  if (charLength(textOf(body, "name")) > 50) return refuse(40058, "name: at most 50 chars");
  if (use(world, "new-groups", [NEW_GROUPS_PER_DAY])) return refuse(45009, "too many new groups");
  const name = textOf(body, "name") || members.map((each) => nameOf(world, each)).join("、");
  const chat: Chat = { chatId: groupId(chatid), kind: "group", name, members, entries: [] };
  ensureChat(world, { ...chat, agentId: app.agentId, owner });
  world.journal.tell("group", members);
  return ok({ chatid });
}

function refuseMembers(
  { world, app }: AppCall,
  members: readonly string[],
  owner: string,
): ApiReply | undefined {
  if (members.length < 2 || members.length > 2_000) return refuse(86101, "userlist: 2 to 2000");
  const unknown = members.find((userid) => !isReachable(world, app, userid));
  if (unknown !== undefined) return refuse(86101, `userlist: ${unknown} is not valid`);
  return members.includes(owner) ? undefined : refuse(86216, "owner is not in userlist");
}

/** The group, if this app made it; else the code that refuses it. */
function findGroup({ world, app }: AppCall, chatid: string): Chat | ApiReply {
  const chat = world.chats.get(groupId(chatid));
  if (chat === undefined) return refuse(40050, "chatid does not exist");
  return chat.agentId === app.agentId ? chat : refuse(86008, "group of another app");
}

const isRefusal = (found: Chat | ApiReply): found is ApiReply => "errcode" in found;

function update(call: AppCall): ApiReply {
  const { world, body } = call;
  const chat = findGroup(call, textOf(body, "chatid"));
  if (isRefusal(chat)) return chat;
  const removed = lowered(body, "del_user_list");
  const kept = chat.members.filter((userid) => !removed.includes(userid));
  const members = [...new Set([...kept, ...lowered(body, "add_user_list")])];
  const owner = textOf(body, "owner").toLowerCase() || (chat.owner ?? "");
  const refused = refuseMembers(call, members, owner);
  if (refused !== undefined) return refused;
  if (use(world, "group-changes", [GROUP_CHANGES_PER_HOUR]))
    return refuse(45009, "too many group changes");
  chat.name = textOf(body, "name") || chat.name;
  chat.owner = owner;
  chat.members.splice(0, chat.members.length, ...members);
  world.journal.tell("group", members);
  return ok();
}

function get(call: AppCall): ApiReply {
  const chat = findGroup(call, call.query["chatid"] ?? "");
  if (isRefusal(chat)) return chat;
  const spelled = (userid: string) => findMember(call.world, userid)?.userid ?? userid;
  const info = {
    chatid: call.query["chatid"],
    name: chat.name,
    owner: spelled(chat.owner ?? ""),
    userlist: chat.members.map(spelled),
    chat_type: 0,
  };
  return ok({ chat_info: info });
}

function send(call: AppCall): ApiReply {
  const { world, body } = call;
  const chat = findGroup(call, textOf(body, "chatid"));
  if (isRefusal(chat)) return chat;
  const broken = findMessageProblem(body, "group");
  if (broken !== undefined) return refuseFor(broken);
  const msgtype = textOf(body, "msgtype");
  const content = objectOf(body, msgtype) ?? {};
  const unknownFile = findMediaIdProblem(world, { msgtype, content });
  if (unknownFile !== undefined) return refuseFor(unknownFile);
  const personTimes = { what: "group-messages", times: chat.members.length };
  if (useTimes(world, personTimes, [GROUP_PERSON_TIMES_PER_MINUTE]))
    return refuse(45009, "too many group messages");
  const hiddenFor = dropForMembers(call, chat);
  addEntry(world, chat, { from: "app", msgtype, content, hiddenFor });
  return ok();
}

/** Members whose copy is discarded silently (frequency, or a fault); each is recorded. */
function dropForMembers({ world, app, isDropped }: AppCall, chat: Chat): readonly string[] {
  const msgid = world.newId("GROUP");
  const drops = chat.members.flatMap((userid): Drop[] => {
    const why = isDropped ? "fault" : overLimit(world, userid);
    return why === undefined
      ? []
      : [{ atMs: world.clock.nowMs(), userid, agentId: app.agentId, msgid, why }];
  });
  world.drops.push(...drops);
  return drops.map(({ userid }) => userid);
}

function overLimit(world: World, userid: string): Drop["why"] | undefined {
  const limits = [GROUP_MEMBER_PER_MINUTE, GROUP_MEMBER_PER_DAY];
  const full = use(world, `group-member ${userid}`, limits);
  if (full === undefined) return undefined;
  return full === GROUP_MEMBER_PER_MINUTE
    ? "200-group-messages-per-minute"
    : "10000-group-messages-per-day";
}

function lowered(body: JsonObject, field: string): string[] {
  return [...new Set(textsOf(body, field).map((userid) => userid.toLowerCase()))];
}

function nameOf(world: World, userid: string): string {
  return findMember(world, userid)?.name ?? userid;
}

export const APPCHAT_ROUTES: readonly ApiRoute[] = [
  { method: "POST", path: "appchat/create", auth: "token", handle: create },
  { method: "POST", path: "appchat/update", auth: "token", handle: update },
  { method: "GET", path: "appchat/get", auth: "token", handle: get },
  { method: "POST", path: "appchat/send", auth: "token", handle: send },
];
