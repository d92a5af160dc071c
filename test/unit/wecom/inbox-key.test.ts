import { expect } from "chai";
import { inboxKeyOf } from "../../../src/wecom/inbox-key.ts";
import { parseXml } from "../../../src/wecom/xml.ts";
import { innerXml } from "./sealing.ts";

const press = {
  MsgType: "event",
  MsgId: "",
  Event: "template_card_event",
  EventKey: "approve",
  TaskId: "c@1",
  ResponseCode: "R1",
};

function keyOf(fields: Record<string, string>, more = ""): string {
  return inboxKeyOf(parseXml(innerXml(fields).replace("</xml>", `${more}</xml>`)));
}

describe("wecom/inbox-key", () => {
  it("is the hex sha256 of the fields", () => {
    expect(keyOf(press)).to.match(/^[0-9a-f]{64}$/);
  });

  it("is the same for the same event in another element order", () => {
    const reversed = parseXml(innerXml(press));
    reversed.children.reverse();
    expect(inboxKeyOf(reversed)).to.equal(keyOf(press));
  });

  const distinct = [
    "FromUserName",
    "CreateTime",
    "Event",
    "EventKey",
    "TaskId",
    "ResponseCode",
    "AgentID",
    "ChangeType",
    "UserID",
    "NewUserID",
    "Id",
    "TagId",
  ];
  for (const name of distinct) {
    it(`tells events apart by ${name}`, () => {
      expect(keyOf({ ...press, [name]: "other" })).to.not.equal(keyOf(press));
    });
  }

  it("does not confuse a value that moved to the next field", () => {
    expect(keyOf({ ...press, EventKey: "ab", TaskId: "c" })).to.not.equal(
      keyOf({ ...press, EventKey: "a", TaskId: "bc" }),
    );
  });

  it("tells approvals and jobs apart by their numbers", () => {
    const approval = (name: string, no: string) =>
      keyOf(press, `<ApprovalInfo><${name}>${no}</${name}></ApprovalInfo>`);
    for (const name of ["SpNo", "SpNoStr", "ThirdNo"]) {
      expect(approval(name, "1"), name).to.not.equal(approval(name, "2"));
    }
    const job = (id: string) => keyOf(press, `<BatchJob><JobId>${id}</JobId></BatchJob>`);
    expect(job("1")).to.not.equal(job("2"));
  });

  it("knows a message by its id, type and app, whatever else it says", () => {
    const key = keyOf({});
    expect(keyOf({ Content: "other", CreateTime: "1" })).to.equal(key);
    expect(keyOf({ MsgId: "7123456789012345679" })).to.not.equal(key);
    expect(keyOf({ MsgType: "image" })).to.not.equal(key);
    expect(keyOf({ AgentID: "1" })).to.not.equal(key);
  });

  it("never takes a message for an event", () => {
    expect(keyOf({ ...press, MsgId: "1" })).to.not.equal(keyOf(press));
  });
});
