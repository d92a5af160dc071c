import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { CardPress } from "../../../../src/actions/inputs.ts";
import { AppError } from "../../../../src/lib/errors.ts";
import { createLog } from "../../../../src/lib/log.ts";
import { createMetrics } from "../../../../src/lib/metrics.ts";
import { buildParts, CONTACTS, NOW } from "../parts.ts";
import { firstAnswer, sendRaw, startHttp, statusIn, type Running } from "../running.ts";
import { innerXml, PRESS, seal, sealEcho, TEXT } from "../sealed.ts";

type Content = string | Uint8Array<ArrayBuffer>;

const BODY_LIMIT = 64 * 1024;

describe("the callback", () => {
  let running: Running;
  let presses: CardPress[];
  let lines: string[];
  let metrics: ReturnType<typeof createMetrics>;

  beforeEach(async () => {
    presses = [];
    lines = [];
    metrics = createMetrics();
    const { verbs } = buildParts();
    running = await startHttp({
      metrics,
      log: createLog("info", { write: (line) => void lines.push(line) }),
      verbs: {
        ...verbs,
        decideTask: (press) => {
          presses.push(press);
          return Promise.resolve({ result: "done", code: "decided" });
        },
      },
    });
  });

  const address = (query: string, path = "/wecom/callback") => `${running.url}${path}${query}`;

  function post(query: string, body: Content, headers: Record<string, string> = {}) {
    return fetch(address(query), { method: "POST", body, headers });
  }

  describe("URL verification", () => {
    it("answers with the decrypted text and nothing else (B16)", async () => {
      const answer = await fetch(address(sealEcho("1616140317555161061")));
      expect(answer.status).to.equal(200);
      expect(answer.headers.get("content-type")).to.match(/^text\/plain/);
      expect(answer.headers.get("x-content-type-options")).to.equal("nosniff");
      expect(await answer.text()).to.equal("1616140317555161061");
    });

    it("says nothing when the signature is wrong (B17)", async () => {
      const query = sealEcho("1616140317555161061").replace(
        /msg_signature=[0-9a-f]{4}/,
        "msg_signature=0000",
      );
      const answer = await fetch(address(query));
      expect(answer.status).to.equal(403);
      expect(await answer.text()).to.equal("");
      expect(lines.join("")).to.include('"check":"signature"');
    });

    it("refuses a call without a query (A01) and two echo texts (B19)", async () => {
      expect((await fetch(address(""))).status).to.equal(400);
      expect((await fetch(address(`${sealEcho("1")}&echostr=abc`))).status).to.equal(400);
    });
  });

  describe("a genuine event", () => {
    it("reaches its action and gets an empty 200", async () => {
      const { query, body } = seal(PRESS);
      const answer = await post(query, body, { "Content-Type": "text/xml" });
      expect(answer.status).to.equal(200);
      expect(await answer.text()).to.equal("");
      expect(presses).to.have.length(1);
      expect(presses[0]).to.include({ from: "liuyang", cardId: "T1-1@1", responseCode: "code-1" });
      expect((await metrics.render()).text).to.include(
        'qianpi_events_total{kind="card-pressed",result="done"} 1',
      );
    });

    it("is taken whatever the content type says (A14)", async () => {
      for (const type of ["application/json", "multipart/form-data", "text/plain"]) {
        const { query, body } = seal(PRESS);
        expect((await post(query, body, { "Content-Type": type })).status, type).to.equal(200);
      }
      expect(presses).to.have.length(3);
    });

    it("leaves no text, code or name in the log", async () => {
      const { query, body } = seal(TEXT);
      await post(query, body);
      await post(seal(PRESS).query, seal(PRESS).body);
      expect(lines.join("")).to.include('"kind":"text-received"');
      expect(lines.join("")).not.to.match(/我的待办|code-1|liuyang/i);
    });

    it("of an unknown kind is acknowledged and logged by its name", async () => {
      const { query, body } = seal(innerXml({ MsgType: "event", Event: "brand_new_event" }));
      expect((await post(query, body)).status).to.equal(200);
      expect(lines.join("")).to.include('"name":"brand_new_event"');
    });
  });

  describe("what is not provably from WeCom", () => {
    const rows: [id: string, make: () => [query: string, body: Content], status: number][] = [
      ["A03 no query at all", () => ["", seal(PRESS).body], 400],
      ["A04 empty body", () => [seal(PRESS).query, ""], 400],
      ["A05 one byte too many", () => [seal(PRESS).query, "x".repeat(BODY_LIMIT + 1)], 413],
      [
        "A15 signature twice",
        () => [`${seal(PRESS).query}&msg_signature=a`, seal(PRESS).body],
        400,
      ],
      [
        "A16 signature as an array",
        () => [seal(PRESS).query.replace("msg_signature", "msg_signature[]"), seal(PRESS).body],
        400,
      ],
      ["A17 timestamp twice", () => [`${seal(PRESS).query}&timestamp=2`, seal(PRESS).body], 400],
      ["A18 broken percent sign", () => [`${seal(PRESS).query}&x=%E0%A4%A`, seal(PRESS).body], 400],
      [
        "A19 nonce of 8 KB",
        () => [seal(PRESS).query.replace("nonce42", "n".repeat(8_192)), seal(PRESS).body],
        400,
      ],
      [
        "A20 line break in the nonce",
        () => [seal(PRESS).query.replace("nonce42", "a%0d%0ab"), seal(PRESS).body],
        400,
      ],
      ["A27 UTF-16", () => [seal(PRESS).query, Buffer.from(seal(PRESS).body, "utf16le")], 400],
      ["B06 body of another signature", () => [seal(TEXT).query, seal(PRESS).body], 403],
      [
        "B09 signed 301 s ago",
        () => {
          const late = seal(PRESS, { at: new Date(NOW.getTime() - 301_000) });
          return [late.query, late.body];
        },
        403,
      ],
      [
        "B07 signed with the keys of another app",
        () => [seal(PRESS, { config: CONTACTS }).query, seal(PRESS, { config: CONTACTS }).body],
        403,
      ],
    ];

    for (const [id, make, status] of rows) {
      it(`gets an empty ${status}: ${id}`, async () => {
        const answer = await post(...make());
        expect(answer.status).to.equal(status);
        expect(await answer.text()).to.equal("");
        expect(presses).to.deep.equal([]);
      });
    }

    it("is counted and logged by the check that failed, on one line", async () => {
      const [query, body] = [seal(PRESS).query.replace("nonce42", "a%0d%0ab"), seal(PRESS).body];
      await post(query, body);
      await post(seal(TEXT).query, seal(PRESS).body);
      const { text } = await metrics.render();
      expect(text).to.include('qianpi_callbacks_total{result="rejected-query"} 1');
      expect(text).to.include('qianpi_callbacks_total{result="rejected-signature"} 1');
      for (const line of lines) expect(line.trimEnd()).not.to.include("\n");
      expect(lines.join("")).not.to.include(seal(PRESS).body.slice(120, 160));
    });

    it("is never inflated (A13)", async () => {
      const bomb = new Uint8Array(gzipSync(Buffer.alloc(10 * 1024 * 1024)));
      const answer = await post(seal(PRESS).query, bomb, { "Content-Encoding": "gzip" });
      expect(answer.status).to.equal(415);
    });

    it("is cut at the cap before it is read (A06, A07)", async () => {
      const head = `POST /wecom/callback${seal(PRESS).query} HTTP/1.1\r\nHost: x\r\n`;
      const stated = await firstAnswer(running.port, `${head}Content-Length: 10485760\r\n\r\n`);
      expect(statusIn(stated)).to.equal(413);
      const chunk = `${(BODY_LIMIT + 1).toString(16)}\r\n${"x".repeat(BODY_LIMIT + 1)}\r\n`;
      const chunked = await firstAnswer(
        running.port,
        `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`,
      );
      expect(statusIn(chunked)).to.equal(413);
    });
  });

  it("knows no other methods (A02)", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const answer = await fetch(address(""), { method });
      expect(answer.status, method).to.equal(405);
      expect(answer.headers.get("allow")).to.equal("GET, POST");
    }
    const trace = await sendRaw(
      running.port,
      "TRACE /wecom/callback HTTP/1.1\r\nHost: x\r\nX-Secret: echo-me\r\nConnection: close\r\n\r\n",
    );
    expect(statusIn(trace)).to.equal(405);
    expect(trace).not.to.include("echo-me");
  });

  it("has exactly one spelling (A22)", async () => {
    const { query, body } = seal(PRESS);
    for (const path of [
      "//wecom/callback",
      "/wecom/callback/",
      "/WeCom/Callback",
      "/x/%2e%2e/wecom/callback",
    ]) {
      const answer = await sendRaw(
        running.port,
        `POST ${path}${query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      expect(statusIn(answer), path).to.equal(404);
    }
    expect(presses).to.deep.equal([]);
  });

  it("takes an address with a host by its path (A21)", async () => {
    const { query, body } = seal(PRESS);
    const answer = await sendRaw(
      running.port,
      `POST http://evil.test/wecom/callback${query} HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(statusIn(answer)).to.equal(200);
    expect(answer).not.to.include("evil.test");
  });

  it("of the contact assistant cannot decide anything, even with a genuine press", async () => {
    const { query, body } = seal(PRESS, { config: CONTACTS });
    const answer = await fetch(address(query, "/wecom/contacts"), { method: "POST", body });
    expect(answer.status).to.equal(200);
    expect(presses).to.deep.equal([]);
  });

  describe("when the action cannot be done", () => {
    async function statusWhen(fault: Error): Promise<number> {
      const { verbs } = buildParts();
      const broken = await startHttp({
        verbs: { ...verbs, decideTask: () => Promise.reject(fault) },
      });
      const { query, body } = seal(PRESS);
      const answer = await fetch(`${broken.url}/wecom/callback${query}`, { method: "POST", body });
      expect(await answer.text()).to.equal("");
      return answer.status;
    }

    it("answers 503 once MySQL has been away for the whole budget, so that WeCom repeats", async () => {
      expect(await statusWhen(new AppError("database-away", "away"))).to.equal(503);
    });

    it("answers 500 to any other fault at once", async () => {
      expect(await statusWhen(new Error("secret detail"))).to.equal(500);
    });
  });
});
