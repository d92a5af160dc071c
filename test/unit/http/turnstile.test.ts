import { expect } from "chai";
import { createTurnstile, type Turnstile } from "../../../src/http/turnstile.ts";
import type { AppError } from "../../../src/lib/errors.ts";

const staying = new AbortController().signal;
const NEVER_MS = 60 * 60_000;

/** People who pass a turnstile: each is inside until told to go. */
function passers(turnstile: Turnstile) {
  const seen: string[] = [];
  const going = new Map<string, () => void>();
  const come = async (name: string, left: AbortSignal = staying): Promise<void> => {
    await turnstile.pass(async () => {
      seen.push(name);
      await new Promise<void>((resolve) => going.set(name, resolve));
    }, left);
  };
  return { seen, come, go: (name: string) => going.get(name)?.() };
}

const codeOf = (fault: AppError): string => fault.code;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the turnstile", () => {
  it("lets as many in as it is wide, the others in the order of their coming", async () => {
    const { seen, come, go } = passers(createTurnstile({ width: 2, patienceMs: NEVER_MS }));
    const all = Promise.all(["a", "b", "c", "d"].map((name) => come(name)));
    await nextTurn();
    expect(seen).to.deep.equal(["a", "b"]);
    go("b");
    await nextTurn();
    expect(seen).to.deep.equal(["a", "b", "c"]);
    for (const name of ["a", "c"]) go(name);
    await nextTurn();
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
    const gone = new AbortController();
    const left = come("b", gone.signal).catch(codeOf);
    const patient = come("c");
    await nextTurn();
    gone.abort();
    go("a");
    await first;
    expect(await left).to.equal("busy");
    await nextTurn();
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
      await nextTurn();
      // One leaves every 200 ms.
      atMs += 200;
      go(name);
    }
    expect(await come("too late").catch(codeOf)).to.equal("busy");
    for (const name of names.slice(30)) {
      await nextTurn();
      go(name);
    }
    expect((await all).every(({ status }) => status === "fulfilled")).to.equal(true);
    const next = come("later");
    await nextTurn();
    go("later");
    await next;
  });

  it("tells when nobody stands in line any more", async () => {
    const turnstile = createTurnstile({ width: 1, patienceMs: NEVER_MS });
    await turnstile.lull(NEVER_MS);
    const { come, go } = passers(turnstile);
    const all = Promise.all([come("a"), come("b")]);
    let isCalm = false;
    const calm = turnstile.lull(NEVER_MS).then(() => (isCalm = true));
    await nextTurn();
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
    await nextTurn();
    go("b");
    await all;
  });
});
