import { expect } from "chai";
import { openEnvelope } from "../../../src/wecom/envelope.ts";
import type { CallbackQuery, EnvelopeConfig } from "../../../src/wecom/envelope.ts";
import { parseXml, textOf } from "../../../src/wecom/xml.ts";
import {
  AES_KEY,
  checkThatRefused,
  config,
  CORP_ID,
  innerXml,
  NOW,
  NOW_SEC,
  OTHER_AES_KEY,
  outerXml,
  sealRaw,
  signedQuery,
  TOKEN,
} from "./sealing.ts";
import { vectorOf, vectors } from "./vectors.ts";
import type { Vector } from "./vectors.ts";

function configOf(vector: Vector): EnvelopeConfig {
  const { token, encodingAESKey, receiveid } = vector;
  return { tokens: [token], aesKeys: [encodingAESKey], receiveId: receiveid, freshnessMs: 300_000 };
}

function timeOf(vector: Vector): Date {
  return new Date(Number(vector.query?.["timestamp"]) * 1_000);
}

/** Opens a message sealed by the vendor's rules, with what the test changes. */
function open(
  change: {
    inner?: string;
    encrypted?: string;
    body?: string | Uint8Array;
    query?: CallbackQuery;
    now?: Date;
    config?: EnvelopeConfig;
  } = {},
) {
  const encrypted = change.encrypted ?? sealRaw({ message: change.inner ?? innerXml() });
  return openEnvelope({
    query: change.query ?? signedQuery(encrypted),
    body: change.body ?? outerXml(encrypted),
    now: change.now ?? NOW,
    config: change.config ?? config,
  });
}

const refusedBy = (change: Parameters<typeof open>[0]) => checkThatRefused(() => open(change));

describe("wecom/envelope", () => {
  describe("published samples", () => {
    for (const vector of vectors.filter(({ body_xml }) => body_xml !== undefined)) {
      it(`opens ${vector.id}`, () => {
        const { query = {}, body_xml: body = "" } = vector;
        const opened = openEnvelope({ query, body, now: timeOf(vector), config: configOf(vector) });
        expect(opened).to.deep.equal(parseXml(vector.expected.plaintext));
      });
    }

    it("refuses neg-receiveid: well signed, for another corp", () => {
      const vector = vectorOf("go-workwx-post-other-corp");
      const us = { ...configOf(vector), receiveId: "ww6a112864f8022910" };
      const body = `<xml><Encrypt>${vector.encrypt}</Encrypt></xml>`;
      const act = () =>
        openEnvelope({ query: vector.query ?? {}, body, now: timeOf(vector), config: us });
      expect(checkThatRefused(act)).to.equal("receiver");
    });
  });

  it("opens a genuine message given as bytes, with or without a byte order mark", () => {
    const encrypted = sealRaw({ message: innerXml() });
    const body = Buffer.from(outerXml(encrypted));
    for (const bytes of [body, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])]) {
      expect(textOf(open({ encrypted, body: bytes }), "Content")).to.equal("查 CASE-2026-0001");
    }
  });

  describe("query", () => {
    const encrypted = sealRaw({ message: innerXml() });
    const good = signedQuery(encrypted);
    const queries: [string, CallbackQuery][] = [
      ["nothing", {}],
      ["no signature", { ...good, msg_signature: undefined }],
      ["the signature twice", { ...good, msg_signature: [good["msg_signature"] ?? "", "x"] }],
      ["the timestamp twice", { ...good, timestamp: [NOW_SEC, NOW_SEC] }],
      ["an empty nonce", signedQuery(encrypted, { nonce: "" })],
      ["a nonce of 65 characters", signedQuery(encrypted, { nonce: "n".repeat(65) })],
      ["a nonce with a line break", signedQuery(encrypted, { nonce: "a\r\nb" })],
      [
        "parts moved between timestamp and nonce",
        { ...good, timestamp: `${NOW_SEC}1`, nonce: "n0nce42" },
      ],
    ];
    for (const timestamp of [
      "abc",
      "",
      "1e9",
      "-1",
      "00001722800000",
      "1722800000000",
      "9".repeat(30),
    ]) {
      queries.push([`timestamp "${timestamp}"`, signedQuery(encrypted, { timestamp })]);
    }
    for (const [name, query] of queries) {
      it(`refuses ${name}`, () => {
        expect(refusedBy({ encrypted, query })).to.equal("query");
      });
    }
  });

  describe("signature and freshness", () => {
    it("refuses another app's token, another body and one changed character of the ciphertext", () => {
      const encrypted = sealRaw({ message: innerXml() });
      expect(
        refusedBy({ encrypted, query: signedQuery(encrypted, { token: "another" }) }),
      ).to.equal("signature");
      expect(refusedBy({ encrypted, query: signedQuery(sealRaw({ message: "x" })) })).to.equal(
        "signature",
      );
      const flipped = (encrypted[0] === "A" ? "B" : "A") + encrypted.slice(1);
      expect(refusedBy({ body: outerXml(flipped), query: signedQuery(encrypted) })).to.equal(
        "signature",
      );
    });

    it("checks the signature before it decrypts anything", () => {
      expect(refusedBy({ encrypted: "@@@@", query: signedQuery("other") })).to.equal("signature");
    });

    for (const [seconds, verdict] of [
      [-301, "freshness"],
      [-300, "accepted"],
      [300, "accepted"],
      [301, "freshness"],
    ] as const) {
      it(`${verdict === "accepted" ? "accepts" : "refuses"} a message signed ${seconds} s from now`, () => {
        const now = new Date(NOW.getTime() - seconds * 1_000);
        expect(refusedBy({ now })).to.equal(verdict);
      });
    }

    it("takes the width of freshness from its setting", () => {
      const now = new Date(NOW.getTime() + 20_000);
      expect(refusedBy({ now, config: { ...config, freshnessMs: 19_999 } })).to.equal("freshness");
    });
  });

  describe("rotation", () => {
    it("accepts old and new token and key while both are listed, the old ones not afterwards", () => {
      const rotating = {
        ...config,
        tokens: ["newToken", TOKEN],
        aesKeys: [OTHER_AES_KEY, AES_KEY],
      };
      expect(refusedBy({ config: rotating })).to.equal("accepted");
      const aesKeys = [AES_KEY, OTHER_AES_KEY];
      expect(refusedBy({ config: { ...config, aesKeys } }), "by the new key").to.equal("accepted");
      expect(refusedBy({ config: { ...config, tokens: ["newToken"] } })).to.equal("signature");
      expect(refusedBy({ config: { ...config, aesKeys: [OTHER_AES_KEY] } })).to.equal("padding");
    });

    it("refuses when no key is configured", () => {
      expect(refusedBy({ config: { ...config, aesKeys: [] } })).to.equal("aes-key");
    });
  });

  describe("receiver and app", () => {
    const receivers: [string, string][] = [
      ["another corp", "ww6a112864f8022910"],
      ["nobody", ""],
      ["ours with a NUL", `${CORP_ID}\0`],
      ["ours with a letter more", `${CORP_ID}x`],
    ];
    for (const [name, receiveId] of receivers) {
      it(`refuses a message sealed for ${name}`, () => {
        expect(refusedBy({ encrypted: sealRaw({ message: innerXml(), receiveId }) })).to.equal(
          "receiver",
        );
      });
    }

    it("refuses an inner ToUserName that is not ours, or not the outer one", () => {
      expect(refusedBy({ inner: innerXml({ ToUserName: "ww6a112864f8022910" }) })).to.equal(
        "receiver",
      );
      const foreign = sealRaw({ message: innerXml({ ToUserName: "ww6a112864f8022910" }) });
      const bare = `<xml><Encrypt>${foreign}</Encrypt></xml>`;
      expect(refusedBy({ encrypted: foreign, body: bare })).to.equal("receiver");
      const encrypted = sealRaw({ message: innerXml() });
      const body = outerXml(encrypted).replace(CORP_ID, "wwother");
      expect(refusedBy({ encrypted, body })).to.equal("receiver");
    });

    for (const agentId of ["1000003", "1e6", " 1000002 ", "01000002"]) {
      it(`refuses AgentID "${agentId}"`, () => {
        const encrypted = sealRaw({ message: innerXml({ AgentID: agentId }) });
        expect(refusedBy({ encrypted, body: outerXml(encrypted, agentId) })).to.equal("agent");
      });
    }

    it("refuses an outer AgentID that differs from the inner one", () => {
      const encrypted = sealRaw({ message: innerXml() });
      expect(refusedBy({ encrypted, body: outerXml(encrypted, "1000003") })).to.equal("agent");
    });

    it("accepts an empty AgentID outside, and none inside", () => {
      for (const AgentID of ["", "1000002"]) {
        const encrypted = sealRaw({ message: innerXml({ AgentID }) });
        expect(refusedBy({ encrypted, body: outerXml(encrypted, "") })).to.equal("accepted");
      }
      const foreign = sealRaw({ message: innerXml({ AgentID: "1000003" }) });
      expect(refusedBy({ encrypted: foreign, body: outerXml(foreign, "") })).to.equal("agent");
    });

    const foreign = { AgentID: "3010040", MsgType: "event" };
    const events: [string, Record<string, string>, string][] = [
      ["a listed event of sys", { Event: "sys_approval_change", FromUserName: "sys" }, "accepted"],
      [
        "a listed event of a person",
        { Event: "sys_approval_change", FromUserName: "staff02" },
        "agent",
      ],
      [
        "a press that claims to be of sys",
        { Event: "template_card_event", FromUserName: "sys" },
        "agent",
      ],
    ];
    for (const [name, fields, verdict] of events) {
      it(`${verdict === "agent" ? "refuses" : "accepts"} ${name} for another app`, () => {
        const encrypted = sealRaw({ message: innerXml({ ...foreign, ...fields }) });
        expect(refusedBy({ encrypted, body: outerXml(encrypted, "3010040") })).to.equal(verdict);
      });
    }

    it("asks for no app where none is configured", () => {
      const { agentId: _, ...contacts } = config;
      expect(refusedBy({ config: contacts })).to.equal("accepted");
    });
  });

  describe("outer and inner XML", () => {
    const encrypted = sealRaw({ message: innerXml() });
    const bodies: [string, string | Uint8Array, string][] = [
      ["an empty body", "", "xml"],
      ["a JSON envelope", JSON.stringify({ encrypt: encrypted }), "xml"],
      ["another root", `<root><Encrypt>${encrypted}</Encrypt></root>`, "xml"],
      ["no Encrypt", "<xml><ToUserName/></xml>", "body"],
      ["an empty Encrypt", "<xml><Encrypt/></xml>", "body"],
      [
        "two Encrypts",
        `<xml><Encrypt>${encrypted}</Encrypt><Encrypt>${encrypted}</Encrypt></xml>`,
        "xml",
      ],
      ["a DOCTYPE", `<!DOCTYPE xml>${outerXml(encrypted)}`, "xml"],
      ["UTF-16", Buffer.from(outerXml(encrypted), "utf16le"), "xml"],
      ["invalid UTF-8", Buffer.from([0x3c, 0xff]), "body"],
    ];
    for (const [name, body, check] of bodies) {
      it(`refuses ${name}`, () => {
        expect(refusedBy({ encrypted, body })).to.equal(check);
      });
    }

    const inners: [string, string, string][] = [
      ["a DOCTYPE inside", `<!DOCTYPE xml>${innerXml()}`, "xml"],
      [
        "two ToUserNames inside",
        innerXml().replace("<From", `<ToUserName>${CORP_ID}</ToUserName><From`),
        "xml",
      ],
      ["two spellings of AgentID inside", innerXml({ AgentId: "1000002" }), "xml"],
      ["an empty root inside", "<xml/>", "receiver"],
      ["text that is no XML inside", "hello", "xml"],
    ];
    for (const [name, inner, check] of inners) {
      it(`refuses ${name}`, () => {
        expect(refusedBy({ inner })).to.equal(check);
      });
    }
  });
});
