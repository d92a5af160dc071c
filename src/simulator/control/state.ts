import { chatsOf, entriesFor, unreadIn } from "../world/chats.ts";
import { corpName } from "../world/members.ts";
import { buttonsOf, isLive, questionsOf } from "../world/cards.ts";
import type { Chat, Entry, Member, World } from "../world/world.ts";

/** Everything the world holds, as plain JSON; with a userid only that person's phone. */
export function stateOf(world: World, userid?: string): object {
  const people = [...world.members.values()].filter(
    (member) => userid === undefined || member.userid.toLowerCase() === userid.toLowerCase(),
  );
  const shared = [...world.chats.values()].filter((chat) => chat.kind !== "app");
  return {
    corp: { corpId: world.settings.corpId, name: corpName(world) },
    clock: clockOf(world),
    seq: world.journal.lastSeq(),
    behaviour: world.behaviour,
    people: people.map((member) => personOf(world, member)),
    groups: shared.filter((chat) => chat.kind === "group").map((chat) => chatOf(world, chat)),
    webhooks: shared.filter((chat) => chat.kind === "webhook").map((chat) => chatOf(world, chat)),
    apps: [...world.apps.values()].map(({ agentId, name, menu, callbackUrl }) => ({
      agentId,
      name,
      menu,
      callbackUrl,
    })),
    messages: [...world.messages.values()],
    responseCodes: [...world.codes.values()],
    pushes: world.pushes,
    heldPushes: world.heldPushes.map((push) => push.id),
    faults: faultsOf(world),
    apiCalls: Object.fromEntries(world.counters),
    recentCalls: world.recentCalls,
    drops: world.drops,
    tags: [...world.tags.values()],
    media: [...world.media.values()].map(({ bytes, ...file }) => ({
      ...file,
      size: bytes.length,
    })),
    waitingForClock: world.dueWork.map((work) => new Date(work.atMs).toISOString()),
  };
}

/** The clock in words and numbers. */
export function clockOf(world: World): object {
  const { clock } = world;
  return {
    now: clock.now().toISOString(),
    nowMs: clock.nowMs(),
    offsetMs: clock.offsetMs(),
    frozen: clock.isFrozen(),
  };
}

/** The disturbances that are set; endless ones say so in words, which JSON has no number for. */
export function faultsOf(world: World): readonly object[] {
  return world.faults.map((fault) => ({
    ...fault,
    timesLeft: Number.isFinite(fault.timesLeft) ? fault.timesLeft : "until-cleared",
  }));
}

function personOf(world: World, member: Member): object {
  const { userid, name, department, position, status, openChat } = member;
  const chats = chatsOf(world, member).map((chat) => ({
    ...chatOf(world, { ...chat, entries: [...entriesFor(member, chat)] }),
    unread: unreadIn(member, chat),
  }));
  return { userid, name, department, position, status, openChat, chats };
}

function chatOf(world: World, chat: Chat): object {
  return { ...chat, entries: chat.entries.map((entry) => entryOf(world, entry)) };
}

function entryOf(world: World, entry: Entry): object {
  const { card } = entry;
  if (card === undefined) return entry;
  const live = isLive(world, card);
  return {
    ...entry,
    card: {
      ...card,
      live,
      buttons: live ? buttonsOf(card.shown) : [],
      questions: questionsOf(card.shown),
    },
  };
}
