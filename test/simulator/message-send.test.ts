import { expect } from "chai";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, approvalCard, cardMessage, SECRET } from "./support/bureau.ts";
import { CORP_ID } from "./support/receiver.ts";

const text = (content: string, touser = "ZhangGong"): Json => ({
  touser,
  msgtype: "text",
  text: { content },
});

describe("simulator, rule 3: message/send", () => {
  const bureau = bureauForEach();

  const WRONG: readonly [rule: string, errcode: number, message: Json][] = [
    ["no target", 82001, { msgtype: "text", text: { content: "x" } }],
    ["1001 users", 40032, text("x", Array.from({ length: 1001 }, () => "lisi").join("|"))],
    [
      "101 parties",
      82002,
      { ...text("x"), toparty: Array.from({ length: 101 }).fill(1).join("|") },
    ],
    ["101 tags", 82003, { ...text("x"), totag: Array.from({ length: 101 }).fill(1).join("|") }],
    ["only unknown users", 81013, text("x", "nobody|noone")],
    ["an agentid that is no number", 40056, { ...text("x"), agentid: "1000002" }],
    ["another app's agentid", 301002, { ...text("x"), agentid: 1000003 }],
    ["an unknown msgtype", 40008, { touser: "lisi", msgtype: "poem" }],
    ["an empty text", 44004, text("")],
    ["markdown of 2049 bytes", 45002, markdown("x".repeat(2049))],
    ["a file without media_id", 40007, { touser: "lisi", msgtype: "file", file: {} }],
    ["a textcard without url", 40058, textcard({ url: undefined })],
    ["a textcard without title", 40063, textcard({ title: "" })],
    ["nine articles", 40058, articles(9)],
    ["safe news", 40074, { ...articles(1), safe: 1 }],
    ["a safe card", 40058, { ...cardMessage(), safe: 1 }],
    [
      "a duplicate interval of five hours",
      40058,
      { ...text("x"), duplicate_check_interval: 18_000 },
    ],
  ];
  function markdown(content: string): Json {
    return { touser: "lisi", msgtype: "markdown", markdown: { content } };
  }
  function textcard(change: Json): Json {
    const card = { title: "题", description: "述", url: "https://a.example/", ...change };
    return { touser: "lisi", msgtype: "textcard", textcard: card };
  }
  function articles(count: number): Json {
    const list = Array.from({ length: count }, () => ({ title: "题", url: "https://a.example/" }));
    return { touser: "lisi", msgtype: "news", news: { articles: list } };
  }

  for (const [rule, errcode, message] of WRONG) {
    it(`refuses ${rule} with ${errcode}`, async () => {
      const reply = await bureau.send(message);
      expect(reply["errcode"], reply["errmsg"]).to.equal(errcode);
    });
  }

  it("puts a text into the chat of each member, whatever the case of the userid", async () => {
    const reply = await bureau.send(text("你好", "zhanggong|LISI"));
    expect(reply).to.include({ errcode: 0, errmsg: "ok" });
    const phones = (await bureau.state())["people"].map((person: Json) => ({
      userid: person["userid"],
      texts: person["chats"].flatMap((chat: Json) =>
        chat["entries"].map((entry: Json) => entry["content"].content),
      ),
    }));
    expect(phones).to.deep.equal([
      { userid: "ZhangGong", texts: ["你好"] },
      { userid: "lisi", texts: ["你好"] },
      { userid: "wangwu", texts: [] },
    ]);
  });

  it("names unreachable users in lower case and serves the rest", async () => {
    const reply = await bureau.send(text("x", "lisi|NoBody"));
    expect(reply).to.include({ errcode: 0, invaliduser: "nobody" });
  });

  it("reaches a department's members by toparty and everybody by @all", async () => {
    const party = await bureau.send({ toparty: "2", msgtype: "text", text: { content: "x" } });
    const all = await bureau.send(text("y", "@all"));
    const recipients = (await bureau.state())["messages"].map((each: Json) => each["recipients"]);
    expect([party["errcode"], all["errcode"]]).to.deep.equal([0, 0]);
    expect(recipients).to.deep.equal([
      ["ZhangGong", "lisi"],
      ["ZhangGong", "lisi", "wangwu"],
    ]);
  });

  it("cuts a text at 2048 bytes without breaking a character", async () => {
    await bureau.send(text("电".repeat(700)));
    const [person] = (await bureau.state())["people"];
    const shown = person.chats[0].entries[0].content.content;
    expect(shown).to.equal("电".repeat(682));
  });

  it("says so when the JSON is malformed", async () => {
    const token = (await bureau.call("user/get", undefined, { userid: "lisi" }), await tokenOf());
    const response = await fetch(`${bureau.url}/cgi-bin/message/send?access_token=${token}`, {
      method: "POST",
      body: '{"touser":',
    });
    const reply = (await response.json()) as Json;
    expect(reply["errcode"]).to.equal(40056);
    expect(reply["errmsg"]).to.match(/^Warning: wrong json format\. /);
  });

  async function tokenOf(): Promise<string> {
    const query = new URLSearchParams({ corpid: CORP_ID, corpsecret: SECRET });
    const response = await fetch(`${bureau.url}/cgi-bin/gettoken?${query}`);
    return ((await response.json()) as Json)["access_token"];
  }

  describe("frequency", () => {
    it("discards the 31st message to a member within a minute, silently, and records it", async () => {
      for (let count = 1; count <= 31; count += 1) {
        const reply = await bureau.send(text(`第${count}条`));
        expect(reply["errcode"]).to.equal(0);
      }
      const state = await bureau.state();
      expect(state["people"][0].chats[0].entries).to.have.length(30);
      expect(state["drops"]).to.have.length(1);
      expect(state["drops"][0]).to.include({ userid: "ZhangGong", why: "30-per-minute" });
      expect((await bureau.send(text("给别人", "lisi")))["errcode"]).to.equal(0);
    });

    it("discards the 1001st message to a member within an hour, silently, and records it", async () => {
      const { clock, usage } = bureau.simulator.world;
      const earlier = Array.from({ length: 1_000 }, () => clock.nowMs() - 120_000);
      usage.set("member 1000002 lisi", earlier);
      expect((await bureau.send(text("x", "lisi")))["errcode"]).to.equal(0);
      expect((await bureau.state())["drops"][0]).to.include({ why: "1000-per-hour" });
    });

    it("lets messages pass again a minute later", async () => {
      for (let count = 1; count <= 30; count += 1) await bureau.send(text(`第${count}条`));
      await bureau.control("clock", { advanceMs: 60_000 });
      await bureau.send(text("一分钟后"));
      expect((await bureau.state())["drops"]).to.deep.equal([]);
    });

    it("refuses with 45009 when the day's person-times are used up", async () => {
      await bureau.control("behaviour", { accountLimit: 0 });
      expect((await bureau.send(text("x")))["errcode"]).to.equal(45009);
    });
  });

  describe("\\u escapes", () => {
    const escaped =
      '{"touser":"lisi","msgtype":"text","agentid":1000002,"text":{"content":"\\u4f60"}}';
    const post = async () => {
      const url = `${bureau.url}/cgi-bin/message/send?access_token=${await tokenOf()}`;
      return (await (await fetch(url, { method: "POST", body: escaped })).json()) as Json;
    };

    it("are read, or refused with 40033 when set so", async () => {
      expect((await post())["errcode"]).to.equal(0);
      await bureau.control("behaviour", { refuseUnicodeEscapes: true });
      expect((await post())["errcode"]).to.equal(40033);
    });
  });

  describe("tags", () => {
    it("reach their members by totag, and an unknown one is named", async () => {
      await bureau.control("tags", { tagId: 7, name: "审批人", members: ["LISI", "wangwu"] });
      const reply = await bureau.send({ totag: "7|8", msgtype: "text", text: { content: "x" } });
      expect(reply).to.include({ errcode: 0, invalidtag: "8" });
      expect((await bureau.state())["messages"][0].recipients).to.deep.equal(["lisi", "wangwu"]);
    });
  });

  describe("duplicate check", () => {
    const message = { ...cardMessage(), enable_duplicate_check: 1 };

    it("answers an identical request with the first reply and delivers nothing", async () => {
      const first = await bureau.send(message);
      const second = await bureau.send(message);
      expect(second).to.deep.equal(first);
      expect((await bureau.state())["messages"]).to.have.length(1);
    });

    it("can be set to answer without the code", async () => {
      await bureau.control("behaviour", { duplicateReturnsCode: false });
      await bureau.send(message);
      const second = await bureau.send(message);
      expect(second).to.include({ errcode: 0 });
      expect(second).not.to.have.property("response_code");
    });

    it("ends with its interval", async () => {
      const short = { ...text("每小时"), enable_duplicate_check: 1, duplicate_check_interval: 600 };
      await bureau.send(short);
      await bureau.control("clock", { advanceMs: 600_000 });
      await bureau.send(short);
      expect((await bureau.state())["messages"]).to.have.length(2);
    });

    it("does nothing unless asked for: the same card then fails on its task_id", async () => {
      await bureau.send(cardMessage());
      expect((await bureau.send(cardMessage()))["errcode"]).to.equal(42014);
    });
  });

  describe("recall", () => {
    it("takes the message back from the phone, and a recalled card cannot be pressed", async () => {
      const { msgid } = await bureau.send(cardMessage(approvalCard()));
      expect((await bureau.call("message/recall", { msgid }))["errcode"]).to.equal(0);
      const press = { userid: "ZhangGong", taskId: "case-0001@s1@1", key: "approve" };
      expect((await bureau.control("press", press))["refusal"]).to.equal("unknown-card");
    });

    it("is refused after a day with 42052, and for another app's message with 40058", async () => {
      const { msgid } = await bureau.send(text("x"));
      expect((await bureau.callAsOther("message/recall", { msgid }))["errcode"]).to.equal(40058);
      await bureau.control("clock", { advanceMs: 86_400_001 });
      expect((await bureau.call("message/recall", { msgid }))["errcode"]).to.equal(42052);
    });
  });
});
