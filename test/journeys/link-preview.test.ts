import { expect } from "chai";
import { browserOf } from "../support/bad-input/browser.ts";
import { checksums } from "../support/bad-input/watch.ts";
import { approve, giveBack } from "../support/people.ts";
import { caseForEach } from "../support/this-case.ts";
import { checkTruth } from "../support/truth.ts";
import { worldForAll } from "../support/world-hooks.ts";

const ADDRESS = /https?:\/\/[^\s"'<>\\)）]+/g;

describe("programs that fetch every address they see", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);

  after(() => checkTruth(world));

  /** Of this service, in everything that any phone or group holds. */
  function addressesSent(): string[] {
    const { cards, messages } = world.simulator.world;
    const all = JSON.stringify([
      [...cards.values()].map(({ shown }) => shown),
      [...messages.values()],
    ]);
    return [...new Set(all.match(ADDRESS) ?? [])].filter((one) => one.startsWith(world.url));
  }

  it("D12: the preview of a link changes nothing, in whosever browser it runs", async () => {
    await approve(world, "liting");
    await giveBack(world, "wuhao");
    const addresses = addressesSent();
    expect(addresses.some((one) => one.includes(thisCase.no))).to.equal(true);
    const wu = await browserOf(world, "wuhao");
    const before = await checksums(world);

    for (const address of addresses) {
      const path = address.slice(world.url.length);
      const anybody = await fetch(address, { redirect: "manual" });
      const known = await wu.get(path);
      expect(
        [anybody.status, known.status].every((status) => status < 500),
        path,
      ).to.equal(true);
    }

    expect(await checksums(world)).to.deep.equal(before);
  });
});
