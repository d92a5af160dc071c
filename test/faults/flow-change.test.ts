import { expect } from "chai";
import { ANY_THEN_IN_TURN, bureauVariant, type BureauVariant } from "../support/bureau-variant.ts";
import { approve } from "../support/people.ts";
import { cardAbout, cardsAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { callInstance, openWorld, settle, type World } from "../support/world.ts";
import { cell } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { repeatAs } from "./pair.ts";

const OLD = 0;
const NEW = 1;

describe("a flow gets a new version while a card of the old one is out", () => {
  let variant: BureauVariant;
  let world: World;

  before(async function () {
    this.timeout(20_000);
    variant = bureauVariant(ANY_THEN_IN_TURN);
    world = await openWorld({
      instances: 2,
      envOf: (n): Record<string, string> => (n === NEW ? { CONFIG_DIR: variant.configDir } : {}),
    });
  });

  after(async () => {
    await world.close();
    variant.remove();
  });

  cell(
    "F27: the process with the new one decides by the old one, and begins with the new one",
    async (round) => {
      repeatAs(world, round);
      const caseNo = await freshCase(world);
      callInstance(world, NEW);
      await approve(world, "liting", { card: cardAbout(world, "liting", caseNo) });

      const asked = ["chenming", "wuhao", "liuyang"];
      for (const userid of asked) {
        expect(cardsAbout(world, userid, caseNo), userid).to.have.length(1);
        await approve(world, userid, { card: cardAbout(world, userid, caseNo) });
      }
      expect(cardsAbout(world, "zhaogang", caseNo)).to.have.length(1);
      expect(await decisionsOf(world, caseNo)).to.have.length(4);

      const later = await freshCase({ ...world, url: world.urls[NEW] ?? "" });
      await settle(world);
      callInstance(world, OLD);
      expect(cardsAbout(world, "liting", later)).to.have.length(0);
      await approve(world, "chenming", { card: cardAbout(world, "chenming", later) });
      expect(cardsAbout(world, "liuyang", later)).to.have.length(1);
      await checkRound(world);
    },
    { rounds: 12, short: 1 },
  );
});
