// Commands about people: setting them up silently, and changing them as an administrator, which is told.
import type { JsonObject } from "../json.ts";
import { asList, numberOf, textOf, textsOf } from "../json.ts";
import type { Stage } from "../phone/act.ts";
import { refused } from "../phone/act.ts";
import {
  changeRange,
  changeTag,
  createUser,
  leave,
  updateUser,
  type UserUpdate,
} from "../phone/change-contact.ts";
import { addPeople, markLeft } from "../world/members.ts";
import type { Command, CommandResult } from "./command.ts";
import { appOf } from "./command.ts";
import { readPeople, readPerson } from "./read-command.ts";

function enterPeople({ world }: Stage, body: JsonObject): CommandResult {
  const people = readPeople(asList(body["people"]).length > 0 ? body["people"] : [body]);
  if (people === undefined) return refused("bad-request", "people: [{userid, name, …}]");
  addPeople(world, people);
  const gone = textsOf(body, "remove");
  for (const userid of gone) {
    const member = world.members.get(userid.toLowerCase());
    if (member !== undefined) markLeft(world, member);
  }
  return { ok: true, people: people.length };
}

/** `changeType`: `create_user`, `update_user` or `delete_user`. */
async function changeContact(stage: Stage, body: JsonObject): Promise<CommandResult> {
  const person = readPerson(body);
  if (person === undefined) return refused("bad-request", "userid: 1 to 64 bytes");
  const changeType = textOf(body, "changeType");
  if (changeType === "create_user") return createUser(stage, person);
  if (changeType === "update_user") return updateUser(stage, readUpdate(body));
  if (changeType === "delete_user") return leave(stage, person.userid);
  return refused("bad-request", "changeType: create_user, update_user or delete_user");
}

const UPDATABLE = ["newUserid", "name", "department", "position", "mobile", "email"] as const;

function readUpdate(body: JsonObject): UserUpdate {
  const given = UPDATABLE.filter((field) => textOf(body, field) !== "");
  const change = Object.fromEntries(given.map((field) => [field, textOf(body, field)]));
  return { userid: textOf(body, "userid"), ...change };
}

function range(event: "subscribe" | "unsubscribe"): Command {
  return (stage, body) => {
    const app = appOf(stage.world, body);
    if (app === undefined) return refused("unknown-app", "agentId");
    return changeRange(stage, app, { userid: textOf(body, "userid"), event });
  };
}

function enterTag(stage: Stage, body: JsonObject): CommandResult | Promise<CommandResult> {
  const tagId = numberOf(body, "tagId");
  if (tagId === undefined) return refused("bad-request", "tagId: a number");
  const name = textOf(body, "name") || `标签 ${tagId}`;
  return changeTag(stage, { tagId, name, members: textsOf(body, "members") });
}

export const DIRECTORY_COMMANDS: Readonly<Record<string, Command>> = {
  people: enterPeople,
  "change-contact": changeContact,
  leave: (stage, body) => leave(stage, textOf(body, "userid")),
  subscribe: range("subscribe"),
  unsubscribe: range("unsubscribe"),
  tags: enterTag,
};
