import { expect } from "chai";
import { dispatch, dispatchContacts } from "../../../../src/http/callback/dispatch.ts";
import type { ChatVerbs, PeopleVerbs } from "../../../../src/http/verbs.ts";
import type { ChatEvent } from "../../../../src/wecom/chat-event.ts";
import { NOW } from "../parts.ts";

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
function recorder(): { verbs: ChatVerbs & PeopleVerbs; calls: unknown[][] } {
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
    notePresence: (change: unknown) => record("notePresence")(change).then(() => undefined),
    tellMoved: record("tellMoved"),
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
      ["notePresence", { userid: "liuyang", at: NOW, change: { kind: "returned" } }],
      ["replyHint", act, { kind: "welcome" }],
    ]);
  });

  it("acknowledges what asks for nothing", async () => {
    const rows: ChatEvent[] = [
      { ...base, kind: "entered" },
      { ...base, kind: "card-menu-clicked", cardId: "T1-1@1", menuKey: "m", responseCode: "c" },
      { ...base, kind: "contact-changed", changeType: "delete_user", userId: "liuyang" },
      { ...base, kind: "app-inactive-warning", name: "low_active" },
      { ...base, kind: "unknown", name: "brand_new" },
    ];
    for (const event of rows) {
      expect(await callsFor(event), event.kind).to.deep.equal(acknowledged(event.kind));
    }
  });

  it("notes who left the app's range, then acknowledges", async () => {
    expect(await callsFor({ ...base, kind: "member-left" })).to.deep.equal([
      [
        "notePresence",
        { userid: "liuyang", at: NOW, change: { kind: "left", source: "unsubscribe" } },
      ],
      ...acknowledged("member-left"),
    ]);
  });

  it("lets a sender decide nothing who cannot be an employee", async () => {
    const from = "othercorp/liuyang";
    expect(await callsFor({ ...press, from })).to.deep.equal(acknowledged("foreign-sender", from));
  });

  it("hears from the contact assistant about contacts only", async () => {
    expect(await callsFor(press, dispatchContacts)).to.deep.equal(acknowledged("unknown"));
  });

  const changed = { ...base, from: "sys", kind: "contact-changed" as const, userId: "LiuYang" };
  const noted = (change: object) => ["notePresence", { userid: "liuyang", at: NOW, change }];
  const known = acknowledged("contact-changed", "sys");
  const rows: [string, ChatEvent, unknown[][]][] = [
    [
      "somebody deleted has left",
      { ...changed, changeType: "delete_user" },
      [noted({ kind: "left", source: "delete_user" }), ...known],
    ],
    [
      "somebody entered is there again",
      { ...changed, changeType: "create_user" },
      [noted({ kind: "returned" }), ...known],
    ],
    ...["2", "5"].map((status): [string, ChatEvent, unknown[][]] => [
      `somebody whose status became ${status} has left`,
      { ...changed, changeType: "update_user", status },
      [noted({ kind: "left", source: "update_user" }), ...known],
    ]),
    [
      "somebody active again is there, in whatever department",
      { ...changed, changeType: "update_user", status: "1", isMoved: true },
      [noted({ kind: "returned" }), ...known],
    ],
    ["a change of a name asks for nothing", { ...changed, changeType: "update_user" }, known],
    [
      "a move is told to the administrators",
      { ...changed, changeType: "update_user", isMoved: true },
      [["tellMoved", { inboxKey: "key", from: "sys", userid: "liuyang", newUserid: undefined }]],
    ],
    [
      "so is another userid",
      { ...changed, changeType: "update_user", newUserId: "ly2" },
      [["tellMoved", { inboxKey: "key", from: "sys", userid: "liuyang", newUserid: "ly2" }]],
    ],
    [
      "who cannot be an employee is nobody",
      { ...changed, changeType: "delete_user", userId: "othercorp/x" },
      known,
    ],
  ];
  for (const [title, event, calls] of rows) {
    it(`hears from the contact assistant: ${title}`, async () => {
      expect(await callsFor(event, dispatchContacts)).to.deep.equal(calls);
    });
  }
});
