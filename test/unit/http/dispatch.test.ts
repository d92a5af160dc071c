import { expect } from "chai";
import { dispatch, dispatchContacts } from "../../../src/http/dispatch.ts";
import type { ChatVerbs } from "../../../src/http/verbs.ts";
import type { ChatEvent } from "../../../src/wecom/chat-event.ts";
import { NOW } from "./parts.ts";

const base = { inboxKey: "key", from: "LiuYang", at: NOW };
const act = { inboxKey: "key", from: "liuyang", at: NOW };
const press: ChatEvent = {
  ...base,
  kind: "card-pressed",
  cardId: "T1-1@1",
  buttonKey: "approve",
  responseCode: "code",
  selections: { opinion: ["agree"] },
};

/** Actions that only tell that they were called, and with what. */
function recorder(): { verbs: ChatVerbs; calls: unknown[][] } {
  const calls: unknown[][] = [];
  const record =
    (name: string) =>
    (...input: unknown[]) => {
      calls.push([name, ...input]);
      return Promise.resolve({ result: "done" as const, code: name });
    };
  const verbs = {
    decideTask: record("decideTask"),
    answerQuestion: record("answerQuestion"),
    replyHint: record("replyHint"),
    acknowledge: record("acknowledge"),
  };
  return { verbs, calls };
}

async function callsFor(event: ChatEvent, way = dispatch): Promise<unknown[][]> {
  const { verbs, calls } = recorder();
  await way(event, verbs);
  return calls;
}

const acknowledged = (kind: string, from = "LiuYang") => [
  ["acknowledge", { inboxKey: "key", from, kind }],
];

describe("dispatch", () => {
  it("hands a press to the decision with the sender in canonical form", async () => {
    const { kind: _, ...rest } = press;
    expect(await callsFor(press)).to.deep.equal([["decideTask", { ...rest, ...act }]]);
  });

  it("hands text to the answer as a command, never to the decision", async () => {
    const event: ChatEvent = {
      ...base,
      kind: "text-received",
      content: "同意 BZ-2026-000123",
      msgId: "1",
    };
    const [call] = await callsFor(event);
    expect(call?.[0]).to.equal("answerQuestion");
    expect(call?.[1]).to.have.nested.property("command.kind", "decision-words");
  });

  it("hands a menu entry to the answer, and help for one that is not ours", async () => {
    const known = await callsFor({ ...base, kind: "menu-clicked", menuKey: "MY_TODO" });
    expect(known).to.deep.equal([["answerQuestion", { ...act, command: { kind: "my-todo" } }]]);
    const forged = await callsFor({ ...base, kind: "menu-clicked", menuKey: "approve-all" });
    expect(forged).to.deep.equal([["answerQuestion", { ...act, command: { kind: "help" } }]]);
  });

  it("tells who sends a picture what to do instead, and welcomes a new member", async () => {
    expect(await callsFor({ ...base, kind: "other-message", messageType: "image" })).to.deep.equal([
      ["replyHint", act, { kind: "unsupported", messageType: "image" }],
    ]);
    expect(await callsFor({ ...base, kind: "member-joined" })).to.deep.equal([
      ["replyHint", act, { kind: "welcome" }],
    ]);
  });

  it("acknowledges what asks for nothing", async () => {
    const rows: ChatEvent[] = [
      { ...base, kind: "entered" },
      { ...base, kind: "member-left" },
      { ...base, kind: "card-menu-clicked", cardId: "T1-1@1", menuKey: "m", responseCode: "c" },
      { ...base, kind: "contact-changed", changeType: "delete_user", userId: "liuyang" },
      { ...base, kind: "app-inactive-warning", name: "low_active" },
      { ...base, kind: "unknown", name: "brand_new" },
    ];
    for (const event of rows) {
      expect(await callsFor(event), event.kind).to.deep.equal(acknowledged(event.kind));
    }
  });

  it("lets a sender decide nothing who cannot be an employee", async () => {
    const from = "othercorp/liuyang";
    expect(await callsFor({ ...press, from })).to.deep.equal(acknowledged("foreign-sender", from));
  });

  it("hears from the contact assistant about contacts only", async () => {
    expect(await callsFor(press, dispatchContacts)).to.deep.equal(acknowledged("unknown"));
    const change: ChatEvent = {
      ...base,
      kind: "contact-changed",
      changeType: "delete_user",
      userId: "x",
    };
    expect(await callsFor(change, dispatchContacts)).to.deep.equal(acknowledged("contact-changed"));
  });
});
