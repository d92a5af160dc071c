// What an administrator does in the directory, and who is told: the assistant, and every app that sees the member.
import type { ContactChange } from "../callback/contact-events.ts";
import { contactEvent } from "../callback/contact-events.ts";
import { plainEvent } from "../callback/events.ts";
import type { PersonSettings } from "../settings.ts";
import { assistantOf } from "../world/assistant.ts";
import { addPeople, departmentId, findMember, isReachable, markLeft } from "../world/members.ts";
import { renameMember } from "../world/rename-member.ts";
import { setTag } from "../world/tags.ts";
import type { App, Member, World } from "../world/world.ts";
import type { ActResult, Stage } from "./act.ts";
import { activeMember, isRefused, refused, report } from "./act.ts";

/** Enters a member: `create_user` to the assistant, `subscribe` to the apps. */
export async function createUser(stage: Stage, person: PersonSettings): Promise<ActResult> {
  const { world } = stage;
  if (findMember(world, person.userid)?.status === 1)
    return refused("bad-request", `${person.userid} is a member already`);
  addPeople(world, [person]);
  const member = activeMember(world, person.userid);
  if (isRefused(member)) return member;
  const told = tellAssistant(stage, { changeType: "create_user", member });
  const [first] = await Promise.all([told, ...tellApps(stage, member, "subscribe")]);
  return first ?? { ok: true };
}

/** Changes of a member's data; fields left out stay as they are. */
export interface UserUpdate extends Partial<Omit<PersonSettings, "userid">> {
  readonly userid: string;
  readonly newUserid?: string;
}

/** Changes a member's data; a move or a new userid is told (`update_user`), other changes only with details. */
export async function updateUser(stage: Stage, update: UserUpdate): Promise<ActResult> {
  const { world } = stage;
  const { newUserid = update.userid, ...change } = update;
  const known = activeMember(world, update.userid);
  if (isRefused(known)) return known;
  const oldUserid = known.userid;
  const oldDepartmentId = departmentId(world, known);
  const isTaken = findMember(world, newUserid) !== undefined;
  if (newUserid.toLowerCase() !== oldUserid.toLowerCase() && isTaken)
    return refused("bad-request", `${newUserid} is taken`);
  const { name, department, position, mobile, email } = known;
  addPeople(world, [{ name, department, position, mobile, email, ...change, userid: oldUserid }]);
  const member = activeMember(world, oldUserid);
  if (isRefused(member)) return member;
  if (newUserid !== update.userid) renameMember(world, member, newUserid);
  const isTold =
    world.behaviour.contactDetails ||
    member.userid !== oldUserid ||
    departmentId(world, member) !== oldDepartmentId;
  if (!isTold) return { ok: true };
  return (
    (await tellAssistant(stage, { changeType: "update_user", member, oldUserid })) ?? { ok: true }
  );
}

/** Leaves the enterprise: `unsubscribe` to every app that saw the member, `delete_user` to the assistant. */
export async function leave(stage: Stage, userid: string): Promise<ActResult> {
  const member = activeMember(stage.world, userid);
  if (isRefused(member)) return member;
  const apps = tellApps(stage, member, "unsubscribe");
  markLeft(stage.world, member);
  const told = tellAssistant(stage, { changeType: "delete_user", member });
  const [first] = (await Promise.all([...apps, told])).filter((each) => each !== undefined);
  return first ?? { ok: true };
}

/** Moves a member into or out of an app's visible range, which the app learns. */
export async function changeRange(
  stage: Stage,
  app: App,
  change: { readonly userid: string; readonly event: "subscribe" | "unsubscribe" },
): Promise<ActResult> {
  const { world } = stage;
  const member = activeMember(world, change.userid);
  if (isRefused(member)) return member;
  const everybody = [...world.members.values()].map(({ userid }) => userid);
  const others = (app.visibleTo ?? everybody).filter(
    (userid) => userid.toLowerCase() !== member.userid.toLowerCase(),
  );
  const isIn = change.event === "subscribe";
  if (app.visibleTo !== undefined || !isIn)
    app.visibleTo = isIn ? [...others, member.userid] : others;
  world.journal.tell("people", [member.userid]);
  const event = { userid: member.userid, event: change.event };
  return report(stage, app, plainEvent(world, app, event));
}

/** Changes who carries a tag, which the assistant learns. */
export async function changeTag(
  stage: Stage,
  tag: { readonly tagId: number; readonly name: string; readonly members: readonly string[] },
): Promise<ActResult> {
  const difference = setTag(stage.world, tag);
  const change = { changeType: "update_tag" as const, tagId: tag.tagId, ...difference };
  return (await tellAssistant(stage, change)) ?? { ok: true };
}

async function tellAssistant(stage: Stage, change: ContactChange): Promise<ActResult | undefined> {
  const assistant = assistantOf(stage.world);
  return assistant && report(stage, assistant, contactEvent(stage.world, change));
}

function tellApps(
  stage: Stage,
  member: Member,
  event: "subscribe" | "unsubscribe",
): readonly Promise<ActResult>[] {
  const { world } = stage;
  const { userid } = member;
  return seeing(world, member).map((app) =>
    report(stage, app, plainEvent(world, app, { userid, event })),
  );
}

function seeing(world: World, member: Member): readonly App[] {
  return [...world.apps.values()].filter((app) => isReachable(world, app, member.userid));
}
