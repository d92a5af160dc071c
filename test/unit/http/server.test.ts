import { expect } from "chai";
import { buildParts, METRICS_TOKEN } from "./parts.ts";
import { sendRaw, startHttp, statusIn, type Running } from "./running.ts";

describe("the HTTP server", () => {
  let running: Running;

  beforeEach(async () => {
    running = await startHttp();
  });

  it("forbids scripts, frames, other hosts, guessing and keeping on every answer", async () => {
    for (const path of [
      "/healthz",
      "/",
      "/nothing",
      "/api/nothing",
      "/wecom/callback",
      "/cases/X",
    ]) {
      const { headers } = await fetch(`${running.url}${path}`, { redirect: "manual" });
      const policy = headers.get("content-security-policy");
      expect(policy, path).to.include("default-src 'none'").and.include("frame-ancestors 'none'");
      expect(policy).not.to.match(/unsafe|script-src/);
      expect(headers.get("x-content-type-options")).to.equal("nosniff");
      expect(headers.get("cache-control")).to.equal("no-store");
      expect(headers.get("referrer-policy")).to.equal("same-origin");
    }
  });

  it("numbers requests itself and takes no number from outside", async () => {
    const headers = { "X-Request-Id": "mine" };
    const first = await fetch(`${running.url}/healthz`, { headers });
    const second = await fetch(`${running.url}/healthz`, { headers });
    const [one, other] = [first, second].map((answer) => answer.headers.get("x-request-id"));
    expect(one).to.match(/^[0-9a-f-]{36}$/);
    expect(other).not.to.equal(one);
  });

  it("serves its style sheet for ever under an address that changes with it", async () => {
    const page = await (await fetch(`${running.url}/nothing`)).text();
    const url = /href="(\/assets\/app\.css\?v=[0-9a-f]{12})"/.exec(page)?.[1] ?? "";
    const answer = await fetch(`${running.url}${url}`);
    expect(answer.headers.get("content-type")).to.match(/^text\/css/);
    expect(answer.headers.get("cache-control")).to.include("immutable");
  });

  it("refuses too many or too large headers (A12)", async () => {
    const lines = Array.from({ length: 200 }, (_, n) => `X-${n}: 1\r\n`).join("");
    const many = await sendRaw(
      running.port,
      `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}\r\n`,
    );
    expect(statusIn(many)).to.equal(431);
    const large = await sendRaw(
      running.port,
      `GET /healthz HTTP/1.1\r\nHost: x\r\nX-Big: ${"a".repeat(20_000)}\r\n\r\n`,
    );
    expect(statusIn(large)).to.equal(431);
  });

  it("refuses lengths that contradict each other (A10, A11)", async () => {
    const head = "POST /wecom/callback HTTP/1.1\r\nHost: x\r\n";
    const rows = [
      "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello",
      "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    ];
    for (const row of rows) expect(statusIn(await sendRaw(running.port, head + row))).to.equal(400);
  });

  it("cuts a sender who falls silent within 5 s, in the headers or in the body (A08, A09)", async function () {
    this.timeout(8_000);
    const begunAt = performance.now();
    const [body, headers] = await Promise.all([
      sendRaw(
        running.port,
        "POST /wecom/callback HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhello",
      ),
      sendRaw(running.port, "POST /wecom/callback HTTP/1.1\r\nHo"),
    ]);
    expect(performance.now() - begunAt).to.be.below(5_000);
    for (const answer of [body, headers]) expect(answer).to.match(/^(HTTP\/1\.1 408|$)/);
  });

  it("never uses the Host that a caller names (A24)", async () => {
    const answer = await sendRaw(
      running.port,
      "GET /login?to=/cases/X HTTP/1.1\r\nHost: attacker.test\r\nConnection: close\r\n\r\n",
    );
    expect(statusIn(answer)).to.equal(302);
    expect(answer).not.to.include("attacker.test");
  });

  describe("health", () => {
    it("is alive without asking anybody", async () => {
      const answer = await fetch(`${running.url}/healthz`);
      expect([answer.status, await answer.json()]).to.deep.equal([200, { status: "ok" }]);
    });

    const rows: [mysql: boolean, redis: boolean, status: number, word: string][] = [
      [true, true, 200, "ok"],
      [true, false, 200, "degraded"],
      [false, true, 503, "away"],
      [false, false, 503, "away"],
    ];
    for (const [mysql, redis, status, word] of rows) {
      it(`is ${status} ${word} with MySQL ${mysql ? "up" : "down"} and Redis ${redis ? "up" : "down"}`, async () => {
        const site = await startHttp({
          isMysqlUp: () => Promise.resolve(mysql),
          isRedisUp: () => Promise.resolve(redis),
        });
        const answer = await fetch(`${site.url}/readyz`);
        expect(answer.status).to.equal(status);
        expect(await answer.json()).to.deep.equal({ status: word, mysql, redis });
      });
    }
  });

  describe("metrics", () => {
    it("are given to whoever has the token, and to nobody else", async () => {
      const ask = (headers: Record<string, string>) => fetch(`${running.url}/metrics`, { headers });
      expect((await ask({})).status).to.equal(401);
      expect((await ask({ Authorization: "Bearer wrong" })).status).to.equal(401);
      const answer = await ask({ Authorization: `bearer ${METRICS_TOKEN}` });
      expect(answer.status).to.equal(200);
      expect(await answer.text()).to.include("qianpi_http_requests_total");
    });

    it("do not exist when no token is set", async () => {
      const site = await startHttp({ ...buildParts(), metricsToken: undefined });
      const headers = { Authorization: "Bearer " };
      expect((await fetch(`${site.url}/metrics`, { headers })).status).to.equal(404);
    });
  });

  it("says nothing to a program that spells its address in other letters; people get a page", async () => {
    for (const path of ["/WECOM/callback", "/WeCom", "/Metrics"]) {
      const answer = await fetch(running.url + path);
      expect([answer.status, await answer.text()], path).to.deep.equal([404, ""]);
    }
    expect(await (await fetch(`${running.url}/wecomx`)).text()).to.include("<!doctype html>");
  });

  it("keeps the callback of the contact assistant closed when it has no keys", async () => {
    const site = await startHttp({ contacts: undefined });
    expect((await fetch(`${site.url}/wecom/contacts`, { method: "POST" })).status).to.equal(404);
  });
});
