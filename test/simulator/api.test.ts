import { expect } from "chai";
import type { Bureau, Json } from "./support/bureau.ts";
import { notice, OTHER_SECRET, openBureau, SECRET } from "./support/bureau.ts";
import { CORP_ID } from "./support/receiver.ts";

describe("simulator: the other APIs", () => {
  let bureau: Bureau;
  beforeEach(async () => {
    bureau = await openBureau();
  });
  afterEach(() => bureau.close());

  const get = async (path: string): Promise<Json> =>
    (await (await fetch(`${bureau.url}${path}`)).json()) as Json;
  const text = { touser: "lisi", msgtype: "text", text: { content: "x" } };

  describe("tokens", () => {
    const WRONG: readonly [what: string, errcode: number, query: string][] = [
      ["no corpid", 41002, `corpsecret=${SECRET}`],
      ["no secret", 41004, `corpid=${CORP_ID}`],
      ["another corpid", 40013, `corpid=wwother&corpsecret=${SECRET}`],
      ["a wrong secret", 40001, `corpid=${CORP_ID}&corpsecret=guess`],
    ];
    for (const [what, errcode, query] of WRONG) {
      it(`are refused for ${what} with ${errcode}`, async () => {
        expect((await get(`/cgi-bin/gettoken?${query}`))["errcode"]).to.equal(errcode);
      });
    }

    it("are refused with 45009 after ten wrong secrets, for one hour", async () => {
      const good = `/cgi-bin/gettoken?corpid=${CORP_ID}&corpsecret=${SECRET}`;
      for (let count = 0; count < 10; count += 1)
        await get(`/cgi-bin/gettoken?corpid=${CORP_ID}&corpsecret=guess`);
      expect((await get(good))["errcode"]).to.equal(45009);
      await bureau.control("clock", { advanceMs: 3_600_001 });
      expect((await get(good))["errcode"]).to.equal(0);
    });

    it("are missing (41001), unknown (40014) or older than two hours (42001)", async () => {
      const query = `corpid=${CORP_ID}&corpsecret=${SECRET}`;
      const { access_token: token, expires_in: sec } = await get(`/cgi-bin/gettoken?${query}`);
      expect(sec).to.equal(7200);
      const agent = (value: string) => get(`/cgi-bin/agent/get?agentid=1000002${value}`);
      expect((await agent(""))["errcode"]).to.equal(41001);
      expect((await agent("&access_token=made-up"))["errcode"]).to.equal(40014);
      expect((await agent(`&access_token=${token}`))["errcode"]).to.equal(0);
      await bureau.control("clock", { advanceMs: 7_200_000 });
      expect((await agent(`&access_token=${token}`))["errcode"]).to.equal(42001);
    });

    it("can be made invalid early (40014)", async () => {
      const query = `corpid=${CORP_ID}&corpsecret=${SECRET}`;
      const { access_token: token } = await get(`/cgi-bin/gettoken?${query}`);
      await bureau.control("invalidate-tokens");
      const reply = await get(`/cgi-bin/agent/get?agentid=1000002&access_token=${token}`);
      expect(reply["errcode"]).to.equal(40014);
    });
  });

  it("refuses callers outside the app's address list with 60020, naming the address", async () => {
    const app = { agentId: 1, name: "a", secret: OTHER_SECRET, trustedIps: ["203.0.113.7"] };
    const strict = await openBureau({ apps: [app] });
    const reply = await strict.callAsOther("agent/get", undefined, { agentid: "1" });
    await strict.close();
    expect(reply["errcode"]).to.equal(60020);
    expect(reply["errmsg"]).to.include("from ip: 127.0.0.1,");
  });

  it("refuses an API called more than 10 000 times in a minute with 45009", async () => {
    const moments = Array.from({ length: 10_000 }, () => bureau.simulator.world.clock.nowMs());
    bureau.simulator.world.usage.set("api agent/get", moments);
    const reply = await bureau.call("agent/get", undefined, { agentid: "1000002" });
    expect(reply["errcode"]).to.equal(45009);
  });

  describe("faults", () => {
    const fault = (body: Json) => bureau.control("faults", { api: "message/send", ...body });
    const delivered = async () => (await bureau.state())["messages"].length;

    for (const errcode of [-1, 6000, 45009, 45033, 40014, 42001, 60020]) {
      it(`answer ${errcode} once, without doing anything`, async () => {
        await fault({ kind: errcode });
        expect((await bureau.send(text))["errcode"]).to.equal(errcode);
        expect(await delivered()).to.equal(0);
        expect((await bureau.send(text))["errcode"]).to.equal(0);
      });
    }

    it("answer -1 although the message was sent", async () => {
      await fault({ kind: -1, afterProcessing: true });
      expect((await bureau.send(text))["errcode"]).to.equal(-1);
      expect(await delivered()).to.equal(1);
    });

    it("answer HTTP 502", async () => {
      await fault({ kind: "http-502" });
      const response = await fetch(`${bureau.url}/cgi-bin/message/send`, { method: "POST" });
      expect(response.status).to.equal(502);
    });

    for (const [kind, count] of [
      ["reset-before", 0],
      ["reset-after", 1],
    ] as const) {
      it(`cut the connection (${kind}): ${count} delivered`, async () => {
        await fault({ kind });
        const error = await bureau.send(text).catch((cause: unknown) => cause);
        expect(error).to.be.instanceOf(TypeError);
        expect(await delivered()).to.equal(count);
      });
    }

    it("carry a call out and never answer", async () => {
      await fault({ kind: "timeout-after" });
      const query = new URLSearchParams({ corpid: CORP_ID, corpsecret: SECRET });
      const { access_token: token } = await get(`/cgi-bin/gettoken?${query}`);
      const error = await fetch(`${bureau.url}/cgi-bin/message/send?access_token=${token}`, {
        method: "POST",
        body: JSON.stringify({ agentid: 1000002, ...text }),
        signal: AbortSignal.timeout(100),
      }).catch((cause: unknown) => cause);
      expect(error).to.have.property("name", "TimeoutError");
      expect(await delivered()).to.equal(1);
    });

    it("answer with broken JSON after carrying the call out", async () => {
      await fault({ kind: "malformed" });
      const error = await bureau.send(text).catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(SyntaxError);
      expect(await delivered()).to.equal(1);
    });

    it("answer late", async () => {
      await fault({ kind: "slow", delayMs: 30 });
      expect((await bureau.send(text))["errcode"]).to.equal(0);
      const [left] = (await bureau.state())["faults"];
      expect(left).to.include({ hits: 1, timesLeft: 0 });
    });

    it("discard the message silently", async () => {
      await fault({ kind: "drop" });
      expect((await bureau.send(text))["errcode"]).to.equal(0);
      const state = await bureau.state();
      expect(state["people"][1].chats[0].entries).to.deep.equal([]);
      expect(state["drops"][0]).to.include({ userid: "lisi", why: "fault" });
    });

    it("hit only the named member, after as many calls as said, as often as said", async () => {
      await fault({ kind: 6000, userid: "wangwu", skip: 1, times: 2 });
      const codes: number[] = [];
      for (const touser of ["lisi", "wangwu", "wangwu", "wangwu", "wangwu"])
        codes.push((await bureau.send({ ...text, touser }))["errcode"]);
      expect(codes).to.deep.equal([0, 0, 6000, 6000, 0]);
    });

    it("stay until they are cleared when times is 0", async () => {
      await fault({ kind: 45009, times: 0 });
      for (let count = 0; count < 3; count += 1)
        expect((await bureau.send(text))["errcode"]).to.equal(45009);
      await bureau.control("faults", { clear: true });
      expect((await bureau.send(text))["errcode"]).to.equal(0);
    });

    it("are refused when their kind is unknown", async () => {
      expect((await fault({ kind: "earthquake" }))["refusal"]).to.equal("bad-request");
    });
  });

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

  describe("menu", () => {
    const create = (button: Json[]) =>
      bureau.call("menu/create", { button }, { agentid: "1000002" });
    const click = { type: "click", name: "待办", key: "MY_TASKS" };

    it("is kept, shown and deleted", async () => {
      expect((await create([click]))["errcode"]).to.equal(0);
      const query = { agentid: "1000002" };
      expect((await bureau.call("menu/get", undefined, query))["button"]).to.deep.equal([click]);
      await bureau.call("menu/delete", undefined, query);
      expect((await bureau.call("menu/get", undefined, query))["errcode"]).to.equal(46003);
    });

    const WRONG: readonly [rule: string, errcode: number, button: Json[]][] = [
      ["four buttons", 40058, [click, click, click, click]],
      ["a name of 18 bytes", 40058, [{ ...click, name: "六个汉字名称" }]],
      ["an unknown type", 40058, [{ ...click, type: "dance" }]],
      ["a view without address", 40054, [{ type: "view", name: "看" }]],
      ["six entries below one", 40058, [{ name: "查", sub_button: Array(6).fill(click) }]],
    ];
    for (const [rule, errcode, button] of WRONG) {
      it(`is refused for ${rule} with ${errcode}`, async () => {
        expect((await create(button))["errcode"]).to.equal(errcode);
      });
    }
  });

  describe("contacts", () => {
    it("give name, department and position and nothing private", async () => {
      const user = await bureau.call("user/get", undefined, { userid: "LISI" });
      expect(user).to.deep.include({ userid: "lisi", name: "李四", department: [2], status: 1 });
      expect(user).not.to.have.any.keys("mobile", "email", "avatar");
    });

    it("do not know strangers and leavers (60111) and hide who is out of range (60011)", async () => {
      const app = { agentId: 1, name: "a", secret: OTHER_SECRET, visibleTo: ["lisi"] };
      const narrow = await openBureau({ apps: [app] });
      const user = async (userid: string) =>
        (await narrow.callAsOther("user/get", undefined, { userid }))["errcode"];
      await narrow.control("leave", { userid: "lisi" });
      const codes = [await user("ghost"), await user("lisi"), await user("wangwu")];
      await narrow.close();
      expect(codes).to.deep.equal([60111, 60111, 60011]);
    });

    it("list departments and their members", async () => {
      const { department } = await bureau.call("department/list");
      expect(department.map((each: Json) => each["name"])).to.deep.equal([
        "模拟企业",
        "营销部",
        "调度中心",
      ]);
      const list = await bureau.call("user/simplelist", undefined, { department_id: "2" });
      expect(list["userlist"].map((each: Json) => each["userid"])).to.deep.equal([
        "ZhangGong",
        "lisi",
      ]);
      const none = await bureau.call("user/simplelist", undefined, { department_id: "9" });
      expect(none["errcode"]).to.equal(60123);
    });

    it("give the app its own data", async () => {
      const agent = await bureau.call("agent/get", undefined, { agentid: "1000002" });
      expect(agent).to.deep.include({ name: "审批助手", close: 0 });
      const other = await bureau.call("agent/get", undefined, { agentid: "1000003" });
      expect(other["errcode"]).to.equal(301002);
    });
  });
});
