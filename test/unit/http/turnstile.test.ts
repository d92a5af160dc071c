import { expect } from "chai";
import { createTurnstile, type Caller, type Turnstile } from "../../../src/http/turnstile.ts";
import type { AppError } from "../../../src/lib/errors.ts";

const staying: Caller = { hasLeft: false };
const NEVER_MS = 60 * 60_000;

/** People who pass a turnstile: each is inside until told to go. */
function passers(turnstile: Turnstile) {
  const seen: string[] = [];
  const going = new Map<string, () => void>();
  const come = async (name: string, caller = staying): Promise<void> => {
    await turnstile.pass(async () => {
      seen.push(name);
      await new Promise<void>((resolve) => going.set(name, resolve));
    }, caller);
  };
  return { seen, come, go: (name: string) => going.get(name)?.() };
}

const codeOf = (fault: AppError): string => fault.code;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** As many turns of the event loop as anybody is held back. */
async function someTurns(): Promise<void> {
  for (let n = 0; n < 6; n += 1) await nextTurn();
}

describe("the turnstile", () => {
  it("lets as many in as it is wide, the others in the order of their coming", async () => {
    const { seen, come, go } = passers(createTurnstile({ width: 2, patienceMs: NEVER_MS }));
    const all = Promise.all(["a", "b", "c", "d"].map((name) => come(name)));
    await someTurns();
    expect(seen).to.deep.equal(["a", "b"]);
    go("b");
    await someTurns();
    expect(seen).to.deep.equal(["a", "b", "c"]);
    for (const name of ["a", "c"]) go(name);
    await someTurns();
    go("d");
    await all;
    expect(seen).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("lets the next in also after a fault", async () => {
    const turnstile = createTurnstile({ width: 1, patienceMs: NEVER_MS });
    const broken = turnstile.pass(() => Promise.reject(new Error("broken")), staying);
    const next = turnstile.pass(() => Promise.resolve("in"), staying);
    expect(await broken.catch((fault: Error) => fault.message)).to.equal("broken");
    expect(await next).to.equal("in");
  });

  it("passes over those who have left the line", async () => {
    const { seen, come, go } = passers(createTurnstile({ width: 1, patienceMs: NEVER_MS }));
    const first = come("a");
    const gone = { hasLeft: false };
    const left = come("b", gone).catch(codeOf);
    const patient = come("c");
    await someTurns();
    gone.hasLeft = true;
    go("a");
    await first;
    expect(await left).to.equal("busy");
    await someTurns();
    go("c");
    await patient;
    expect(seen).to.deep.equal(["a", "c"]);
  });

  it("turns away who would wait too long, judged by the pace of those before", async () => {
    let atMs = 0;
    const turnstile = createTurnstile({ width: 1, patienceMs: 1_000, nowMs: () => atMs });
    const { come, go } = passers(turnstile);
    const names = Array.from({ length: 40 }, (_, n) => `${n}`);
    const all = Promise.allSettled(names.map((name) => come(name)));
    for (const name of names.slice(0, 30)) {
      await someTurns();
      // One leaves every 200 ms.
      atMs += 200;
      go(name);
    }
    expect(turnstile.isFull()).to.equal(true);
    expect(await come("too late").catch(codeOf)).to.equal("busy");
    for (const name of names.slice(30)) {
      await someTurns();
      go(name);
    }
    expect((await all).every(({ status }) => status === "fulfilled")).to.equal(true);
    const next = come("later");
    await someTurns();
    go("later");
    await next;
  });

  it("lets nobody new in before those in line, also when there is room again", async () => {
    const { seen, come, go } = passers(createTurnstile({ width: 1, patienceMs: NEVER_MS }));
    const all = Promise.all([come("a"), come("b")]);
    await someTurns();
    go("a");
    const late = come("c");
    await someTurns();
    expect(seen).to.deep.equal(["a", "b"]);
    go("b");
    await someTurns();
    go("c");
    await Promise.all([all, late]);
  });

  it("lets one in every fourth turn while each turn brings somebody new, then one a turn", async () => {
    const turnstile = createTurnstile({ width: 30, patienceMs: NEVER_MS });
    const { seen, come, go } = passers(turnstile);
    const names = Array.from({ length: 60 }, (_, n) => `${n}`);
    const all = Promise.all(names.map((name) => come(name)));
    await nextTurn();
    for (const name of names.slice(0, 30)) go(name);
    await nextTurn();
    const atFirst = seen.length;
    for (let n = 0; n < 12; n += 1) {
      turnstile.isFull();
      await nextTurn();
    }
    expect(seen.length - atFirst, "in twelve turns of a rush").to.equal(3);
    const inRush = seen.length;
    await nextTurn();
    await nextTurn();
    for (let n = 0; n < 9; n += 1) await nextTurn();
    expect(seen.length - inRush, "in eleven calm turns").to.be.within(10, 11);
    for (const name of names.slice(30)) {
      await someTurns();
      go(name);
    }
    await all;
  });

  it("tells when nobody stands in line any more", async () => {
    const turnstile = createTurnstile({ width: 1, patienceMs: NEVER_MS });
    await turnstile.lull(NEVER_MS);
    const { come, go } = passers(turnstile);
    const all = Promise.all([come("a"), come("b")]);
    let isCalm = false;
    const calm = turnstile.lull(NEVER_MS).then(() => (isCalm = true));
    await someTurns();
    expect(isCalm).to.equal(false);
    go("a");
    await calm;
    go("b");
    await all;
  });

  it("tells after a while also when people still stand in line", async () => {
    const turnstile = createTurnstile({ width: 1, patienceMs: NEVER_MS });
    const { come, go } = passers(turnstile);
    const all = Promise.all([come("a"), come("b")]);
    await turnstile.lull(1);
    go("a");
    await someTurns();
    go("b");
    await all;
  });
});
