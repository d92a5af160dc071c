import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { createDoor } from "../../../../src/http/callback/turn-away.ts";
import { createTurnstile, type Turnstile } from "../../../../src/http/turnstile.ts";
import { createLog } from "../../../../src/lib/log.ts";
import { createMetrics, type Metrics } from "../../../../src/lib/metrics.ts";

const CALLBACK = "/wecom/callback?msg_signature=0&timestamp=0&nonce=0";

async function someTurns(): Promise<void> {
  for (let n = 0; n < 6; n += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe("the door, before anything of a request is read", () => {
  let server: Server;
  let url: string;
  let turnstile: Turnstile;
  let metrics: Metrics;
  let log: string;
  let atMs: number;

  /** One is inside and two stand in line, at a pace of one in a hundred seconds: nobody else would wait that long. */
  async function fill(): Promise<void> {
    const goings: (() => void)[] = [];
    const stay = (): Promise<void> => new Promise((resolve) => void goings.push(resolve));
    const staying = { hasLeft: false };
    for (let n = 0; n < 5; n += 1) void turnstile.pass(stay, staying);
    for (let n = 0; n < 2; n += 1) {
      await someTurns();
      atMs += 100_000;
      goings[n]?.();
    }
    await someTurns();
  }

  beforeEach(async () => {
    atMs = 0;
    log = "";
    metrics = createMetrics();
    turnstile = createTurnstile({ width: 1, patienceMs: 1_000, nowMs: () => atMs });
    const write = (line: string): void => void (log += line);
    const isTurnedAway = createDoor({
      turnstile,
      metrics,
      log: createLog("info", { write }),
      paths: ["/wecom/callback"],
    });
    server = createServer((request, response) => {
      if (!isTurnedAway(request, response)) response.end("inside");
    });
    await new Promise<void>((resolve) => server.listen(0, () => resolve()));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => server.close());

  const call = (path: string) => fetch(`${url}${path}`, { method: "POST", body: "<xml/>" });

  it("lets everybody in while the line is short", async () => {
    expect(await (await call(CALLBACK)).text()).to.equal("inside");
  });

  it("turns a callback away while the line is too long: 503, call again, counted and logged", async () => {
    await fill();
    const answer = await call(CALLBACK);
    expect(answer.status).to.equal(503);
    expect(answer.headers.get("retry-after")).to.equal("5");
    expect(await answer.text()).to.equal("");
    expect(log).to.include("callback.rejected").and.include('"check":"busy"');
    expect((await metrics.render()).text).to.match(/result="busy"} 1/);
  });

  it("turns nothing else away: a page, another address that begins alike", async () => {
    await fill();
    for (const path of ["/tasks", "/wecom/callbacks?x=1", "/wecom/callback/?x=1"]) {
      expect((await call(path)).status, path).to.equal(200);
    }
  });
});
