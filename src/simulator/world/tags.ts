import type { TagSettings } from "../settings.ts";
import { findMember } from "./members.ts";
import type { Member, World } from "./world.ts";

/** Who came to a tag and who went, in the spelling of the directory. */
export interface TagDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Makes or changes a tag. */
export function setTag(world: World, { tagId, name, members }: TagSettings): TagDifference {
  const before = world.tags.get(tagId)?.members ?? [];
  const after = [...new Set(members.map((userid) => userid.toLowerCase()))];
  world.tags.set(tagId, { tagId, name, members: after });
  world.journal.tell("people");
  const spelled = (key: string) => findMember(world, key)?.userid ?? key;
  return {
    added: after.filter((key) => !before.includes(key)).map(spelled),
    removed: before.filter((key) => !after.includes(key)).map(spelled),
  };
}

/** True if the member carries one of the tags. */
export function hasTag(world: World, member: Member, tagIds: readonly string[]): boolean {
  const key = member.userid.toLowerCase();
  return tagIds.some((id) => world.tags.get(Number(id))?.members.includes(key) === true);
}
