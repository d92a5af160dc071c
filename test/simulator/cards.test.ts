import { expect } from "chai";
import { HOUR_MS } from "../../src/lib/clock.ts";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, approvalCard, cardMessage, cardOf, notice } from "./support/bureau.ts";
import { CORP_ID, element } from "./support/receiver.ts";

const TASK = "case-0001@s1@1";

describe("simulator, rules 4 and 5: pressing and updating cards", () => {
  const bureau = bureauForEach();

  const press = (change: Json = {}) =>
    bureau.control("press", { userid: "ZhangGong", taskId: TASK, key: "approve", ...change });
  const update = (code: unknown, change: Json) =>
    bureau.call("message/update_template_card", {
      agentid: 1000002,
      response_code: code,
      userids: ["ZhangGong"],
      ...change,
    });
  const grey = { button: { replace_name: "已同意" } };

  describe("rule 4, press", () => {
    it("brings the app one genuine event with the button, the task and the shown selection", async () => {
      await bureau.send(cardMessage());
      const result = await press();
      expect(result["push"]).to.include({ status: "delivered", event: "template_card_event" });
      const [event] = bureau.receiver.received;
      expect(event?.isSignatureGood).to.equal(true);
      expect(event?.receiveId).to.equal(CORP_ID);
      const xml = event?.message ?? "";
      expect(element(xml, "ToUserName")).to.equal(CORP_ID);
      expect(element(xml, "FromUserName")).to.equal("ZhangGong");
      expect(element(xml, "Event")).to.equal("template_card_event");
      expect(element(xml, "EventKey")).to.equal("approve");
      expect(element(xml, "TaskId")).to.equal(TASK);
      expect(element(xml, "CardType")).to.equal("button_interaction");
      expect(element(xml, "QuestionKey")).to.equal("reason");
      expect(element(xml, "OptionId")).to.equal("r0");
      expect(element(xml, "AgentID")).to.equal("1000002");
      expect(element(xml, "MsgId")).to.equal(undefined);
      expect(element(xml, "CreateTime")).to.equal("1780279200");
    });

    it("carries the option the member chose", async () => {
      await bureau.send(cardMessage());
      await press({ selections: { reason: "r1" }, key: "return" });
      const xml = bureau.receiver.received[0]?.message ?? "";
      expect([element(xml, "OptionId"), element(xml, "EventKey")]).to.deep.equal(["r1", "return"]);
    });

    it("has a fresh ResponseCode every time", async () => {
      await bureau.send(cardMessage());
      await press();
      await press();
      const codes = bureau.receiver.received.map((each) => element(each.message, "ResponseCode"));
      expect(new Set(codes).size).to.equal(2);
    });

    const IMPOSSIBLE: readonly [what: string, refusal: string, touch: Json][] = [
      ["somebody who never got the card", "unknown-card", { userid: "lisi" }],
      ["a person the enterprise does not know", "unknown-member", { userid: "ghost" }],
      ["a key no button has", "no-live-button", { key: "transfer" }],
      [
        "a button that opens a page",
        "opens-a-page",
        { key: "https://app.example.cn/h5/case/1/decide" },
      ],
      ["an option that is not offered", "no-such-option", { selections: { reason: "r9" } }],
      ["a question that is not asked", "no-such-option", { selections: { mood: "good" } }],
    ];
    for (const [what, refusal, touch] of IMPOSSIBLE) {
      it(`is impossible for ${what}`, async () => {
        await bureau.send(cardMessage());
        expect(await press(touch)).to.include({ ok: false, refusal });
        expect(bureau.receiver.received).to.have.length(0);
      });
    }

    it("is impossible once the buttons are grey", async () => {
      const { response_code: code } = await bureau.send(cardMessage());
      await update(code, grey);
      expect((await press())["refusal"]).to.equal("no-live-button");
    });

    it("is impossible once a label stands in place of the buttons", async () => {
      const { response_code: code } = await bureau.send(cardMessage());
      const card = approvalCard({ task_id: undefined, replace_text: "已退回" });
      expect((await update(code, { template_card: card }))["errcode"]).to.equal(0);
      expect((await press())["refusal"]).to.equal("no-live-button");
    });

    it("works on the card's menu, with an event of its own and no selections", async () => {
      const action_menu = { desc: "更多", action_list: [{ text: "不再提醒", key: "mute" }] };
      await bureau.send(cardMessage(notice({ task_id: TASK, action_menu })));
      const result = await bureau.control("press-menu", {
        userid: "ZhangGong",
        taskId: TASK,
        key: "mute",
      });
      expect(result["push"].event).to.equal("template_card_menu_event");
      expect(element(bureau.receiver.received[0]?.message ?? "", "SelectedItems")).to.equal(
        undefined,
      );
    });
  });

  describe("rule 5, update", () => {
    it("greys the buttons of the named member only", async () => {
      const { response_code: code } = await bureau.send(
        cardMessage(approvalCard(), "ZhangGong|lisi"),
      );
      expect(await update(code, grey)).to.deep.equal({ errcode: 0, errmsg: "ok" });
      expect(await cardOf(bureau, "ZhangGong")).to.include({ greyedAs: "已同意", live: false });
      expect(await cardOf(bureau, "lisi")).to.include({ live: true });
    });

    it("replaces the card of everybody with atall", async () => {
      const { response_code: code } = await bureau.send(
        cardMessage(approvalCard(), "ZhangGong|lisi"),
      );
      await update(code, { userids: undefined, atall: 1, template_card: notice() });
      for (const userid of ["ZhangGong", "lisi"])
        expect((await cardOf(bureau, userid))["shown"]).to.deep.equal(notice());
    });

    it("works with the code of a click too", async () => {
      await bureau.send(cardMessage());
      const { push } = await press();
      expect((await update(push.responseCode, { template_card: notice() }))["errcode"]).to.equal(0);
    });

    it("refuses a code used before with 60140", async () => {
      const { response_code: code } = await bureau.send(cardMessage());
      await update(code, grey);
      expect((await update(code, grey))["errcode"]).to.equal(60140);
    });

    it("refuses an unknown code with 60140", async () => {
      expect((await update("RC-unknown", grey))["errcode"]).to.equal(60140);
    });

    it("takes a code of 72 hours and refuses an older one with 60140", async () => {
      const first = await bureau.send(cardMessage());
      const second = await bureau.send(cardMessage(approvalCard({ task_id: "second" })));
      await bureau.control("clock", { advanceMs: 72 * HOUR_MS });
      expect((await update(first["response_code"], grey))["errcode"]).to.equal(0);
      await bureau.control("clock", { advanceMs: 1 });
      expect((await update(second["response_code"], grey))["errcode"]).to.equal(60140);
    });

    it("does not spend the code on a refused request", async () => {
      const { response_code: code } = await bureau.send(cardMessage());
      await update(code, { template_card: notice({ card_action: undefined }) });
      expect((await update(code, grey))["errcode"]).to.equal(0);
    });

    const WRONG: readonly [rule: string, errcode: number, change: Json][] = [
      ["no target", 82101, { ...grey, userids: [] }],
      ["a target that never got the message", 82102, { ...grey, userids: ["lisi"] }],
      ["neither button nor card", 40063, {}],
      ["an empty replace_name", 42020, { button: {} }],
      ["a task_id in the new card", 42014, { template_card: notice({ task_id: "x" }) }],
      [
        "a notice without card_action",
        42045,
        { template_card: notice({ card_action: undefined }) },
      ],
      ["replace_text on a notice", 40058, { template_card: notice({ replace_text: "x" }) }],
    ];
    for (const [rule, errcode, change] of WRONG) {
      it(`refuses ${rule} with ${errcode}`, async () => {
        const { response_code: code } = await bureau.send(cardMessage());
        const reply = await update(code, change);
        expect(reply["errcode"], reply["errmsg"]).to.equal(errcode);
      });
    }

    it("refuses another app's card with 42015", async () => {
      const { response_code: code } = await bureau.send(cardMessage());
      const reply = await bureau.callAsOther("message/update_template_card", {
        agentid: 1000003,
        response_code: code,
        userids: ["ZhangGong"],
        ...grey,
      });
      expect(reply["errcode"]).to.equal(42015);
    });

    it("refuses buttons for a card that has none with 42017", async () => {
      const action_menu = { action_list: [{ text: "不再提醒", key: "mute" }] };
      const { response_code: code } = await bureau.send(
        cardMessage(notice({ task_id: TASK, action_menu })),
      );
      expect((await update(code, grey))["errcode"]).to.equal(42017);
    });

    it("spends the code before it replies, so that a lost reply cannot be repeated", async () => {
      const { response_code: code } = await bureau.send(cardMessage());
      await bureau.control("faults", { api: "message/update_template_card", kind: "reset-after" });
      const error = await update(code, grey).catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(TypeError);
      expect(await cardOf(bureau, "ZhangGong")).to.include({ greyedAs: "已同意" });
      expect((await update(code, grey))["errcode"]).to.equal(60140);
    });

    it("reaches members by department and tag", async () => {
      await bureau.control("tags", { tagId: 7, members: ["wangwu"] });
      const { response_code: code } = await bureau.send(
        cardMessage(approvalCard(), "ZhangGong|lisi|wangwu"),
      );
      await update(code, { ...grey, userids: [], partyids: [2], tagids: [7] });
      for (const userid of ["ZhangGong", "lisi", "wangwu"])
        expect(await cardOf(bureau, userid)).to.include({ live: false });
    });

    it("lists the targets it could not serve, in lower case, as an array", async () => {
      const { response_code: code } = await bureau.send(cardMessage());
      const reply = await update(code, { ...grey, userids: ["ZhangGong", "LiSi"] });
      expect(reply).to.deep.include({ errcode: 0, invaliduser: ["lisi"] });
    });
  });
});
