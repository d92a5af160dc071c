import { expect } from "chai";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { callbackConfig, envelopeXml, seal, sealedUrl } from "../../src/simulator/callback/seal.ts";
import { flood } from "../support/flood.ts";
import { fault } from "../support/presses.ts";
import { until, untilAllSent } from "../support/process-world.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { AGENT_ID } from "../support/world.ts";
import { cell, IS_WHOLE, note } from "./cell.ts";
import {
  checkPair,
  liPresses,
  openPair,
  pairCase,
  pairDecisions,
  repeatAs,
  type Pair,
} from "./pair.ts";

/** Or what the machine works off in three seconds, where that is less: other work may leave the service a part of a core. */
const BURST = 2_000;
const BURST_SEC = 3;
/** Calls by which it is measured how many a second there can be. */
const MEASURED = 300;
const CASES = 4;
const FLOOD_SEC = IS_WHOLE ? 5 : 1;
/** Or half of what the service can refuse at most: more would only measure how the machine shares its cores. */
const FORGED_PER_SEC = 2_000;
const LONGEST_BYTES = 64 * 1024;
const LONG_CALLS = 300;
/**
 * Others use the same cores; less than a time slice and the wait for the next one tells nothing of the service.
 * In the short round a second test file always runs beside this one, so there only a service that stalls is found.
 */
const NOISE_MS = IS_WHOLE ? 100 : 1_000;
const MEASUREMENTS = 3;
const SAMPLES = IS_WHOLE ? 300 : 100;

function p99Of(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? 0;
}

const latencyOf = ({ tries }: Push): number => tries[0]?.latencyMs ?? 0;

describe("more calls than one process can take", () => {
  let pair: Pair;
  let proxy: TcpProxy;
  let statements = 0;

  before(async function () {
    this.timeout(20_000);
    pair = await openPair(1);
    proxy = await openTcpProxy(pair.mysqlUrl, () => (direction) => {
      if (direction === "up") statements += 1;
    });
    pair.door.order(pair.ports);
  });

  after(async () => {
    await pair.close();
    await proxy.close();
  });

  /** No door in between: it would have to carry everything in the thread that sends and measures. */
  function callDirectly(): void {
    const { apps } = pair.simulator.world;
    const app = apps.get(AGENT_ID);
    if (app === undefined) throw new Error("the app is gone");
    apps.set(AGENT_ID, { ...app, callbackUrl: `http://127.0.0.1:${pair.ports[0]}/wecom/callback` });
  }

  cell(
    `F78: up to ${BURST} callbacks at once: each gets 200 or 503 in time, what was accepted is decided, and at once it is as quick as before`,
    async (round) => {
      await pair.start(0);
      callDirectly();
      repeatAs(pair, { ...round, retryAfterMs: 5_000 });
      const known = await liPresses(pair, await pairCase(pair, 0));
      const presses: Push[] = [];
      const cases: string[] = [];
      for (let n = 0; n < CASES; n += 1) {
        const caseNo = await pairCase(pair, 0);
        fault(pair.people, { kind: "lose-callback" });
        presses.push(await liPresses(pair, caseNo));
        cases.push(caseNo);
      }

      const requests = presses.map((press) => requestOf(press));
      const perSec = await capacityFor(requestOf(known));
      const count = Math.min(BURST, Math.ceil(BURST_SEC * perSec));
      const answers = await flood({ port: pair.ports[0] ?? 0, requests, count });
      const overMs = performance.now();
      await until(async () => {
        const again = await repeat(known);
        return again.tries[0]?.status === 200 && latencyOf(again) < 100;
      });
      const recoveredMs = performance.now() - overMs;

      expect(Object.keys(answers.statuses)).to.satisfy((seen: string[]) =>
        seen.every((status) => status === "200" || status === "503"),
      );
      expect(answers.slowestMs).to.be.below(4_500);
      expect(recoveredMs).to.be.below(10_000);
      for (const caseNo of cases) {
        expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
      }
      note({
        callbacks: count,
        lost: 0,
        doubled: 0,
        givenUp: 0,
        recoveryMs: Math.round(recoveredMs),
      });
      await checkPair(pair, { errors: /database-away|"busy"|outbox\.store-failed/ });
    },
    { rounds: 3, short: 1, limitMs: 60_000 },
  );

  cell(
    `F82: up to ${FORGED_PER_SEC} forged calls a second: genuine ones are as quick, MySQL hears of none, the log is not flooded`,
    async (round) => {
      const service = await pair.start(0, { MYSQL_URL: proxy.through(pair.mysqlUrl) });
      callDirectly();
      repeatAs(pair, round);
      const press = await liPresses(pair, await pairCase(pair, 0));
      await untilAllSent(pair);
      const idle: number[] = [];
      for (let n = 0; n < SAMPLES; n += 1) idle.push(latencyOf(await repeat(press)));

      const before = statements;
      const startedMs = performance.now();
      const forged = requestOf(press, "0".repeat(40));
      const perSec = Math.min(FORGED_PER_SEC, Math.ceil((await capacityFor(forged)) / 2));
      const count = FLOOD_SEC * perSec;
      const order = { port: pair.ports[0] ?? 0, requests: [forged], perSec, count };
      const floods = [await flood(order)];
      const asked = statements - before;
      // Other work on the machine can only make it slower, so one undisturbed measurement of three is enough.
      let isQuick = false;
      for (let n = 0; n < MEASUREMENTS && !isQuick; n += 1) {
        const besides = flood(order);
        const busy = await whileUnderWay(besides, () => repeat(press).then(latencyOf));
        floods.push(await besides);
        isQuick = p99Of(busy) < Math.max(3 * p99Of(idle), NOISE_MS);
      }
      const tookSec = (performance.now() - startedMs) / 1_000;

      for (const { statuses } of floods) {
        expect(statuses).to.deep.equal({ 403: count });
      }
      expect(asked, "what the process asks by itself, and nothing else").to.be.below(count / 20);
      const logged = service.lines.filter((line) => line.includes('"check":"signature"'));
      expect(logged.length).to.be.within(1, 50 * Math.ceil(tookSec + 1));
      expect(isQuick, "genuine p99 at most three times the idle one").to.equal(true);
      await checkPair(pair);
    },
    { rounds: 3, short: 1, limitMs: 60_000 },
  );

  cell(
    "F11: 96 MB of memory and a flood of bodies as long as allowed, and longer: all are refused, the process lives",
    async (round) => {
      await pair.start(0, { NODE_OPTIONS: "--max-old-space-size=96" });
      callDirectly();
      repeatAs(pair, round);
      const caseNo = await pairCase(pair, 0);
      const order = { port: pair.ports[0] ?? 0, count: LONG_CALLS };

      const allowed = await flood({ ...order, requests: [longRequest(LONGEST_BYTES)] });
      const longer = await flood({ ...order, requests: [longRequest(LONGEST_BYTES + 1)] });
      const push = await liPresses(pair, caseNo);

      expect(allowed.statuses).to.deep.equal({ 400: order.count });
      expect(longer.statuses).to.deep.equal({ 413: order.count });
      expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
      expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
      await checkPair(pair);
    },
    { rounds: 2, short: 1, limitMs: 60_000 },
  );

  /** How many of these calls are answered in a second, all sent at once. */
  async function capacityFor(request: string): Promise<number> {
    const order = { port: pair.ports[0] ?? 0, requests: [request], count: MEASURED };
    const startedMs = performance.now();
    await flood(order);
    return (MEASURED * 1_000) / (performance.now() - startedMs);
  }

  function repeat(press: Push): Promise<Push> {
    return pair.simulator.stage.pusher.redeliver(press);
  }

  async function whileUnderWay(work: Promise<unknown>, act: () => Promise<number>) {
    let isOver = false;
    const over = work.then(() => (isOver = true));
    const seen: number[] = [];
    while (!isOver) seen.push(await act());
    await over;
    return seen;
  }

  /** What the chat server sends for a press, or a genuine envelope under a signature that is none. */
  function requestOf({ plaintext }: Push, signature?: string): string {
    const chat = pair.simulator.world;
    const app = chat.apps.get(AGENT_ID);
    const config = app === undefined ? undefined : callbackConfig(app);
    if (config === undefined) throw new Error("the app has no callback");
    const sealed = seal(chat, config, { plaintext });
    const url = sealedUrl(config, signature === undefined ? sealed : { ...sealed, signature });
    const { pathname, search } = new URL(url);
    const body = envelopeXml(chat, AGENT_ID, sealed.encrypt);
    const head = `POST ${pathname}${search} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}`;
    return `${head}\r\n\r\n${body}`;
  }

  /** A body of so many bytes that is no envelope. */
  function longRequest(bytes: number): string {
    const head = "POST /wecom/callback?msg_signature=0&timestamp=1&nonce=1 HTTP/1.1";
    return `${head}\r\nHost: x\r\nContent-Length: ${bytes}\r\n\r\n${"x".repeat(bytes)}`;
  }
});
