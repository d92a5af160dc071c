import { expect } from "chai";
import fc from "fast-check";
import { inBlocks } from "../../../src/lib/in-blocks.ts";

async function* parts(sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let next = 0;
  for (const size of sizes) yield Uint8Array.from({ length: size }, () => next++);
}

describe("bytes in blocks", () => {
  it("are the same bytes in the same order, however they came, in blocks of one size but for the last", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(20)),
        fc.integer({ min: 1, max: 9 }),
        async (sizes, size) => {
          const blocks: Buffer[] = [];
          for await (const block of inBlocks(parts(sizes), size)) blocks.push(block);
          const total = sizes.reduce((sum, one) => sum + one, 0);
          expect(Array.from(Buffer.concat(blocks))).to.deep.equal(
            Array.from({ length: total }, (_, n) => n % 256),
          );
          expect(blocks.slice(0, -1).every(({ length }) => length === size)).to.equal(true);
          expect(blocks.at(-1)?.length ?? size).to.be.within(1, size);
        },
      ),
    );
  });

  it("asks for no more than one block needs", async () => {
    let given = 0;
    const source = (async function* () {
      for (; given < 10; given += 1) yield new Uint8Array(4);
    })();
    for await (const block of inBlocks(source, 8)) {
      expect(block).to.have.length(8);
      break;
    }
    expect(given).to.equal(1);
  });
});
