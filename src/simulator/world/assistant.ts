import type { App, World } from "./world.ts";

/** Stands for the contact-sync assistant where an app's number stands elsewhere; no app has it. */
export const ASSISTANT_ID = 0;

/** The contact-sync assistant as a receiver of events; undefined when none is set up. */
export function assistantOf({ settings }: World): App | undefined {
  const { contactSync } = settings;
  if (contactSync === undefined) return undefined;
  const known = { agentId: ASSISTANT_ID, name: "通讯录同步助手", secret: "" };
  return { ...known, ...contactSync, menu: [] };
}

/** The app, or the assistant, that an event was for. */
export function receiverOf(world: World, agentId: number): App | undefined {
  return agentId === ASSISTANT_ID ? assistantOf(world) : world.apps.get(agentId);
}
