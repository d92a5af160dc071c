// phone: what a member does on his phone, and an administrator in the directory. Only what a real phone lets him do; everything else is a refusal.
import type { ChatCallback } from "../callback/events.ts";
import type { Push } from "../callback/push-record.ts";
import type { Pusher } from "../callback/pusher.ts";
import { findMember, isReachable } from "../world/members.ts";
import type { App, Member, World } from "../world/world.ts";

export type RefusalCode =
  | "unknown-member"
  | "member-left"
  | "unknown-app"
  | "unknown-card"
  | "no-live-button"
  | "opens-a-page"
  | "no-such-option"
  | "unknown-chat"
  | "unknown-menu-key"
  | "bad-request";

export interface Refused {
  readonly ok: false;
  readonly refusal: RefusalCode;
  readonly detail: string;
}

export interface Done {
  readonly ok: true;
  /** The event this caused, after the callback ended; absent when nothing is reported. */
  readonly push?: Push;
}

export type ActResult = Done | Refused;

/** The world and the way to its apps. */
export interface Stage {
  readonly world: World;
  readonly pusher: Pusher;
}

/** Says why a phone cannot do it. */
export function refused(refusal: RefusalCode, detail: string): Refused {
  return { ok: false, refusal, detail };
}

/** The member if he is still in the enterprise. */
export function activeMember(world: World, userid: string): Member | Refused {
  const member = findMember(world, userid);
  if (member === undefined) return refused("unknown-member", userid);
  return member.status === 1 ? member : refused("member-left", userid);
}

/** The named app, or the only one the member sees. */
export function appFor(world: World, member: Member, agentId: number | undefined): App | Refused {
  const visible = [...world.apps.values()].filter((app) => isReachable(world, app, member.userid));
  const app = agentId === undefined ? visible[0] : visible.find((each) => each.agentId === agentId);
  return app ?? refused("unknown-app", String(agentId ?? "no app is visible to this member"));
}

/** True for the refusal of a look-up. */
export function isRefused(value: object): value is Refused {
  return "refusal" in value;
}

/** Sends the event and waits for the callback to end. */
export async function report(stage: Stage, app: App, callback: ChatCallback): Promise<Done> {
  return { ok: true, push: await stage.pusher.push(app, callback) };
}
