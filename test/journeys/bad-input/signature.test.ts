import { expect } from "chai";
import { decisionsOf, freshCase, cardAbout, keyOn } from "../../support/presses.ts";
import { rawRequest, send } from "../../support/bad-input/raw-http.ts";
import {
  innerXml,
  nowSec,
  sealed,
  sealedEcho,
  sha1OfSorted,
  textXml,
  type Flaws,
} from "../../support/bad-input/seal.ts";
import { expectRefused, leave, warmUp, watch } from "../../support/bad-input/watch.ts";
import { openWorld, settle, TOKEN, type World } from "../../support/world.ts";

const SIGNATURE = /msg_signature=[0-9a-f]{40}/;

describe("bad input at the callback: signature, time, replay", () => {
  let world: World;

  before(async () => {
    world = await openWorld();
    await warmUp(world);
  });

  after(() => leave(world));

  const genuine = (flaws: Flaws = {}) => sealed(world, textXml(world), flaws);
  const proof = { status: 403, check: "signature" };

  /** A genuine call whose signature is replaced. */
  const resigned = (change: (signature: string) => string) => {
    const call = genuine();
    const query = call.query.replace(SIGNATURE, (found) => {
      const [name = "", signature = ""] = found.split("=");
      return `${name}=${change(signature)}`;
    });
    return { ...call, query };
  };

  it("B01 a signature of zeros", () =>
    expectRefused(
      world,
      resigned(() => "0".repeat(40)),
      proof,
    ));

  it("B02 the right signature with one digit changed", async () => {
    const flip = (digit: string) => (digit === "0" ? "1" : "0");
    for (const at of [0, 19, 39]) {
      const changed = resigned(
        (right) => right.slice(0, at) + flip(right[at] ?? "") + right.slice(at + 1),
      );
      await expectRefused(world, changed, proof);
    }
  });

  it("B03 the right signature in upper case: refused", () =>
    expectRefused(
      world,
      resigned((right) =>
        right.replace(/[a-f]/g, (letter) => letter.toUpperCase()).replace(/^\d+$/, "A"),
      ),
      proof,
    ));

  it("B04 junk after the right signature", async () => {
    for (const junk of ["a", "zz", "%00", "%20"]) {
      await expectRefused(
        world,
        resigned((right) => right + junk),
        proof,
      );
    }
  });

  it("B05 39, 41 or no digits, or no digits at all", async () => {
    const wrong: ((right: string) => string)[] = [
      (right) => right.slice(1),
      (right) => `0${right}`,
      () => "g".repeat(40),
      () => "%E7%AD%BE".repeat(40),
    ];
    for (const change of wrong) await expectRefused(world, resigned(change), proof);
    await expectRefused(
      world,
      resigned(() => ""),
      { status: 400, check: "query" },
    );
  });

  it("B06 the signature of another body", () =>
    expectRefused(world, { query: genuine().query, body: genuine().body }, proof));

  it("B07 signed with the token of another app", () =>
    expectRefused(world, genuine({ token: "tokenOfOther" }), proof));

  it("B08 the signed time altered", () => {
    const { query, body } = genuine();
    const altered = query.replace(/timestamp=\d+/, `timestamp=${nowSec(world) - 1}`);
    return expectRefused(world, { query: altered, body }, proof);
  });

  const stale = { status: 403, check: "freshness" };

  it("B09 signed 301 s ago", () => expectRefused(world, genuine({ offsetSec: -301 }), stale));

  it("B10 signed 301 s ahead", () => expectRefused(world, genuine({ offsetSec: 301 }), stale));

  it("B11 signed 299 s ago or ahead: accepted", async () => {
    for (const offsetSec of [-299, 299]) {
      expect((await send(world, rawRequest(genuine({ offsetSec })))).status).to.equal(200);
    }
  });

  it("B12 times that are no time, validly signed", async () => {
    const wrong = [
      "abc",
      "",
      "1e9",
      "-1",
      "00001722800000",
      `${nowSec(world)}000`,
      `1${"0".repeat(30)}`,
    ];
    for (const timestamp of wrong) {
      await expectRefused(world, genuine({ timestamp }), { status: 400, check: "query" });
    }
  });

  it("B13 an empty nonce, validly signed: refused", () =>
    expectRefused(world, genuine({ nonce: "" }), { status: 400, check: "query" }));

  /** 李婷 presses 同意, as a signed call that can be sent again. */
  const press = (caseNo: string, flaws: Flaws = {}) => {
    const card = cardAbout(world, "liting", caseNo);
    const inner = innerXml(world, {
      MsgType: "event",
      Event: "template_card_event",
      TaskId: card.taskId,
      EventKey: keyOn(card, "同意"),
      ResponseCode: "RC-of-the-press",
    });
    return sealed(world, inner, flaws);
  };

  it("B14 the identical request twice within a second: two 200, one decision", async () => {
    const caseNo = await freshCase(world);
    const request = rawRequest(press(caseNo));
    const first = await watch(world, () => send(world, request));
    const second = await watch(world, () => send(world, request));
    expect([first.answer.status, second.answer.status]).to.deep.equal([200, 200]);
    expect(second.changed).to.deep.equal([]);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    await settle(world);
  });

  it("B15 one nonce with two bodies: both count on their merits", async () => {
    const caseNo = await freshCase(world);
    const nonce = "thesame";
    const asked = await watch(world, () => send(world, rawRequest(genuine({ nonce }))));
    const pressed = await watch(world, () => send(world, rawRequest(press(caseNo, { nonce }))));
    expect([asked.answer.status, pressed.answer.status]).to.deep.equal([200, 200]);
    expect(asked.changed).to.deep.equal(["inbox", "outbox"]);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    await settle(world);
  });

  const get = (query: string) => send(world, rawRequest({ method: "GET", query }));

  it("B16 URL verification: exactly the decrypted text", async () => {
    const text = "1616140317555161061";
    const { answer, changed } = await watch(world, () => get(sealedEcho(world, text)));
    expect([answer.status, answer.body]).to.deep.equal([200, text]);
    expect(answer.head).to.match(/^Content-Type: text\/plain; charset=utf-8$/m);
    expect(changed).to.deep.equal([]);
  });

  it("B17 URL verification with a wrong signature: nothing is decrypted", () => {
    const query = sealedEcho(world, "1").replace(SIGNATURE, `msg_signature=${"0".repeat(40)}`);
    return expectRefused(world, { method: "GET", query }, proof);
  });

  it("B18 an echo of markup: plain text that no browser guesses about", async () => {
    const markup = "<script>alert(1)</script>";
    const answer = await get(sealedEcho(world, markup));
    expect([answer.status, answer.body]).to.deep.equal([200, markup]);
    expect(answer.head)
      .to.include("text/plain")
      .and.match(/X-Content-Type-Options: nosniff/);
    const unsigned = sealedEcho(world, markup, { token: "another" });
    await expectRefused(world, { method: "GET", query: unsigned }, proof);
  });

  it("B19 two echo texts: 400", () =>
    expectRefused(
      world,
      { method: "GET", query: `${sealedEcho(world, "1")}&echostr=abc` },
      { status: 400 },
    ));

  it("B20 the time of a refusal does not tell how many digits were right", async () => {
    const times = Array.from({ length: 40 }, (): number[] => []);
    const call = genuine();
    const right = SIGNATURE.exec(call.query)?.[0].slice("msg_signature=".length) ?? "";
    for (let round = 0; round < 50; round += 1) {
      for (const [digits, of] of times.entries()) {
        const wrong = right[digits] === "0" ? "1" : "0";
        const forged = right.slice(0, digits) + wrong + "0".repeat(39 - digits);
        const query = call.query.replace(SIGNATURE, `msg_signature=${forged}`);
        const begun = performance.now();
        const answer = await fetch(`${world.url}/wecom/callback${query}`, {
          method: "POST",
          body: call.body,
        });
        of.push(performance.now() - begun);
        expect(answer.status).to.equal(403);
        await answer.text();
      }
    }
    const few = medianOf(times.slice(0, 20).flat());
    const many = medianOf(times.slice(20).flat());
    expect(Math.abs(many - few) / few, "relative difference").to.be.below(0.25);
  }).timeout(30_000);

  it("B21 digits moved between time and nonce, so that what is signed stays the same", async () => {
    const time = String(nowSec(world));
    const { query, body } = genuine({ nonce: "2280" });
    const encrypt = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1] ?? "";
    const signature = SIGNATURE.exec(query)?.[0] ?? "";
    const moves = [
      [time.slice(0, -1), `${time.slice(-1)}2280`],
      [`${time}2`, "280"],
    ];
    const signed = sha1OfSorted([TOKEN, time, "2280", encrypt]);
    expect(signature).to.equal(`msg_signature=${signed}`);
    for (const [timestamp, nonce] of moves) {
      const moved = `?${signature}&timestamp=${timestamp}&nonce=${nonce}`;
      await expectRefused(world, { query: moved, body }, { status: 400, check: "query" });
    }
  });
});

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
