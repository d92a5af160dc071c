import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { rawRequest, send, sendForFirstWord } from "../../support/bad-input/raw-http.ts";
import { sealed, sealedEcho, textXml } from "../../support/bad-input/seal.ts";
import { expectRefused, leave, warmUp, watch } from "../../support/bad-input/watch.ts";
import { openWorld, type World } from "../../support/world.ts";

const LIMIT_BYTES = 64 * 1024;
/** Longest that a silent sender may keep a connection. */
const MOST_MS = 5_000;

describe("bad input at the callback: HTTP", () => {
  let world: World;
  let port: number;

  before(async () => {
    world = await openWorld();
    port = Number(new URL(world.url).port);
    await warmUp(world);
  });

  after(() => leave(world));

  const genuine = () => sealed(world, textXml(world));
  const echo = (text = "1616140317555161061") => sealedEcho(world, text);

  it("A01 GET without query: 400", () =>
    expectRefused(world, { method: "GET" }, { status: 400, check: "query" }));

  it("A02 other methods: 405, and TRACE never echoes", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"]) {
      const headers = ["X-Secret: echo-me"];
      const answer = await expectRefused(world, { method, headers }, { status: 405 });
      expect(answer.head).to.include("Allow: GET, POST");
      expect(answer.all).not.to.include("echo-me");
    }
  });

  it("A03 POST with no query at all: 400, not 500", () =>
    expectRefused(world, { body: genuine().body }, { status: 400, check: "query" }));

  it("A04 good query, empty body: 400", () =>
    expectRefused(world, { ...genuine(), body: "" }, { status: 400, check: "body" }));

  it("A05 one byte more than 64 KiB: 413 before it is read", async () => {
    const head = rawRequest({ ...genuine(), body: "a".repeat(LIMIT_BYTES + 1) });
    const { answer, changed, log } = await watch(world, () =>
      sendForFirstWord(world, head.subarray(0, 400)),
    );
    expect(answer.status).to.equal(413);
    expect(answer.body).to.equal("");
    expect(changed).to.deep.equal([]);
    expect(log).to.include("body-too-large");
  });

  it("A06 ten megabytes announced, nothing sent: 413 at once", async () => {
    const headers = ["Content-Length: 10485760"];
    const { answer, changed } = await watch(world, () =>
      sendForFirstWord(world, rawRequest({ query: genuine().query, headers })),
    );
    expect(answer.status).to.equal(413);
    expect(changed).to.deep.equal([]);
  });

  it("A07 a megabyte in chunks without length: 413 at the cap", async () => {
    const chunk = `10000\r\n${"a".repeat(0x10000)}\r\n`;
    const headers = ["Transfer-Encoding: chunked"];
    const head = rawRequest({ query: genuine().query, headers }).toString();
    const { answer, changed } = await watch(world, () =>
      sendForFirstWord(world, head + chunk.repeat(16)),
    );
    expect(answer.status).to.equal(413);
    expect(changed).to.deep.equal([]);
  });

  it("A08 a thousand bytes announced, five sent, then silence: closed within 5 s", async () => {
    const request = rawRequest({ query: genuine().query, headers: ["Content-Length: 1000"] });
    const begunAt = performance.now();
    await expectRefused(world, Buffer.concat([request, Buffer.from("<xml>")]), {
      status: [0, 400, 408],
    });
    expect(performance.now() - begunAt).to.be.below(MOST_MS + 500);
  }).timeout(10_000);

  it("A09 one byte of a header a second: closed within 10 s", async () => {
    const begunAt = performance.now();
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => socket.destroy());
    const bytes = "POST /wecom/callback HTTP/1.1\r\nHost: x\r\n"[Symbol.iterator]();
    const drip = setInterval(() => {
      if (socket.writable) socket.write(bytes.next().value ?? "x");
    }, 1_000);
    const { changed } = await watch(world, () => cut(socket)).finally(() => clearInterval(drip));
    expect(performance.now() - begunAt).to.be.below(10_000);
    expect(changed).to.deep.equal([]);
  }).timeout(15_000);

  it("A10 Content-Length and Transfer-Encoding together: 400", () => {
    const { query, body } = genuine();
    const headers = ["Transfer-Encoding: chunked"];
    return expectRefused(world, { query, body, headers }, { status: 400 });
  });

  it("A11 two lengths that differ: 400", () => {
    const { query, body } = genuine();
    return expectRefused(world, { query, body, headers: ["Content-Length: 7"] }, { status: 400 });
  });

  it("A12 a header of 20 KB, or 200 headers: 431", async () => {
    const many = Array.from({ length: 200 }, (_, n) => `X-${n}: 1`);
    await expectRefused(world, { ...genuine(), headers: many }, { status: 431 });
    const large = [`X-Big: ${"a".repeat(20_000)}`];
    await expectRefused(world, { ...genuine(), headers: large }, { status: 431 });
  });

  it("A13 ten kilobytes that inflate to ten megabytes: 415, never inflated", () => {
    const body = gzipSync(Buffer.alloc(10_000_000));
    const headers = ["Content-Encoding: gzip"];
    return expectRefused(world, rawRequest({ query: genuine().query, body, headers }), {
      status: 415,
      check: "compressed-body",
    });
  });

  it("A14 any content type is taken with the envelope, none without it", async () => {
    const types = ["application/json", "multipart/form-data; boundary=x", "text/xml", undefined];
    for (const type of types) {
      const headers = type === undefined ? [] : [`Content-Type: ${type}`];
      const taken = await send(world, rawRequest({ ...genuine(), headers }));
      expect(taken.status, type).to.equal(200);
      const json = JSON.stringify({ encrypt: "abc" });
      const refused = { ...genuine(), body: json, headers };
      await expectRefused(world, refused, { status: 400, check: "xml" });
    }
  });

  const QUERIES: [row: string, change: (query: string) => string][] = [
    ["A15 msg_signature twice", (query) => `${query}&msg_signature=${"0".repeat(40)}`],
    ["A16 msg_signature[]", (query) => query.replace("msg_signature=", "msg_signature[]=")],
    ["A17 two timestamps", (query) => `${query}&timestamp=1`],
    ["A18 a malformed percent code", (query) => query.replace(/nonce=\w+/, "nonce=%E0%A4%A")],
    ["A19 a nonce of 8 KB", (query) => query.replace(/nonce=\w+/, `nonce=${"a".repeat(8_192)}`)],
  ];
  for (const [row, change] of QUERIES) {
    it(`${row}: 400`, () => {
      const { query, body } = genuine();
      return expectRefused(world, { query: change(query), body }, { status: 400 });
    });
  }

  it("A20 a nonce with line ends, NUL or emoji: 400, and the log line stays one", async () => {
    for (const nonce of ["a\r\nb", "a\0b", "a😀", "a\u2028b"]) {
      await expectRefused(world, sealed(world, textXml(world), { nonce }), {
        status: 400,
        check: "query",
      });
    }
  });

  it("A21 an address with a foreign host: taken by its path, the host never used", async () => {
    const path = "http://evil.test/wecom/callback";
    const { answer, changed, log } = await watch(world, () =>
      send(world, rawRequest({ path, ...genuine() })),
    );
    expect(answer.status).to.equal(200);
    expect(changed).to.have.members(["inbox", "outbox"]);
    expect(answer.all + log).not.to.include("evil.test");
  });

  it("A22 other spellings of the path: 404", async () => {
    for (const path of [
      "//wecom/callback",
      "/wecom/callback/",
      "/WeCom/Callback",
      "/x/%2e%2e/wecom/callback",
    ]) {
      const { answer, changed } = await watch(world, () =>
        send(world, rawRequest({ path, ...genuine() })),
      );
      expect(answer.status, path).to.equal(404);
      if (/^.wecom/i.test(path)) expect(answer.body, path).to.equal("");
      expect(changed).to.deep.equal([]);
    }
  });

  it("A23 X-Forwarded-For and X-Real-IP from outside: limits go by the real peer", async () => {
    const login = (n: number) =>
      fetch(`${world.url}/login/callback?code=x&state=x`, {
        headers: { "x-forwarded-for": `127.0.0.${n}`, "x-real-ip": `10.0.0.${n}` },
      });
    const statuses: number[] = [];
    for (let n = 1; n <= 101; n += 1) statuses.push((await login(n)).status);
    expect(statuses.filter((status) => status === 403)).to.have.length(100);
    expect(statuses.at(-1)).to.equal(429);
  });

  it("A24 Host: attacker.test: reflected nowhere", async () => {
    for (const path of ["/", "/login?to=/cases/X1-2026", "/cases/X1-2026", "/nothing"]) {
      const request = `GET ${path} HTTP/1.1\r\nHost: attacker.test\r\nConnection: close\r\n\r\n`;
      const { answer, changed } = await watch(world, () => send(world, request));
      expect(answer.status, path).to.be.oneOf([302, 404]);
      expect(answer.all).not.to.include("attacker.test");
      expect(changed).to.deep.equal([]);
    }
  });

  it("A25 HTTP/1.0, and a hundred requests in one go: each gets its own answer, in order", async () => {
    const old = await send(world, `GET /wecom/callback${echo("old")} HTTP/1.0\r\n\r\n`);
    expect([old.status, old.body]).to.deep.equal([200, "old"]);
    const texts = Array.from({ length: 100 }, (_, n) => `echo-${n}-of-100`);
    const requests = texts.map((text, n) => {
      const last = n === texts.length - 1 ? "Connection: close\r\n" : "";
      return `GET /wecom/callback${echo(text)} HTTP/1.1\r\nHost: x\r\n${last}\r\n`;
    });
    const { all } = await send(world, requests.join(""));
    expect(all.match(/HTTP\/1\.1 200/g)).to.have.length(100);
    expect(all.match(/echo-\d+-of-100/g)).to.deep.equal(texts);
  });

  it("A26 a thousand idle connections: there is a cap, health stays green, all are cut", async () => {
    expect(world.app.http.maxConnections).to.be.within(1_000, 10_000);
    const sockets = Array.from({ length: 1_000 }, () => connect(port, "127.0.0.1"));
    for (const socket of sockets) socket.on("error", () => socket.destroy());
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    expect((await fetch(`${world.url}/healthz`)).status).to.equal(200);
    expect((await send(world, rawRequest(genuine()))).status).to.equal(200);
    await Promise.all(sockets.map(cut));
  }).timeout(15_000);

  it("A27 UTF-16: 400; a byte order mark before the envelope is tolerated", async () => {
    const { query, body } = genuine();
    const utf16 = Buffer.from(`\ufeff${body}`, "utf16le");
    await expectRefused(world, rawRequest({ query, body: utf16 }), { status: 400, check: "body" });
    const marked = await send(world, rawRequest({ query, body: `\ufeff${body}` }));
    expect(marked.status).to.equal(200);
  });
});

/** Until the service has closed a connection on which nothing is said. */
async function cut(socket: Socket): Promise<void> {
  socket.resume();
  if (!socket.closed) await new Promise((resolve) => socket.once("close", resolve));
}
