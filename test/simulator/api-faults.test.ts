import { expect } from "chai";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, OTHER_SECRET, openBureau, SECRET } from "./support/bureau.ts";
import { CORP_ID } from "./support/receiver.ts";

describe("simulator, rule 2: every API", () => {
  const bureau = bureauForEach();

  const get = async (path: string): Promise<Json> =>
    (await (await fetch(`${bureau.url}${path}`)).json()) as Json;
  const text = { touser: "lisi", msgtype: "text", text: { content: "x" } };

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

  it("refuses an API called more than 150 000 times in an hour with 45009, until the hour is over", async () => {
    const firstMs = bureau.simulator.world.clock.nowMs() - 1_800_000;
    const moments = Array.from({ length: 150_000 }, (_, index) => firstMs + index * 10);
    bureau.simulator.world.usage.set("api agent/get", moments);
    const query = { agentid: "1000002" };
    expect((await bureau.call("agent/get", undefined, query))["errcode"]).to.equal(45009);
    await bureau.control("clock", { advanceMs: 3_600_000 });
    expect((await bureau.call("agent/get", undefined, query))["errcode"]).to.equal(0);
  });

  it("refuses an address that calls an API more than 20 000 times in a minute with 45009", async () => {
    const { clock, usage } = bureau.simulator.world;
    usage.set(
      "api agent/get from 127.0.0.1",
      Array.from({ length: 20_000 }, () => clock.nowMs()),
    );
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

    it("neither carry a call out nor answer (timeout-before)", async () => {
      await fault({ kind: "timeout-before" });
      const error = await fetch(`${bureau.url}/cgi-bin/message/send`, {
        method: "POST",
        body: JSON.stringify({ agentid: 1000002, ...text }),
        signal: AbortSignal.timeout(100),
      }).catch((cause: unknown) => cause);
      expect(error).to.have.property("name", "TimeoutError");
      expect(await delivered()).to.equal(0);
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
});
