import { expect } from "chai";
import { createSettlements } from "../../src/outbox/settlements.ts";
import type { Settlement } from "../../src/store/settle.ts";
import { createSignal } from "../support/fresh-store.ts";

describe("how tries have ended", () => {
  const sent = (id: number): Settlement => ({
    row: { id, claimToken: "t" },
    ending: { kind: "done", state: "sent", note: undefined },
  });

  it("is written together, and at the latest when it is asked for", async () => {
    const writes: number[][] = [];
    const settlements = createSettlements(async (some) =>
      writes.push(some.map(({ row }) => row.id)),
    );

    [1, 2, 3].forEach((id) => settlements.add(sent(id)));
    await settlements.written();
    await settlements.written();

    expect(writes).to.deep.equal([[1, 2, 3]]);
  });

  it("is written by itself a moment later", async () => {
    const { given, give } = createSignal();
    const settlements = createSettlements(async () => give());

    settlements.add(sent(1));

    await given;
  });

  it("is waited for, what is under way already too", async () => {
    const { given: answered, give: answer } = createSignal();
    const { given: begun, give: begin } = createSignal();
    const done: string[] = [];
    const settlements = createSettlements(async ([first]) => {
      if (first?.row.id === 1) {
        begin();
        await answered;
      }
      done.push(`row ${first?.row.id}`);
    });

    settlements.add(sent(1));
    await begun;
    settlements.add(sent(2));
    const all = settlements.written().then(() => done.push("all"));
    answer();
    await all;

    expect(done.at(-1)).to.equal("all");
    expect(done.toSorted()).to.deep.equal(["all", "row 1", "row 2"]);
  });
});
