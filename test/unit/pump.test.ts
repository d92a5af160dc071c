import { expect } from "chai";
import { createLog } from "../../src/lib/log.ts";
import { createNudges, startPump, type Pump } from "../../src/pump.ts";

const silent = createLog("silent");
/** So long that a test which waits for a poll fails. */
const NEVER_MS = 60 * 60_000;

/** A turn whose results are given one by one; `begun(n)` resolves when turn n has begun. */
function scriptedTurn() {
  let turns = 0;
  const waiting = new Map<number, () => void>();
  const answers: ((result: Promise<number>) => void)[] = [];
  const turn = (): Promise<number> => {
    turns += 1;
    waiting.get(turns)?.();
    return new Promise((resolve) => answers.push(resolve));
  };
  return {
    turn,
    count: () => turns,
    finish: (result: number | Error) =>
      answers.shift()?.(result instanceof Error ? Promise.reject(result) : Promise.resolve(result)),
    begun: (n: number) =>
      turns >= n ? Promise.resolve() : new Promise<void>((resolve) => waiting.set(n, resolve)),
  };
}

/** Lets everything that can happen by itself happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("the pump", () => {
  let pump: Pump;
  /** Also after a failure nothing may be left that waits for the poll. */
  afterEach(() => {
    pump.stop().catch(() => undefined);
  });

  it("goes on while it finds work", async () => {
    const script = scriptedTurn();
    pump = startPump(script.turn, { pollMs: NEVER_MS, gatherMs: 0, log: silent });
    script.finish(3);
    await script.begun(2);
    script.finish(0);
    await pump.stop();
    expect(script.count()).to.equal(2);
  });

  it("rests when there is nothing to do, until it is nudged", async () => {
    const script = scriptedTurn();
    pump = startPump(script.turn, { pollMs: NEVER_MS, gatherMs: 0, log: silent });
    script.finish(0);
    await settle();
    expect(script.count()).to.equal(1);
    pump.nudge();
    await script.begun(2);
    script.finish(0);
    await pump.stop();
  });

  it("takes another turn for a nudge that came while it was busy", async () => {
    const script = scriptedTurn();
    pump = startPump(script.turn, { pollMs: NEVER_MS, gatherMs: 0, log: silent });
    pump.nudge();
    script.finish(0);
    await script.begun(2);
    script.finish(0);
    await pump.stop();
  });

  it("looks again by itself after the poll time", async () => {
    const script = scriptedTurn();
    pump = startPump(script.turn, { pollMs: 1, gatherMs: 0, log: silent });
    script.finish(0);
    await script.begun(2);
    script.finish(0);
    await pump.stop();
  });

  it("survives a turn that fails, tells the log and rests", async () => {
    const lines: string[] = [];
    const log = createLog("error", { write: (line) => void lines.push(line) });
    const script = scriptedTurn();
    pump = startPump(script.turn, { pollMs: NEVER_MS, gatherMs: 0, log });
    script.finish(new Error("lost connection"));
    await settle();
    expect(script.count()).to.equal(1);
    expect(JSON.parse(lines[0] ?? "{}")).to.deep.include({ msg: "pump.failed" });
    pump.nudge();
    await script.begun(2);
    script.finish(0);
    await pump.stop();
  });

  it("stops only after the turn that is running, and begins no other", async () => {
    const script = scriptedTurn();
    pump = startPump(script.turn, { pollMs: NEVER_MS, gatherMs: 0, log: silent });
    let isStopped = false;
    const stopping = pump.stop().then(() => (isStopped = true));
    await settle();
    expect(isStopped).to.equal(false);
    script.finish(5);
    await stopping;
    expect(script.count()).to.equal(1);
  });
});

describe("nudges", () => {
  it("given before anybody listens are dropped, later ones arrive", () => {
    const nudges = createNudges();
    let heard = 0;
    nudges.give();
    nudges.to(() => (heard += 1));
    nudges.give();
    nudges.give();
    expect(heard).to.equal(2);
  });
});
