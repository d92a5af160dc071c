import { expect } from "chai";
import { createTurns } from "../../../src/http/turns.ts";
import { createSignal } from "../../support/fresh-store.ts";

const FOREVER_MS = 60_000;
const nobodyLeft = AbortSignal.abort();
const { signal } = new AbortController();

describe("turns", () => {
  it("lets so many in at a time, and the others in their order", async () => {
    const turns = createTurns({ width: 2, patienceMs: FOREVER_MS });
    const begun: number[] = [];
    const ends = [1, 2, 3, 4].map(() => createSignal());
    const work = ends.map((end, n) =>
      turns.take(async () => {
        begun.push(n);
        await end.given;
        return n;
      }, signal),
    );
    await turnOver();
    expect(begun).to.deep.equal([0, 1]);

    ends[1]?.give();
    await turnOver();
    expect(begun).to.deep.equal([0, 1, 2]);

    for (const end of ends) end.give();
    expect(await Promise.all(work)).to.deep.equal([0, 1, 2, 3]);
  });

  it("go on after work that failed", async () => {
    const turns = createTurns({ width: 1, patienceMs: FOREVER_MS });
    const failing = turns.take(() => Promise.reject(new TypeError("broken")), signal);
    const next = turns.take(async () => "done", signal);

    expect(await nameOf(failing)).to.equal("TypeError");
    expect(await next).to.equal("done");
  });

  it("do not begin what nobody waits for any more", async () => {
    const turns = createTurns({ width: 1, patienceMs: FOREVER_MS });
    let isBegun = false;
    const late = turns.take(async () => (isBegun = true), nobodyLeft);

    expect(await nameOf(late)).to.equal("busy");
    expect(isBegun).to.equal(false);
    expect(await turns.take(async () => "done", signal)).to.equal("done");
  });

  it("refuse with 503 whose turn does not come in time, and forget them", async () => {
    const turns = createTurns({ width: 1, patienceMs: 1 });
    const end = createSignal();
    const first = turns.take(() => end.given, signal);
    let isBegun = false;
    const late = turns.take(async () => (isBegun = true), signal);

    expect(await nameOf(late)).to.equal("busy");
    end.give();
    await first;
    expect(await turns.take(async () => "done", signal)).to.equal("done");
    expect(isBegun).to.equal(false);
  });
});

const turnOver = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function nameOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => expect.fail("nothing was thrown"),
    (fault: Error & { code?: string }) => fault.code ?? fault.name,
  );
}
