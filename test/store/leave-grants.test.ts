import { expect } from "chai";
import type { Grant } from "../../src/domain/leave/grant.ts";
import { inTransaction } from "../../src/store/db.ts";
import { acceptedGrants, grantsNow, insertGrant } from "../../src/store/leave-grants.ts";
import { november } from "../support/build.ts";
import { buildGrant } from "../support/build-grant.ts";
import { freshStore, type FreshStore } from "../support/fresh-store.ts";

/** The leave is over with the first moment of the 28th. */
const LAST_MOMENT = new Date(november(28, "00:00").getTime() - 1);
const OVER = november(28, "00:00");

describe("the leaves that are read with every press", () => {
  let store: FreshStore;
  before(async () => {
    store = await freshStore("leave_grants");
  });
  after(() => store.close());
  beforeEach(() => store.empty("leave_grants"));

  const hold = (...grants: Grant[]) =>
    inTransaction(store.db, async (tx) => grants.forEach((grant) => insertGrant(tx, grant)));
  const readAt = async (at: Date): Promise<number[][]> => {
    const lists = [
      await inTransaction(store.db, (tx) => grantsNow(tx, at)),
      await acceptedGrants(store.db, at),
    ];
    return lists.map((grants) => grants.map(({ id }) => id));
  };

  it("hold what has not begun and what is in its last moment, but nothing that is over", async () => {
    await hold(buildGrant());
    expect(await readAt(november(1, "09:00"))).to.deep.equal([[1], [1]]);
    expect(await readAt(LAST_MOMENT)).to.deep.equal([[1], [1]]);
    expect(await readAt(OVER)).to.deep.equal([[], []]);
  });

  it("hold nothing that was never accepted or was ended early", async () => {
    await hold(
      buildGrant({ id: 1, acceptedAt: undefined }),
      buildGrant({ id: 2, endedAt: november(22, "12:00") }),
      buildGrant({ id: 3 }),
    );
    expect(await readAt(november(24, "09:00"))).to.deep.equal([[3], [3]]);
  });
});
