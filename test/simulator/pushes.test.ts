import { expect } from "chai";
import fc from "fast-check";
import { DEFAULT_BEHAVIOUR } from "../../src/simulator/settings.ts";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, cardMessage } from "./support/bureau.ts";
import { element } from "./support/receiver.ts";

describe("simulator, rule 6: callbacks", () => {
  const bureau = bureauForEach();

  const say = (content = "查 CASE-0001") => bureau.control("say", { userid: "lisi", content });
  const fault = (body: Json) => bureau.control("faults", body);

  describe("envelope", () => {
    it("carries any text unharmed", async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ minLength: 1, unit: "grapheme" }), async (content) => {
          await say(content);
          const xml = bureau.receiver.received.at(-1)?.message ?? "";
          const inner = /<Content>([\s\S]*)<\/Content>/.exec(xml)?.[1] ?? "";
          const parts = [...inner.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map((part) => part[1]);
          return parts.join("") === content;
        }),
        { numRuns: 50 },
      );
    });

    it("puts the elements in varying order", async () => {
      for (let count = 0; count < 12; count += 1) await say();
      const orders = bureau.receiver.received.map(({ message }) =>
        [...message.matchAll(/<(\w+)>/g)].map((match) => match[1]).join(),
      );
      expect(new Set(orders).size).to.be.greaterThan(1);
    });

    it("gives messages a MsgId beyond what a number can hold", async () => {
      await say();
      const msgId = element(bureau.receiver.received[0]?.message ?? "", "MsgId") ?? "0";
      expect(BigInt(msgId) > BigInt(Number.MAX_SAFE_INTEGER)).to.equal(true);
    });

    it("signs with letters and digits, and encrypts behind 16 random bytes", async () => {
      await say();
      await say();
      const [first, second] = bureau.receiver.received;
      expect(first?.query["nonce"]).to.match(/^[0-9a-zA-Z]+$/);
      expect(second?.encrypted.slice(0, 20)).not.to.equal(first?.encrypted.slice(0, 20));
    });

    it("can leave AgentID out of the envelope", async () => {
      await bureau.control("behaviour", { envelopeAgentId: false });
      await say();
      expect(bureau.receiver.received[0]?.body).not.to.include("AgentID");
    });
  });

  describe("repetition", () => {
    it("is due after 5 s (1 s for the address), three times, unless a test says otherwise", () => {
      expect(DEFAULT_BEHAVIOUR).to.deep.include({ deadlineMs: 5_000, verifyDeadlineMs: 1_000 });
      expect(DEFAULT_BEHAVIOUR.retryAfterMs).to.have.length(3);
    });

    it("stops at the first 200", async () => {
      bureau.receiver.answer = (count) => ({ status: count < 3 ? 503 : 200 });
      const { push } = await say();
      expect(push.status).to.equal("delivered");
      expect(push.tries.map((each: Json) => each["status"])).to.deep.equal([503, 503, 200]);
    });

    it("gives up after three retries", async () => {
      bureau.receiver.answer = () => ({ status: 500 });
      const { push } = await say();
      expect(push.status).to.equal("given-up");
      expect(push.tries).to.have.length(4);
    });

    it("cuts an app that is slower than the deadline, and tries again", async () => {
      bureau.receiver.answer = (count) => (count === 1 ? "hang" : {});
      const { push } = await say();
      expect(push.tries.map((each: Json) => each["error"] ?? each["status"])).to.deep.equal([
        "timeout",
        200,
      ]);
    });

    it("tries again after a broken connection", async () => {
      bureau.receiver.answer = (count) => (count === 1 ? "reset" : {});
      expect((await say())["push"].tries).to.have.length(2);
    });

    it("can be set not to repeat answers other than 200", async () => {
      await bureau.control("behaviour", { retryOnNon200: false });
      bureau.receiver.answer = () => ({ status: 403 });
      const { push } = await say();
      expect(push).to.include({ status: "given-up" });
      expect(push.tries).to.have.length(1);
    });

    it("repeats byte for byte, or in a new envelope around the same words when set so", async () => {
      bureau.receiver.answer = (count) => ({ status: count % 2 === 1 ? 500 : 200 });
      await say();
      await bureau.control("behaviour", { retryReencrypts: true });
      await say();
      const [a, b, c, d] = bureau.receiver.received;
      expect(b?.encrypted).to.equal(a?.encrypted);
      expect(b?.query).to.deep.equal(a?.query);
      expect(d?.encrypted).not.to.equal(c?.encrypted);
      expect(d?.query["nonce"]).not.to.equal(c?.query["nonce"]);
      expect(d?.message).to.equal(c?.message);
    });

    it("sends an old event again in a fresh envelope when told to", async () => {
      const { push } = await say();
      await bureau.control("clock", { advanceMs: 3_600_000 });
      const again = await bureau.control("redeliver", { eventId: push.id });
      expect(again["push"]).to.include({ redeliveryOf: push.id, status: "delivered" });
      const [first, second] = bureau.receiver.received;
      expect(second?.message).to.equal(first?.message);
      expect(Number(second?.query["timestamp"]) - Number(first?.query["timestamp"])).to.equal(3600);
    });
  });

  describe("faults on the way", () => {
    it("loses an event", async () => {
      await fault({ kind: "lose-callback" });
      expect((await say())["push"].status).to.equal("lost");
      expect(bureau.receiver.received).to.have.length(0);
    });

    for (const kind of ["duplicate-callback", "concurrent-callback"]) {
      it(`brings the same event twice (${kind})`, async () => {
        await fault({ kind });
        await say();
        const [first, second] = bureau.receiver.received;
        expect(bureau.receiver.received).to.have.length(2);
        expect(second?.message).to.equal(first?.message);
      });
    }

    it("lets a later event overtake an earlier one", async () => {
      await fault({ kind: "reorder-callback" });
      expect((await say("一"))["push"].status).to.equal("held");
      await say("二");
      const texts = bureau.receiver.received.map((each) => element(each.message, "Content"));
      expect(texts).to.deep.equal(["二", "一"]);
    });

    it("loses the app's answer, so that the app sees the event again", async () => {
      await fault({ kind: "lost-answer-callback" });
      const { push } = await say();
      expect(push.status).to.equal("delivered");
      expect(bureau.receiver.received).to.have.length(2);
    });

    it("cannot reach the app for a while", async () => {
      await fault({ kind: "unreachable-callback", times: 2 });
      const { push } = await say();
      expect(push.tries).to.have.length(3);
      expect(bureau.receiver.received).to.have.length(1);
    });

    it("hits only the named member", async () => {
      await fault({ kind: "lose-callback", userid: "wangwu" });
      expect((await say())["push"].status).to.equal("delivered");
    });
  });

  describe("verification of the address", () => {
    it("passes when the echo comes back byte for byte", async () => {
      const result = await bureau.control("verify-callback");
      expect(result).to.include({ ok: true, status: 200 });
      expect(bureau.receiver.received[0]?.isSignatureGood).to.equal(true);
    });

    it("sends echoes with + and / that must survive the decoding of the address", async () => {
      for (let count = 0; count < 20; count += 1)
        expect(await bureau.control("verify-callback")).to.include({ ok: true });
      const echoes = bureau.receiver.received.map((each) => each.query["echostr"]).join("");
      expect(echoes).to.include("+").and.to.include("/");
    });

    it("fails on a line end behind the echo", async () => {
      bureau.receiver.answer = (_count, received) => ({ body: `${received.message}\n` });
      expect((await bureau.control("verify-callback"))["ok"]).to.equal(false);
    });

    it("fails when the app is late", async () => {
      bureau.receiver.answer = () => "hang";
      const result = await bureau.control("verify-callback");
      expect(result).to.include({ ok: false, error: "timeout" });
    });
  });

  describe("forgeries", () => {
    const forge = (body: Json) =>
      bureau.control("forge", { plaintext: "<xml><MsgType>text</MsgType></xml>", ...body });

    it("post any plaintext in a genuine envelope", async () => {
      expect(await forge({})).to.include({ ok: true, status: 200 });
      expect(bureau.receiver.received[0]?.message).to.equal("<xml><MsgType>text</MsgType></xml>");
    });

    for (const tamper of ["signature", "ciphertext"]) {
      it(`break the ${tamper}`, async () => {
        await forge({ tamper });
        expect(bureau.receiver.received[0]?.isSignatureGood).to.equal(false);
      });
    }

    it("name another receiver, another time, another agent, and leave query fields out", async () => {
      await forge({ receiveId: "wwother", timestampOffsetSec: -600, envelopeAgentId: 7 });
      await forge({ omit: ["nonce"] });
      const [other, omitted] = bureau.receiver.received;
      expect(other?.receiveId).to.equal("wwother");
      expect(other?.query["timestamp"]).to.equal("1780278600");
      expect(other?.body).to.include("<AgentID><![CDATA[7]]></AgentID>");
      expect(omitted?.query).not.to.have.property("nonce");
    });
  });

  describe("what phones report", () => {
    it("opening the app's chat, unless switched off", async () => {
      await bureau.control("open", { userid: "lisi" });
      await bureau.control("behaviour", { reportEnter: false });
      await bureau.control("open", { userid: "lisi" });
      const events = bureau.receiver.received.map((each) => element(each.message, "Event"));
      expect(events).to.deep.equal(["enter_agent"]);
    });

    it("a menu entry: click with its key, view with its address", async () => {
      const button = [
        { type: "click", name: "待办", key: "MY_TASKS" },
        { name: "查", sub_button: [{ type: "view", name: "列表", url: "https://a.example/" }] },
      ];
      await bureau.call("menu/create", { button }, { agentid: "1000002" });
      await bureau.control("menu-click", { userid: "lisi", key: "MY_TASKS" });
      await bureau.control("menu-click", { userid: "lisi", key: "https://a.example/" });
      const unknown = await bureau.control("menu-click", { userid: "lisi", key: "NONE" });
      expect(unknown["refusal"]).to.equal("unknown-menu-key");
      const events = bureau.receiver.received.map((each) => element(each.message, "Event"));
      expect(events).to.deep.equal(["click", "view"]);
    });

    it("leaving the enterprise, after which nothing reaches the member", async () => {
      await bureau.control("leave", { userid: "lisi" });
      expect(element(bureau.receiver.received[0]?.message ?? "", "Event")).to.equal("unsubscribe");
      expect((await say())["refusal"]).to.equal("member-left");
      const reply = await bureau.send(cardMessage(undefined, "lisi"));
      expect(reply["errcode"]).to.equal(81013);
    });
  });
});
