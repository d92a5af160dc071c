import { expect } from "chai";
import type { Bureau, Json } from "./support/bureau.ts";
import { cardMessage, openBureau } from "./support/bureau.ts";
import type { Receiver } from "./support/receiver.ts";
import { CORP_ID, element, startReceiver } from "./support/receiver.ts";

const ASSISTANT_KEYS = {
  token: "assistanttoken",
  aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
};

describe("simulator, rule 11: changes of the directory", () => {
  let bureau: Bureau;
  let assistant: Receiver;
  beforeEach(async () => {
    assistant = await startReceiver(ASSISTANT_KEYS);
    bureau = await openBureau({
      contactSync: { callbackUrl: assistant.url, ...ASSISTANT_KEYS },
    });
  });
  afterEach(async () => {
    await bureau.close();
    await assistant.close();
  });

  const change = (body: Json) => bureau.control("change-contact", body);
  const lastTold = (name: string) => element(assistant.received.at(-1)?.message ?? "", name);
  const appEvents = () =>
    bureau.receiver.received.map((each) => [
      element(each.message, "Event"),
      element(each.message, "FromUserName"),
    ]);

  it("reach the assistant's own endpoint, under its own token and key, from sys", async () => {
    await change({ changeType: "create_user", userid: "zhaoliu", department: "营销部" });
    const [told] = assistant.received;
    expect(told?.isSignatureGood).to.equal(true);
    expect(told?.receiveId).to.equal(CORP_ID);
    expect(told?.body).not.to.include("AgentID");
    expect(lastTold("FromUserName")).to.equal("sys");
    expect(lastTold("Event")).to.equal("change_contact");
    expect(lastTold("AgentID")).to.equal(undefined);
  });

  it("tell a newcomer: create_user to the assistant, subscribe to the app", async () => {
    const person = { userid: "zhaoliu", name: "赵六", department: "营销部" };
    await change({ changeType: "create_user", ...person });
    expect(lastTold("ChangeType")).to.equal("create_user");
    expect(lastTold("UserID")).to.equal("zhaoliu");
    expect(lastTold("Department")).to.equal("2");
    expect(lastTold("Name"), "assistants of today learn no names").to.equal(undefined);
    expect(appEvents()).to.deep.equal([["subscribe", "zhaoliu"]]);
    const again = await change({ changeType: "create_user", ...person });
    expect(again["refusal"]).to.equal("bad-request");
  });

  it("tell names and positions where the assistant is older", async () => {
    await bureau.control("behaviour", { contactDetails: true });
    await change({ changeType: "update_user", userid: "lisi", position: "班长" });
    expect([lastTold("Name"), lastTold("Position")]).to.deep.equal(["李四", "班长"]);
  });

  it("tell a move (update_user), but not a new position", async () => {
    await change({ changeType: "update_user", userid: "lisi", position: "班长" });
    expect(assistant.received).to.have.length(0);
    await change({ changeType: "update_user", userid: "lisi", department: "调度中心" });
    expect(lastTold("ChangeType")).to.equal("update_user");
    expect(lastTold("NewUserID")).to.equal(undefined);
    const user = await bureau.call("user/get", undefined, { userid: "lisi" });
    expect(user).to.include({ name: "李四", position: "班长" });
  });

  it("tell a new userid, under which the member keeps his cards", async () => {
    await bureau.send(cardMessage(undefined, "lisi"));
    await change({ changeType: "update_user", userid: "lisi", newUserid: "li.si" });
    expect([lastTold("UserID"), lastTold("NewUserID")]).to.deep.equal(["lisi", "li.si"]);
    const gone = await bureau.call("user/get", undefined, { userid: "lisi" });
    expect(gone["errcode"]).to.equal(60111);
    const press = { userid: "li.si", taskId: "case-0001@s1@1", key: "approve" };
    expect((await bureau.control("press", press))["push"].status).to.equal("delivered");
    expect(appEvents()).to.deep.equal([["template_card_event", "li.si"]]);
    const taken = await change({ changeType: "update_user", userid: "li.si", newUserid: "WangWu" });
    expect(taken["refusal"]).to.equal("bad-request");
  });

  it("tell a leaver: delete_user to the assistant, unsubscribe to the app", async () => {
    await change({ changeType: "delete_user", userid: "lisi" });
    expect(lastTold("ChangeType")).to.equal("delete_user");
    expect(lastTold("UserID")).to.equal("lisi");
    expect(lastTold("Department")).to.equal(undefined);
    expect(appEvents()).to.deep.equal([["unsubscribe", "lisi"]]);
  });

  it("are repeated like other callbacks", async () => {
    assistant.answer = (count) => ({ status: count === 1 ? 503 : 200 });
    const { push } = await change({ changeType: "update_user", userid: "lisi", newUserid: "li" });
    expect(push.tries.map((each: Json) => each["status"])).to.deep.equal([503, 200]);
  });

  it("move a member out of the app's range and back, which the app learns", async () => {
    await bureau.control("unsubscribe", { userid: "lisi" });
    expect((await bureau.send(cardMessage(undefined, "lisi")))["errcode"]).to.equal(81013);
    await bureau.control("subscribe", { userid: "lisi" });
    expect((await bureau.send(cardMessage(undefined, "lisi")))["errcode"]).to.equal(0);
    expect(appEvents().map(([event]) => event)).to.deep.equal(["unsubscribe", "subscribe"]);
    expect(assistant.received).to.have.length(0);
  });

  it("tell who comes to a tag and who goes (update_tag), and tags can be read", async () => {
    await bureau.control("tags", { tagId: 7, name: "审批人", members: ["lisi"] });
    await bureau.control("tags", { tagId: 7, name: "审批人", members: ["wangwu"] });
    expect(lastTold("TagId")).to.equal("7");
    expect([lastTold("AddUserItems"), lastTold("DelUserItems")]).to.deep.equal(["wangwu", "lisi"]);
    const tag = await bureau.call("tag/get", undefined, { tagid: "7" });
    expect(tag).to.deep.include({
      tagname: "审批人",
      userlist: [{ userid: "wangwu", name: "王五" }],
    });
    expect((await bureau.call("tag/get", undefined, { tagid: "9" }))["errcode"]).to.equal(40068);
    const { taglist } = await bureau.call("tag/list");
    expect(taglist).to.deep.equal([{ tagid: 7, tagname: "审批人" }]);
  });

  it("are told to nobody where no assistant is set up", async () => {
    const alone = await openBureau();
    const result = await alone.control("change-contact", {
      changeType: "update_user",
      userid: "lisi",
      department: "调度中心",
    });
    await alone.close();
    expect(result).to.deep.equal({ ok: true });
  });
});
