// What the contact-sync assistant is told about members and tags. @source wecom:90970, wecom:96067
import { departmentId } from "../world/members.ts";
import type { Member, World } from "../world/world.ts";
import type { ChatCallback } from "./events.ts";
import { build } from "./events.ts";
import type { XmlElement } from "./xml.ts";

/** A change of the directory. */
export type ContactChange =
  | { readonly changeType: "create_user"; readonly member: Member }
  | { readonly changeType: "update_user"; readonly member: Member; readonly oldUserid: string }
  | { readonly changeType: "delete_user"; readonly member: Member }
  | TagChange;

export interface TagChange {
  readonly changeType: "update_tag";
  readonly tagId: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** `change_contact`; it comes from `sys` and belongs to no app. */
export function contactEvent(world: World, change: ContactChange): ChatCallback {
  const { changeType } = change;
  return build(world, undefined, {
    userid: "sys",
    event: "change_contact",
    label: `${changeType} ${change.changeType === "update_tag" ? change.tagId : change.member.userid}`,
    elements: [
      ["MsgType", "event"],
      ["Event", "change_contact"],
      ["ChangeType", changeType],
      ...(change.changeType === "update_tag" ? tagElements(change) : userElements(world, change)),
    ],
  });
}

function tagElements({ tagId, added, removed }: TagChange): readonly XmlElement[] {
  const elements: XmlElement[] = [["TagId", tagId]];
  if (added.length > 0) elements.push(["AddUserItems", added.join(",")]);
  if (removed.length > 0) elements.push(["DelUserItems", removed.join(",")]);
  return elements;
}

/** Assistants set up since 2022-08-15 learn ids and departments only. */
function userElements(
  world: World,
  change: Exclude<ContactChange, TagChange>,
): readonly XmlElement[] {
  const { member } = change;
  if (change.changeType === "delete_user") return [["UserID", member.userid]];
  const isRenamed = change.changeType === "update_user" && change.oldUserid !== member.userid;
  const elements: XmlElement[] = [
    ["UserID", isRenamed ? change.oldUserid : member.userid],
    ...(isRenamed ? [["NewUserID", member.userid] as const] : []),
    ["Department", String(departmentId(world, member))],
  ];
  if (!world.behaviour.contactDetails) return elements;
  const details: XmlElement[] = [
    ["Name", member.name],
    ["MainDepartment", departmentId(world, member)],
    ["Position", member.position],
    ["Status", member.status],
  ];
  return [...elements, ...details];
}
