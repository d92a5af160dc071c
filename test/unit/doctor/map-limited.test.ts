import { expect } from "chai";
import { mapLimited } from "../../../src/doctor/map-limited.ts";

describe("doctor/map-limited", () => {
  it("keeps the order of the items and never does more than the limit at a time", async () => {
    let running = 0;
    let most = 0;
    const doubled = await mapLimited([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return item * 2;
    });
    expect(doubled).to.deep.equal([2, 4, 6, 8, 10, 12, 14]);
    expect(most).to.equal(3);
  });
});
