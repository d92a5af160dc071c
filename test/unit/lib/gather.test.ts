import { expect } from "chai";
import { gather } from "../../../src/lib/gather.ts";

/** Work whose pieces are seen and end when the test says so. */
function watchedWork() {
  const pieces: { items: readonly number[]; end: (fault?: Error) => void }[] = [];
  const work = (items: readonly number[]): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      const end = (fault?: Error): void =>
        fault === undefined ? resolve(items.map((item) => `answer ${item}`)) : reject(fault);
      pieces.push({ items, end });
    });
  return { pieces, work };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("work that is gathered", () => {
  it("goes together when it is asked for in one turn, and everybody gets their own answer", async () => {
    const { pieces, work } = watchedWork();
    const ask = gather(work);
    const answers = Promise.all([ask(1), ask(2), ask(3)]);
    await nextTurn();
    expect(pieces.map(({ items }) => items)).to.deep.equal([[1, 2, 3]]);
    pieces[0]?.end();
    expect(await answers).to.deep.equal(["answer 1", "answer 2", "answer 3"]);
  });

  it("waits while some is under way, then goes together into the next", async () => {
    const { pieces, work } = watchedWork();
    const ask = gather(work);
    const first = ask(1);
    await nextTurn();
    const others = Promise.all([ask(2), ask(3)]);
    await nextTurn();
    expect(pieces).to.have.length(1);
    pieces[0]?.end();
    await first;
    await nextTurn();
    expect(pieces.map(({ items }) => items)).to.deep.equal([[1], [2, 3]]);
    pieces[1]?.end();
    expect(await others).to.deep.equal(["answer 2", "answer 3"]);
  });

  it("fails for those who asked together, and works again for the next", async () => {
    const { pieces, work } = watchedWork();
    const ask = gather(work);
    const failed = Promise.allSettled([ask(1), ask(2)]);
    await nextTurn();
    pieces[0]?.end(new Error("broken"));
    expect((await failed).map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    const next = ask(3);
    await nextTurn();
    pieces[1]?.end();
    expect(await next).to.equal("answer 3");
  });

  it("begins when it is told to", async () => {
    const { pieces, work } = watchedWork();
    let begin: () => void = () => undefined;
    const ask = gather(work, (run) => (begin = run));
    const answers = Promise.all([ask(1), nextTurn().then(() => ask(2))]);
    await nextTurn();
    await nextTurn();
    expect(pieces).to.have.length(0);
    begin();
    pieces[0]?.end();
    expect(await answers).to.deep.equal(["answer 1", "answer 2"]);
  });
});
