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

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the turnstile", () => {
  it("lets as many in as it is wide, the others in the order of their coming", async () => {
    const { seen, come, go } = passers(createTurnstile({ width: 2, lineLength: 9 }));
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
    const turnstile = createTurnstile({ width: 1, lineLength: 9 });
    const broken = turnstile.pass(() => Promise.reject(new Error("broken")), staying);
    const next = turnstile.pass(() => Promise.resolve("in"), staying);
    expect(await broken.catch((fault: Error) => fault.message)).to.equal("broken");
    expect(await next).to.equal("in");
  });

  it("passes over those who have left the line, and refuses who would make it too long", async () => {
    const turnstile = createTurnstile({ width: 1, lineLength: 2 });
    const { seen, come, go } = passers(turnstile);
    const first = come("a");
    const gone = new AbortController();
    const left = come("b", gone.signal).catch((fault: AppError) => fault.code);
    const patient = come("c");
    expect(await come("d").catch((fault: AppError) => fault.code)).to.equal("busy");
    gone.abort();
    go("a");
    await first;
    expect(await left).to.equal("busy");
    go("c");
    await patient;
    expect(seen).to.deep.equal(["a", "c"]);
  });

  it("tells when nobody stands in line any more", async () => {
    const turnstile = createTurnstile({ width: 1, lineLength: 9 });
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
    const turnstile = createTurnstile({ width: 1, lineLength: 9 });
    const { come, go } = passers(turnstile);
    const all = Promise.all([come("a"), come("b")]);
    await turnstile.lull(1);
    go("a");
    await nextTurn();
    go("b");
    await all;
  });
});
