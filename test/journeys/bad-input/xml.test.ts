import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { rawRequest, send } from "../../support/bad-input/raw-http.ts";
import { encrypted, innerXml, sealed, sealedBody, textXml } from "../../support/bad-input/seal.ts";
import {
  expectNoEffect,
  expectRefused,
  leave,
  warmUp,
  watch,
} from "../../support/bad-input/watch.ts";
import { textsOf } from "../../support/people.ts";
import { read, sqlFor } from "../../../src/store/db.ts";
import { AGENT_ID, openWorld, settle, type World } from "../../support/world.ts";

const LAUGHS =
  '<!DOCTYPE x [<!ENTITY a0 "ha">' +
  Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};">`).join("") +
  "]>";

describe("bad input at the callback: XML, always validly signed", () => {
  let world: World;

  before(async () => {
    world = await openWorld();
    await warmUp(world);
  });

  after(() => leave(world));

  const XML = { status: 400, check: "xml" };
  const entered = () => innerXml(world, { MsgType: "event", Event: "enter_agent" });
  /** An envelope written by hand around a genuine ciphertext. */
  const outer = (write: (encrypt: string) => string) => {
    const encrypt = encrypted(entered());
    return sealedBody(world, write(encrypt), encrypt);
  };
  /** The genuine inner XML with one part exchanged. */
  const inner = (change: (xml: string) => string) => sealed(world, change(entered()));
  /** A document with this in front is refused, outside the envelope and in it. */
  async function expectBothRefused(doctype: string): Promise<void> {
    const outside = outer((encrypt) => `${doctype}<xml><Encrypt>${encrypt}</Encrypt></xml>`);
    await expectRefused(world, outside, XML);
    await expectRefused(
      world,
      inner((xml) => doctype + xml),
      XML,
    );
  }
  const sender = (xml: string) => (whole: string) =>
    whole.replace("<FromUserName><![CDATA[liting]]></FromUserName>", xml);

  it("D01 a billion laughs in the envelope: refused, not expanded", () =>
    expectRefused(
      world,
      outer((encrypt) => `${LAUGHS}<xml><Encrypt>${encrypt}</Encrypt><a>&a30;</a></xml>`),
      XML,
    ));

  it("D02 a billion laughs in the message: refused, not expanded", () =>
    expectRefused(
      world,
      inner((xml) => LAUGHS + xml.replace("</xml>", "<a>&a30;</a></xml>")),
      XML,
    ));

  it("D03 one long entity used two thousand times: 413, and refused where it fits", async () => {
    const quadratic = (bytes: number) =>
      outer(
        (encrypt) =>
          `<!DOCTYPE x [<!ENTITY a "${"a".repeat(bytes)}">]>` +
          `<xml><Encrypt>${encrypt}</Encrypt><a>${"&a;".repeat(2_000)}</a></xml>`,
      );
    await expectRefused(world, quadratic(60_000), { status: 413 });
    await expectRefused(world, quadratic(50_000), XML);
  });

  it("D04 an external entity of a file: refused, nothing of it told", async () => {
    const doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
    for (const call of [
      outer((encrypt) => `${doctype}<xml><Encrypt>${encrypt}</Encrypt><a>&f;</a></xml>`),
      inner((xml) => doctype + xml.replace("[CDATA[liting]]", "[CDATA[&f;]]")),
    ]) {
      const { answer, changed, log } = await watch(world, () => send(world, rawRequest(call)));
      expect(answer.status).to.equal(400);
      expect(changed).to.deep.equal([]);
      expect(answer.all + log).not.to.include("root:");
    }
  });

  it("D05 an entity at an address: refused, nobody is called", async () => {
    let calls = 0;
    const server = await listening(() => (calls += 1));
    const { port } = server.address() as AddressInfo;
    const doctype = `<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:${port}/x"> %p;]>`;
    await expectBothRefused(doctype);
    await new Promise((resolve) => server.close(resolve));
    expect(calls).to.equal(0);
  });

  it("D06 any DOCTYPE at all", async () => {
    for (const doctype of [
      "<!DOCTYPE xml>",
      '<!DOCTYPE xml SYSTEM "x.dtd">',
      "<!DOCTYPE xml []>",
    ]) {
      await expectBothRefused(doctype);
    }
  });

  it("D07 XInclude is a strange element, processing instructions are refused", async () => {
    const include = '<xi:include href="file:///etc/passwd" parse="text"/>';
    await expectNoEffect(world, entered().replace("</xml>", `${include}</xml>`), /"event.done"/);
    for (const instruction of ["<?php echo 1 ?>", '<?xml-stylesheet href="x.xsl"?>']) {
      await expectRefused(
        world,
        inner((xml) => instruction + xml),
        XML,
      );
      await expectRefused(
        world,
        outer((encrypt) => `<xml>${instruction}<Encrypt>${encrypt}</Encrypt></xml>`),
        XML,
      );
    }
  });

  it("D08 elements named like prototypes: nothing is polluted", async () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      world.clock.advanceMs(1_000);
      const tag = `<${name}><polluted>yes</polluted></${name}>`;
      await expectNoEffect(world, entered().replace("</xml>", `${tag}</xml>`), /"event.done"/);
      expect(({} as Record<string, unknown>)["polluted"]).to.equal(undefined);
    }
  });

  const LITING = "<FromUserName>liting</FromUserName>";
  const SENDERS: [row: string, xml: string, check: { status: number; check: string }][] = [
    ["D09 two senders", `${LITING}<FromUserName>yangbo</FromUserName>`, XML],
    ["D11 a comment inside a sender", "<FromUserName>li<!-- -->ting</FromUserName>", XML],
    ["D12 an element inside a sender", "<FromUserName>li<x/>ting</FromUserName>", XML],
    ["D15 an unclosed element", `${LITING}<a>`, XML],
    [
      "D20 a sender under a prefix",
      '<x:FromUserName xmlns:x="x">liting</x:FromUserName>',
      { status: 400, check: "message" },
    ],
    [
      "D21 a sender in other letters",
      "<fromusername>liting</fromusername>",
      { status: 400, check: "message" },
    ],
  ];
  for (const [row, xml, check] of SENDERS) {
    it(`${row}: refused`, () => expectRefused(world, inner(sender(xml)), check));
  }

  it("D10 two ciphertexts: refused", () =>
    expectRefused(
      world,
      outer((encrypt) => `<xml><Encrypt>${encrypt}</Encrypt><Encrypt>${encrypt}</Encrypt></xml>`),
      XML,
    ));

  it("D13 userids that look like numbers stay the text they are", async () => {
    for (const userid of ["007", "1e3", "0x10", "12345678901234567890"]) {
      const seen = await expectNoEffect(
        world,
        sender(`<FromUserName>${userid}</FromUserName>`)(entered()),
        /"event.done"/,
      );
      expect(seen.changed).to.deep.equal(["inbox"]);
      expect(await sendersOf(world)).to.include(userid);
    }
  });

  it("D14 an AgentID that only equals ours as a number: refused", async () => {
    for (const agentId of ["1000002.0", "1.000002e6", ` ${AGENT_ID} `, `0${AGENT_ID}`, "1e6"]) {
      const AgentID = agentId;
      const xml = innerXml(world, { MsgType: "event", Event: "enter_agent", AgentID });
      await expectRefused(world, sealed(world, xml, { agentId }), { status: 403, check: "agent" });
    }
  });

  it("D16 twenty thousand elements in each other: 413, and a thousand are refused", async () => {
    const nested = (count: number) =>
      outer(
        (encrypt) =>
          `<xml><Encrypt>${encrypt}</Encrypt>${"<a>".repeat(count)}${"</a>".repeat(count)}</xml>`,
      );
    await expectRefused(world, nested(20_000), { status: 413 });
    await expectRefused(world, nested(8_000), XML);
  });

  it("D17 a hundred thousand elements beside each other: 413, and ten thousand are refused", async () => {
    const beside = (count: number) =>
      outer((encrypt) => `<xml><Encrypt>${encrypt}</Encrypt>${"<a/>".repeat(count)}</xml>`);
    await expectRefused(world, beside(100_000), { status: 413 });
    await expectRefused(world, beside(10_000), XML);
  });

  it("D18 a text split over two CDATA sections is one text, outside and inside", async () => {
    const encrypt = encrypted(textXml(world, { Content: "a]]]]><![CDATA[>b" }));
    const split = `<xml><Encrypt><![CDATA[${encrypt.slice(0, 50)}]]><![CDATA[${encrypt.slice(50)}]]></Encrypt></xml>`;
    const { answer } = await watch(world, () =>
      send(world, rawRequest(sealedBody(world, split, encrypt))),
    );
    expect(answer.status).to.equal(200);
    await settle(world);
    expect(textsOf(world, "liting").at(-1)).to.include("“a]]＞b”");
  });

  it("D19 references are decoded once, and one to NUL is refused", async () => {
    const text = (content: string) => textXml(world).replace("<![CDATA[我的待办]]>", content);
    await expectRefused(world, sealed(world, text("x&#0;y")), XML);
    world.clock.advanceMs(3_000);
    await send(world, rawRequest(sealed(world, text("x&amp;lt;y&#x1F4A9;"))));
    await settle(world);
    expect(textsOf(world, "liting").at(-1)).to.match(/“x&lt.y💩”/);
  });

  it("D22 blanks around a sender belong to it: nobody of ours", async () => {
    for (const blank of [" liting", "liting\n", "\tliting"]) {
      world.clock.advanceMs(1_000);
      const xml = sender(`<FromUserName>${blank}</FromUserName>`)(entered());
      const { changed } = await expectNoEffect(world, xml, /"outcome":"acknowledged"/);
      expect(changed).to.deep.equal(["inbox"]);
    }
  });

  it("D23 an empty root, outside and inside: refused", async () => {
    await expectRefused(
      world,
      outer(() => "<xml/>"),
      { status: 400, check: "body" },
    );
    await expectRefused(world, sealed(world, "<xml/>"), { status: 403, check: "receiver" });
  });

  it("D24 a JSON envelope: refused", () =>
    expectRefused(
      world,
      outer((encrypt) => JSON.stringify({ tousername: "x", encrypt, agentid: "1" })),
      XML,
    ));

  it("D25 another encoding declared: refused", async () => {
    for (const encoding of ["UTF-7", "GBK", "UTF-16"]) {
      const declaration = `<?xml version="1.0" encoding="${encoding}"?>`;
      await expectRefused(
        world,
        outer((encrypt) => `${declaration}<xml><Encrypt>${encrypt}</Encrypt></xml>`),
        XML,
      );
      await expectRefused(
        world,
        inner((xml) => declaration + xml),
        XML,
      );
    }
  });
});

async function sendersOf({ app }: World): Promise<string[]> {
  const [rows] = await read(app.deps.db, sqlFor.selectFrom("inbox").select("from_userid"));
  return rows.map((row) => row.from_userid);
}

function listening(onCall: () => void): Promise<Server> {
  const server = createServer((socket) => {
    onCall();
    socket.destroy();
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
