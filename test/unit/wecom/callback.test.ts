import { readFileSync } from "node:fs";
import { expect } from "chai";
import { readChatEvent } from "../../../src/wecom/callback.ts";
import { parseXml } from "../../../src/wecom/xml.ts";
import { checkThatRefused, innerXml } from "./sealing.ts";
import { vectorOf } from "./vectors.ts";

/** Samples of the vendor's pages, one per line, each after its name. */
const samples = new Map(
  readFileSync("test/fixtures/wecom/events.txt", "utf8")
    .split("\n")
    .filter((line) => line.includes(" <xml>"))
    .map((line): [string, string] => [
      line.slice(0, line.indexOf(" ")),
      line.slice(line.indexOf(" ") + 1),
    ]),
);

function read(xml: string) {
  return readChatEvent(parseXml(xml));
}

/** The event of a sample without what every event has. */
function ownPartsOf(name: string): object {
  const { inboxKey: _, from: __, at: ___, ...own } = read(samples.get(name) ?? "");
  return own;
}

function eventXml(fields: Record<string, string>, more = ""): string {
  return innerXml({ MsgType: "event", ...fields }).replace("</xml>", `${more}</xml>`);
}

const press = {
  Event: "template_card_event",
  EventKey: "approve",
  TaskId: "c@1",
  ResponseCode: "R1",
};

describe("wecom/callback", () => {
  it("reads sender and time of every sample exactly", () => {
    const event = read(samples.get("press") ?? "");
    expect(event.from).to.equal("manager01");
    expect(event.at).to.deep.equal(new Date(1_767_225_600_000));
  });

  const expected: [string, object][] = [
    [
      "press",
      {
        kind: "card-pressed",
        cardId: "case-2026-0001@s1@1",
        buttonKey: "approve",
        responseCode: "RESP_CODE_FROM_CLICK_0001",
        selections: { reason: ["r2"] },
      },
    ],
    [
      "menu-of-card",
      {
        kind: "card-menu-clicked",
        cardId: "case-2026-0001@n1",
        menuKey: "mute",
        responseCode: "RESP_CODE_MENU_0001",
      },
    ],
    ["text", { kind: "text-received", content: "查 CASE-2026-0001", msgId: "7123456789012345678" }],
    ["image", { kind: "other-message", messageType: "image" }],
    ["voice", { kind: "other-message", messageType: "voice" }],
    ["video", { kind: "other-message", messageType: "video" }],
    ["link", { kind: "other-message", messageType: "link" }],
    ["location", { kind: "other-message", messageType: "location" }],
    ["subscribe", { kind: "member-joined" }],
    ["unsubscribe", { kind: "member-left" }],
    ["enter_agent", { kind: "entered" }],
    ["click", { kind: "menu-clicked", menuKey: "MY_TODO" }],
    ["view", { kind: "unknown", name: "view" }],
    ["LOCATION", { kind: "unknown", name: "location" }],
    ["create_user", { kind: "contact-changed", changeType: "create_user", userId: "staff09" }],
    [
      "update_user",
      {
        kind: "contact-changed",
        changeType: "update_user",
        userId: "staff09",
        newUserId: "zhao.liu",
        isMoved: true,
      },
    ],
    ["delete_user", { kind: "contact-changed", changeType: "delete_user", userId: "zhao.liu" }],
    ["update_tag", { kind: "unknown", name: "change_contact:update_tag" }],
    ["sys_approval_change", { kind: "unknown", name: "sys_approval_change" }],
    ["open_approval_change", { kind: "unknown", name: "open_approval_change" }],
    ["inactive_alert", { kind: "app-inactive-warning", name: "inactive_alert" }],
  ];
  for (const [name, parts] of expected) {
    it(`reads the sample ${name}`, () => {
      expect(ownPartsOf(name)).to.deep.equal(parts);
    });
  }

  it("reads the status of a member where it changed", () => {
    const change = { Event: "change_contact", ChangeType: "update_user", UserID: "zhao.liu" };
    const event = read(eventXml({ ...change, Status: "2", FromUserName: "sys" }));
    expect(event).to.include({ kind: "contact-changed", status: "2" }).and.not.property("isMoved");
  });

  it("reads the text of a message split over CDATA sections, with its long id as a string", () => {
    const event = read(vectorOf("composed-text-cdata-emoji").expected.plaintext);
    expect(event).to.include({
      kind: "text-received",
      content: "查 CASE-2026-0001 的进度 <b>&amp;</b> ]]> 😀",
      msgId: "7123456789012345678",
    });
  });

  it("reads a text without content as an empty one", () => {
    const xml = innerXml().replace(/<Content>.*<\/Content>/, "");
    expect(read(xml)).to.include({ kind: "text-received", content: "" });
  });

  it("keeps odd userids as they came", () => {
    for (const from of ["007", "1e3", "ZhangSan", "", " a"]) {
      expect(read(innerXml({ FromUserName: from })).from).to.equal(from);
    }
  });

  it("reads event names in any case", () => {
    expect(read(eventXml({ Event: "Enter_Agent" })).kind).to.equal("entered");
  });

  it("reads a press without selections, with several, and with none chosen", () => {
    const item = (question: string, ...ids: string[]) =>
      `<SelectedItem><QuestionKey>${question}</QuestionKey><OptionIds>${ids.map((id) => `<OptionId>${id}</OptionId>`).join("")}</OptionIds></SelectedItem>`;
    const selectionsOf = (items: string) => read(eventXml(press, items));
    expect(selectionsOf("")).to.deep.include({ selections: {} });
    const many = `<SelectedItems>${item("a", "1", "2")}${item("b")}</SelectedItems>`;
    expect(selectionsOf(many)).to.deep.include({ selections: { a: ["1", "2"], b: [] } });
    const contradiction = `<SelectedItems>${item("a", "1")}${item("a", "2")}</SelectedItems>`;
    expect(selectionsOf(contradiction)).to.deep.include({ selections: { a: ["1", "2"] } });
    expect(selectionsOf("<SelectedItems><SelectedItem/></SelectedItems>")).to.deep.include({
      selections: { "": [] },
    });
  });

  it("gives selections no prototype, so that no question is found that was not asked", () => {
    const event = read(eventXml(press));
    if (event.kind !== "card-pressed") throw new Error("not a press");
    expect(event.selections["constructor"]).to.equal(undefined);
    expect(Object.getPrototypeOf(event.selections)).to.equal(null);
  });

  for (const name of ["EventKey", "TaskId", "ResponseCode"]) {
    it(`makes nothing of a press or a card menu click without ${name}`, () => {
      expect(read(eventXml({ ...press, [name]: "" }))).to.include({
        kind: "unknown",
        name: "template_card_event",
      });
      const menu = { ...press, Event: "template_card_menu_event", [name]: "" };
      expect(read(eventXml(menu))).to.include({
        kind: "unknown",
        name: "template_card_menu_event",
      });
    });
  }

  it("makes nothing of a menu click without a key, a change without a member, a message without an id", () => {
    expect(read(eventXml({ Event: "click" })).kind).to.equal("unknown");
    const change = { Event: "change_contact", ChangeType: "delete_user", FromUserName: "sys" };
    expect(read(eventXml(change)).kind).to.equal("unknown");
    expect(read(eventXml({ Event: "change_contact", FromUserName: "sys" })).kind).to.equal(
      "unknown",
    );
    expect(read(innerXml({ MsgId: "" }))).to.include({ kind: "unknown", name: "text" });
    expect(read(eventXml({}))).to.include({ kind: "unknown", name: "" });
  });

  it("believes directory changes of sys only", () => {
    const change = { Event: "change_contact", ChangeType: "delete_user", UserID: "zhao.liu" };
    expect(read(eventXml({ ...change, FromUserName: "sys" })).kind).to.equal("contact-changed");
    expect(read(eventXml({ ...change, FromUserName: "staff02" })).kind).to.equal("unknown");
  });

  it("makes names safe for a log", () => {
    expect(read(eventXml({ Event: "a\nb[2J审" }))).to.include({ name: "a?b?2j?" });
    expect(read(innerXml({ MsgType: "x".repeat(100) }))).to.include({
      messageType: "x".repeat(64),
    });
  });

  const refused: [string, string, string][] = [
    ["without a sender", innerXml().replace(/<FromUserName>.*<\/FromUserName>/, ""), "message"],
    ["without a type", innerXml().replace(/<MsgType>.*<\/MsgType>/, ""), "message"],
    ["with a time that is no number", innerXml({ CreateTime: "1e9" }), "message"],
    [
      "with two senders",
      innerXml().replace("</xml>", "<FromUserName>b</FromUserName></xml>"),
      "xml",
    ],
    ["with a sender of elements", innerXml().replace("<![CDATA[staff02]]>", "<a/>"), "xml"],
    ["with two keys", eventXml(press, "<EventKey>b</EventKey>"), "xml"],
    [
      "with 1 000 selections",
      eventXml(
        press,
        `<SelectedItems>${"<SelectedItem><QuestionKey/></SelectedItem>".repeat(1_000)}</SelectedItems>`,
      ),
      "xml",
    ],
  ];
  for (const [name, xml, check] of refused) {
    it(`refuses a message ${name}`, () => {
      expect(checkThatRefused(() => read(xml))).to.equal(check);
    });
  }

  it("takes neither another case nor a prefix for the sender", () => {
    for (const name of ["fromusername", "x:FromUserName"]) {
      expect(checkThatRefused(() => read(innerXml().replaceAll("FromUserName", name)))).to.equal(
        "message",
      );
    }
  });
});
