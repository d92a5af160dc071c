import { expect } from "chai";
import { approve, cardsOf, pressOnly, SIGNERS, textsOf } from "../support/people.ts";
import { fault, redeliver, repeatWithNewCode } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const MINUTE_MS = 60_000;

describe("the same press delivered again", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  /** Everything that anybody's phone holds. */
  const received = (): number =>
    [...SIGNERS, "zhangwei", "maqiang"].reduce(
      (sum, userid) => sum + cardsOf(world, userid).length + textsOf(world, userid).length,
      0,
    );

  const updates = (): number =>
    world.simulator.world.counters.get("message/update_template_card")?.calls ?? 0;

  for (const [words, laterMs] of [
    ["3 s", 3_000],
    ["10 min", 10 * MINUTE_MS],
    ["5 h", 300 * MINUTE_MS],
  ] as const) {
    it(`D6: ${words} later in a fresh envelope: acknowledged, one decision, nothing is sent again`, async () => {
      const push = await approve(world, "liting");
      const before = { phones: received(), updates: updates() };
      world.clock.advanceMs(laterMs);

      const again = await redeliver(world, push);

      expect(again.tries.map(({ status }) => status)).to.deep.equal([200]);
      expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
      expect({ phones: received(), updates: updates() }).to.deep.equal(before);
    });
  }

  it("because our answer was lost, byte for byte: one decision", async () => {
    fault(world, { kind: "lost-answer-callback", times: 2 });

    const push = await approve(world, "liting");

    expect(push.tries).to.have.length(3);
    expect(new Set(push.tries.map(({ nonce }) => nonce)).size, "one envelope").to.equal(1);
    expect(push.tries.at(-1)?.status).to.equal(200);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("twice at the same moment: one decision, three cards for three departments", async () => {
    fault(world, { kind: "concurrent-callback" });

    await approve(world, "liting");

    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    for (const userid of ["chenming", "wuhao", "liuyang"]) {
      expect(
        cardsOf(world, userid).filter((card) => JSON.stringify(card.shown).includes(thisCase.no)),
        userid,
      ).to.have.length(1);
    }
  });

  it("with a new code for the card: one decision, and the presser reads that it is done", async () => {
    const card = thisCase.cardOf("liting");
    const push = await approve(world, "liting");
    const before = textsOf(world, "liting").length;
    world.clock.advanceMs(3_000);

    const answer = await repeatWithNewCode(world, push, card);

    expect(answer.status).to.equal(200);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    expect(textsOf(world, "liting").slice(before).join()).to.include("您已于").and.include("同意");
  });

  it("before anything was sent: the card changes once", async () => {
    const push = await pressOnly(world, "liting", { button: "同意" });
    const before = updates();

    await redeliver(world, push);
    await settle(world);

    expect(updates() - before).to.equal(1);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("after ten other deliveries of it: the tenth is as harmless as the first", async () => {
    const push = await approve(world, "liting");
    const before = received();

    await Promise.all(Array.from({ length: 10 }, () => redeliver(world, push)));

    expect(received()).to.equal(before);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });
});
