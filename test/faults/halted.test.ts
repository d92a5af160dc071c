import { expect } from "chai";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { textsOf } from "../support/people.ts";
import { endLeases, until, untilAllSent } from "../support/process-world.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { cell, IS_WHOLE } from "./cell.ts";
import {
  checkPair,
  liPresses,
  openPair,
  pairCase,
  pairDecisions,
  passRetries,
  phonesOf,
  repeatAs,
  type Pair,
} from "./pair.ts";
import { isCaseHeld } from "../support/row-lock.ts";

const FIRST = 0;
const SECOND = 1;
/** Patience of the chat server where a process hangs: what matters is that it ends, not when. */
const DEADLINE_MS = 1_000;
const IN_FLIGHT = 100;

const statusesOf = ({ tries }: Push) => tries.map(({ status }) => status);

describe("one of two processes hangs or is told to stop", () => {
  let pair: Pair;
  let proxy: TcpProxy;
  /** Called once, when a decision is on its way to MySQL through the proxy. */
  let isDeciding: (() => void) | undefined;

  before(async function () {
    this.timeout(20_000);
    pair = await openPair();
    proxy = await openTcpProxy(pair.mysqlUrl, () => (direction, bytes) => {
      if (direction !== "up" || !bytes.includes("insert into `decisions`")) return;
      isDeciding?.();
      isDeciding = undefined;
    });
    await pair.start(SECOND);
  });

  after(async () => {
    await pair.close();
    await proxy.close();
  });

  function patience(deadlineMs: number): void {
    pair.simulator.world.behaviour = { ...pair.simulator.world.behaviour, deadlineMs };
  }

  afterEach(() => patience(5_000));

  cell(
    "F12: its event loop is blocked for longer than the platform waits: the other decides, the late end changes nothing",
    async (round) => {
      repeatAs(pair, { ...round, retryAfterMs: Math.max(round.retryAfterMs, 1_000) });
      const caseNo = await pairCase(pair, SECOND);
      const blocked = await pair.start(FIRST, { QIANPI_FAILPOINTS: "decrypted=spin-1500" });
      patience(DEADLINE_MS);
      pair.door.order(pair.ports.slice(FIRST, SECOND));

      const push = await liPresses(pair, caseNo);
      pair.door.order(pair.ports.slice(SECOND));
      await passRetries(pair, push);
      await until(() => blocked.lines.some((line) => line.includes('"event.done"')));

      expect(statusesOf(push)).to.deep.equal([undefined, 200]);
      expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
      await checkPair(pair);
    },
    { rounds: 6, short: 1, limitMs: 20_000 },
  );

  cell(
    "F14: it stands still with the case locked and goes on later: one decision, all answers agree",
    async (round) => {
      repeatAs(pair, { ...round, retryAfterMs: Math.max(round.retryAfterMs, 1_000) });
      const caseNo = await pairCase(pair, SECOND);
      const halted = await pair.start(FIRST, { QIANPI_FAILPOINTS: "locked=stop" });
      patience(DEADLINE_MS);
      pair.door.order(pair.ports.slice(FIRST, SECOND));

      const push = await liPresses(pair, caseNo);
      pair.door.order(pair.ports.slice(SECOND));
      const retrying = passRetries(pair, push);
      await until(() => isCaseHeld(pair.mysqlUrl, caseNo));
      halted.kill("SIGCONT");
      await retrying;

      expect(push.tries[0]?.status, "nobody answers for a process that stands still").to.equal(
        undefined,
      );
      expect(statusesOf(push).at(-1)).to.equal(200);
      expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
      await checkPair(pair);
    },
    { rounds: 6, short: 1, limitMs: 20_000 },
  );

  cell(
    `F08: SIGTERM with ${IN_FLIGHT} callbacks in flight: all get 200, none is cut, the exit code is 0`,
    async (round) => {
      repeatAs(pair, round);
      const caseNo = await pairCase(pair, SECOND);
      const leaving = await pair.start(FIRST);
      pair.door.order([pair.ports[FIRST] ?? 0]);

      const pushes = await inFlightAtTheEnd(caseNo, () => leaving.kill("SIGTERM"));

      expect(await leaving.exitCode).to.equal(0);
      const statuses = pushes.map((push) => statusesOf(push).join());
      expect(statuses.filter((text) => text !== "200")).to.deep.equal([]);
      pair.door.order(pair.ports);
      expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
      await checkPair(pair);
    },
    { rounds: 6, short: 1, limitMs: 20_000 },
  );

  /** One press and its repetitions, all taken in before the process is told to stop. */
  async function inFlightAtTheEnd(caseNo: string, stop: () => void): Promise<Push[]> {
    const first = await liPresses(pair, caseNo);
    const { pusher } = pair.simulator.stage;
    const before = pair.door.joined();
    const repeated = Array.from({ length: IN_FLIGHT - 1 }, () => pusher.redeliver(first));
    await until(() => pair.door.joined() - before === IN_FLIGHT - 1);
    // Connections are taken in their order: once this one is answered, the process has all of them.
    await fetch(`${pair.door.url}/healthz`);
    stop();
    return [first, ...(await Promise.all(repeated))];
  }

  cell(
    "F09: SIGTERM while its database says nothing to the commit: it ends by force, what it held is rolled back, and the other decides (in real time)",
    async (round) => {
      repeatAs(pair, { ...round, retryAfterMs: Math.max(round.retryAfterMs, 1_000) });
      const caseNo = await pairCase(pair, SECOND);
      const hanging = await pair.start(FIRST, { MYSQL_URL: proxy.through(pair.mysqlUrl) });
      pair.door.order(pair.ports);
      isDeciding = () => proxy.blackhole(true);

      const pressing = liPresses(pair, caseNo);
      await until(() => isDeciding === undefined && isCaseHeld(pair.mysqlUrl, caseNo));
      const toldMs = performance.now();
      hanging.kill("SIGTERM");
      const push = await pressing;
      expect(await hanging.exitCode, "not everything could be ended").to.equal(1);
      expect(performance.now() - toldMs).to.be.below(15_000);
      expect(await pairDecisions(pair, caseNo)).to.deep.equal([]);
      await passRetries(pair, push);
      proxy.heal();

      expect(statusesOf(push), "its own answer, in time").to.deep.equal([503, 200]);
      expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
      await checkPair(pair, { errors: /database-away|"busy"|outbox\.store-failed/ });
    },
    { rounds: 2, short: 1, limitMs: 30_000 },
  );

  cell(
    "F70: a process sleeps longer than its lease between claim and call: the other sends, both together once",
    async (round) => {
      repeatAs(pair, round);
      const caseNo = await pairCase(pair, SECOND);
      const asleep = await pair.start(FIRST, { QIANPI_FAILPOINTS: "before-send=stop" });
      const awake = pair.services[SECOND];
      // It stands still meanwhile, so that the messages of the press are in the hands of the one that falls asleep.
      awake?.kill("SIGSTOP");
      pair.door.order(pair.ports);

      const push = await liPresses(pair, caseNo);
      await until(() => asleep.isStopped());
      awake?.kill("SIGCONT");
      if (!IS_WHOLE) await endLeases(pair.db);
      await untilAllSent(pair);
      const calls = callsOf(pair);
      asleep.kill("SIGCONT");
      // Its calls come late, or end at connections that have been closed meanwhile.
      const hasFailed = (): boolean => asleep.lines.some((line) => line.includes("outbox.retry"));
      await until(() => callsOf(pair) > calls || hasFailed());

      expect(statusesOf(push)).to.deep.equal([200]);
      await checkPair(pair);
      expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
      expect(phonesOf(pair, caseNo)).to.deep.equal({
        chenming: 1,
        wuhao: 1,
        liuyang: 1,
        liting: 1,
      });
      const told = textsOf(pair.people, "liting").filter((text) => text.includes(caseNo));
      expect(told, "no text in place of a card that changed").to.deep.equal([]);
    },
    { rounds: 2, short: 1, limitMs: 60_000 },
  );
});

/** Calls of those APIs that a press leads to. */
function callsOf({ simulator }: Pair): number {
  const { counters } = simulator.world;
  const calls = ["message/send", "message/update_template_card"].map(
    (api) => counters.get(api)?.calls,
  );
  return calls.reduce((sum: number, count = 0) => sum + count, 0);
}
