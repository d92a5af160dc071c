import type { JsonObject } from "../json.ts";
import { textOf } from "../json.ts";
import type { Problem } from "../rules/problem.ts";
import { problem } from "../rules/problem.ts";
import {
  departmentId,
  departments,
  findMember,
  isReachable,
  reachableMembers,
} from "../world/members.ts";
import { hasTag } from "../world/tags.ts";
import type { App, Member, World } from "../world/world.ts";

/** Who is meant by a message, and who of the named cannot be reached. */
export interface Targets {
  readonly members: readonly Member[];
  readonly invalidUsers: readonly string[];
  readonly invalidParties: readonly string[];
  readonly invalidTags: readonly string[];
}

/** Checks the counts of `touser`, `toparty` and `totag`. @source wecom:90236 */
export function findTargetProblem(body: JsonObject): Problem | undefined {
  const [users, parties, tags] = ["touser", "toparty", "totag"].map((field) => split(body, field));
  const count = (list: readonly string[] | undefined) => list?.length ?? 0;
  if (count(users) + count(parties) + count(tags) === 0)
    return problem(82001, "touser, toparty and totag are all empty");
  if (count(users) > 1_000) return problem(40032, "touser: at most 1000");
  if (count(parties) > 100) return problem(82002, "toparty: at most 100");
  return count(tags) > 100 ? problem(82003, "totag: at most 100") : undefined;
}

/** Resolves names to members, each once; userids are compared without case. */
export function resolveTargets(world: World, app: App, body: JsonObject): Targets {
  const users = split(body, "touser");
  if (users.length === 1 && users[0] === "@all") return allOf(reachableMembers(world, app));
  const parties = split(body, "toparty");
  const tags = split(body, "totag");
  const inGroups = membersOf(world, app, { parties, tags });
  const named = users.flatMap((userid) => reachable(world, app, userid) ?? []);
  return {
    members: [...new Set([...named, ...inGroups])],
    invalidUsers: users
      .filter((userid) => !isReachable(world, app, userid))
      .map((userid) => userid.toLowerCase()),
    invalidParties: unknownParties(world, parties),
    invalidTags: tags.filter((id) => !world.tags.has(Number(id))),
  };
}

/** Most messages name people only: then nobody is looked through, or a message to each of many would be slow. */
function membersOf(
  world: World,
  app: App,
  { parties, tags }: { parties: readonly string[]; tags: readonly string[] },
): readonly Member[] {
  if (parties.length + tags.length === 0) return [];
  return reachableMembers(world, app).filter(
    (member) => isInParty(world, member, parties) || hasTag(world, member, tags),
  );
}

function unknownParties(world: World, parties: readonly string[]): readonly string[] {
  if (parties.length === 0) return [];
  const knownIds = new Set(departments(world).map((each) => String(each.id)));
  return parties.filter((id) => !knownIds.has(id));
}

/** True if the member's department, or the root, is listed. */
export function isInParty(world: World, member: Member, partyIds: readonly string[]): boolean {
  return partyIds.includes("1") || partyIds.includes(String(departmentId(world, member)));
}

function allOf(members: readonly Member[]): Targets {
  return { members, invalidUsers: [], invalidParties: [], invalidTags: [] };
}

function reachable(world: World, app: App, userid: string): Member | undefined {
  return isReachable(world, app, userid) ? findMember(world, userid) : undefined;
}

function split(body: JsonObject, field: string): readonly string[] {
  return textOf(body, field)
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
