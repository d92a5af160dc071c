import type { PersonSettings } from "../settings.ts";
import { appChat } from "./chats.ts";
import type { App, Member, World } from "./world.ts";

const ROOT_DEPARTMENT_ID = 1;

/** Finds an active or former member; case does not matter. */
export function findMember(world: World, userid: string): Member | undefined {
  return world.members.get(userid.toLowerCase());
}

/** True if the app may send to this person: active and inside the visible range. */
export function isReachable(world: World, app: App, userid: string): boolean {
  const member = findMember(world, userid);
  if (member === undefined || member.status !== 1) return false;
  const visible = app.visibleTo?.map((each) => each.toLowerCase());
  return visible === undefined || visible.includes(member.userid.toLowerCase());
}

/** Active members the app may see, in the order they were entered. */
export function reachableMembers(world: World, app: App): readonly Member[] {
  return [...world.members.values()].filter((member) => isReachable(world, app, member.userid));
}

/** Enters people or changes their data; chats of known people are kept. */
export function addPeople(world: World, people: readonly PersonSettings[]): void {
  for (const person of people) addPerson(world, person);
  world.journal.tell("people");
}

function addPerson(world: World, person: PersonSettings): void {
  const key = person.userid.toLowerCase();
  const known = world.members.get(key);
  const firstApp = [...world.apps.values()].find(
    (app) => app.visibleTo === undefined || app.visibleTo.includes(person.userid),
  );
  world.members.set(key, {
    userid: person.userid,
    name: person.name,
    department: person.department ?? "",
    position: person.position ?? "",
    mobile: person.mobile ?? "",
    email: person.email ?? "",
    status: 1,
    openChat: known === undefined ? firstChat(firstApp, key, world) : known.openChat,
    seen: known?.seen ?? new Map(),
  });
  for (const app of world.apps.values()) {
    if (isReachable(world, app, key)) appChat(world, app, key);
  }
  for (const chat of world.chats.values()) {
    const isNew = chat.isForEverybody === true && !chat.members.includes(key);
    if (isNew) chat.members.push(key);
  }
}

/** A phone of an enterprise with one app starts inside that app's chat. */
function firstChat(app: App | undefined, key: string, world: World): string | undefined {
  return app !== undefined && world.apps.size === 1 ? `app:${app.agentId}:${key}` : undefined;
}

/** Marks a member as having left the enterprise. */
export function markLeft(world: World, member: Member): void {
  member.status = 5;
  world.journal.tell("people", [member.userid]);
}

export interface Department {
  readonly id: number;
  readonly name: string;
  readonly parentid: number;
  readonly order: number;
}

/** The root and one department below it for every name in use, numbered in order of appearance. */
export function departments(world: World): readonly Department[] {
  const names = new Set([...world.members.values()].map((member) => member.department));
  names.delete("");
  const root = { id: ROOT_DEPARTMENT_ID, name: corpName(world), parentid: 0, order: 1 };
  return [root, ...[...names].map((name, index) => below(name, index))];
}

function below(name: string, index: number): Department {
  return {
    id: ROOT_DEPARTMENT_ID + 1 + index,
    name,
    parentid: ROOT_DEPARTMENT_ID,
    order: index + 1,
  };
}

/** Number of the member's department; members without one stand in the root. */
export function departmentId(world: World, member: Member): number {
  const found = departments(world).find((each) => each.name === member.department);
  return found?.id ?? ROOT_DEPARTMENT_ID;
}

/** The enterprise's name as phones show it. */
export function corpName(world: World): string {
  return world.settings.corpName ?? "模拟企业";
}
