import { expect } from "chai";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, notice } from "./support/bureau.ts";

describe("simulator, rule 10: groups and group robots", () => {
  const bureau = bureauForEach();

  describe("group chats", () => {
    const group = { name: "预警", owner: "ZhangGong", userlist: ["ZhangGong", "lisi"] };
    const create = (change: Json = {}) =>
      bureau.call("appchat/create", { ...group, chatid: "group1", ...change });

    it("show their messages to all members and nobody else", async () => {
      expect(await create()).to.include({ errcode: 0, chatid: "group1" });
      const message = { chatid: "group1", msgtype: "text", text: { content: "剩 4 小时" } };
      expect((await bureau.call("appchat/send", message))["errcode"]).to.equal(0);
      const people = (await bureau.state())["people"];
      const unread = people.map((person: Json) =>
        person["chats"]
          .filter((chat: Json) => chat["kind"] === "group")
          .map((chat: Json) => chat["unread"]),
      );
      expect(unread).to.deep.equal([[1], [1], []]);
    });

    const WRONG: readonly [rule: string, errcode: number, change: Json][] = [
      ["one member", 86101, { userlist: ["lisi"] }],
      ["an unknown member", 86101, { userlist: ["lisi", "ghost"] }],
      ["an owner outside the list", 86216, { owner: "wangwu" }],
      ["a chatid with a dash", 86001, { chatid: "group-1" }],
      ["a name of 51 characters", 40058, { name: "名".repeat(51) }],
    ];
    for (const [rule, errcode, change] of WRONG) {
      it(`are refused for ${rule} with ${errcode}`, async () => {
        expect((await create(change))["errcode"]).to.equal(errcode);
      });
    }

    it("take no cards (40008), are unknown (40050) or another app's (86008)", async () => {
      await create();
      const card = { chatid: "group1", msgtype: "template_card", template_card: notice() };
      expect((await bureau.call("appchat/send", card))["errcode"]).to.equal(40008);
      const elsewhere = { ...card, chatid: "nowhere" };
      expect((await bureau.call("appchat/send", elsewhere))["errcode"]).to.equal(40050);
      expect((await bureau.callAsOther("appchat/send", card))["errcode"]).to.equal(86008);
    });

    it("discard the 201st message of a minute to a member silently, and record it", async () => {
      await create();
      const { clock, usage } = bureau.simulator.world;
      usage.set(
        "group-member lisi",
        Array.from({ length: 200 }, () => clock.nowMs()),
      );
      const message = { chatid: "group1", msgtype: "text", text: { content: "第 201 条" } };
      expect((await bureau.call("appchat/send", message))["errcode"]).to.equal(0);
      const state = await bureau.state();
      const shown = state["people"].map((person: Json) =>
        person["chats"]
          .filter((chat: Json) => chat["kind"] === "group")
          .map((chat: Json) => chat["entries"].length),
      );
      expect(shown).to.deep.equal([[1], [0], []]);
      expect(state["drops"]).to.have.length(1);
      expect(state["drops"][0]).to.include({
        userid: "lisi",
        why: "200-group-messages-per-minute",
      });
    });

    it("are refused beyond 20 000 person-times a minute with 45009", async () => {
      await create();
      const { clock, usage } = bureau.simulator.world;
      usage.set(
        "group-messages",
        Array.from({ length: 19_999 }, () => clock.nowMs()),
      );
      const message = { chatid: "group1", msgtype: "text", text: { content: "x" } };
      expect((await bureau.call("appchat/send", message))["errcode"]).to.equal(45009);
    });

    it("change their name and members", async () => {
      await create();
      await bureau.call("appchat/update", {
        chatid: "group1",
        name: "新名",
        add_user_list: ["wangwu"],
        del_user_list: ["lisi"],
      });
      const { chat_info: info } = await bureau.call("appchat/get", undefined, { chatid: "group1" });
      expect(info).to.deep.include({ name: "新名", userlist: ["ZhangGong", "wangwu"] });
    });
  });

  describe("group robots", () => {
    const post = (body: Json, key = "robot-key") =>
      fetch(`${bureau.url}/cgi-bin/webhook/send?key=${key}`, {
        method: "POST",
        body: JSON.stringify(body),
      }).then((response) => response.json() as Promise<Json>);
    const markdown = { msgtype: "markdown", markdown: { content: "**超时预警**" } };

    it("post into their group without a token", async () => {
      expect((await post(markdown))["errcode"]).to.equal(0);
      expect((await bureau.state())["webhooks"][0].entries).to.have.length(1);
    });

    it("are seen by people who join later too", async () => {
      await bureau.control("people", { people: [{ userid: "zhaoliu", name: "赵六" }] });
      await post(markdown);
      const person = (await bureau.state())["people"].at(-1);
      const chat = person.chats.find((each: Json) => each["kind"] === "webhook");
      expect(chat).to.include({ unread: 1 });
    });

    it("refuse a wrong key (93000), a card with buttons (42031) and long markdown (45002)", async () => {
      expect((await post(markdown, "guess"))["errcode"]).to.equal(93000);
      const card = { msgtype: "template_card", template_card: { card_type: "button_interaction" } };
      expect((await post(card))["errcode"]).to.equal(42031);
      const long = { msgtype: "markdown", markdown: { content: "x".repeat(4097) } };
      expect((await post(long))["errcode"]).to.equal(45002);
    });

    it("refuse the 21st message within a minute with 45009", async () => {
      const codes: number[] = [];
      for (let count = 0; count < 21; count += 1) codes.push((await post(markdown))["errcode"]);
      expect(codes.filter((code) => code === 0)).to.have.length(20);
      expect(codes.at(-1)).to.equal(45009);
    });
  });
});
