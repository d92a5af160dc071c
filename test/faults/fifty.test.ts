import { expect } from "chai";
import { addPeople } from "../../src/simulator/world/members.ts";
import { FIFTY_TOGETHER, FIFTY } from "../support/bureau-variant.ts";
import { cardAbout, cardsAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { pressOnly } from "../support/people.ts";
import { callInstance, settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { cell } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { passRetries, repeatAs } from "./pair.ts";

describe("fifty people sign one node together", () => {
  const world = worldForAll({ instances: 2, bureau: FIFTY_TOGETHER });

  before(async function () {
    this.timeout(20_000);
    const members = FIFTY.map((userid) => ({ userid, name: userid }));
    addPeople(world.simulator.world, members);
  });

  cell(
    "F19: fifty approvers of one 会签 press at once, at two processes: fifty decisions, one advance, nobody waits for 5 s",
    async (round) => {
      repeatAs(world, round);
      const caseNo = await freshCase(world);

      const pushes = await Promise.all(
        FIFTY.map((userid, n) => {
          callInstance(world, n % 2);
          return pressOnly(world, userid, {
            button: "同意",
            card: cardAbout(world, userid, caseNo),
          });
        }),
      );
      for (const push of pushes) await passRetries(world, push);
      await settle(world);

      const tries = pushes.flatMap((push) => push.tries);
      expect(tries.filter(({ status }) => status !== 200)).to.deep.equal([]);
      expect(Math.max(...tries.map(({ latencyMs }) => latencyMs))).to.be.below(5_000);
      const signed = FIFTY.map((userid) => `${userid} approve`);
      expect(await decisionsOf(world, caseNo)).to.have.members(signed);
      expect(cardsAbout(world, "zhaogang", caseNo), "the next one is asked once").to.have.length(1);
      await checkRound(world);
    },
    { rounds: 12, short: 1, limitMs: 30_000 },
  );
});
