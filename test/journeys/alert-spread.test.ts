import { expect } from "chai";
import { cleanUp } from "../../src/actions/clean-up.ts";
import { oncePerTick } from "../../src/actions/once-per-tick.ts";
import { read, sqlFor } from "../../src/store/db.ts";
import { approve, openAndSubmit, textsOf } from "../support/people.ts";
import { passTo, settle } from "../support/world.ts";
import { worldForEach } from "../support/world-hooks.ts";

const SPREAD_MS = 40_000;

describe("what the clock sends does not leave all at once", () => {
  const world = worldForEach({ at: "2026-11-23 09:00", alertSpreadMs: SPREAD_MS });

  beforeEach(async () => {
    await openAndSubmit(world);
  });

  const waitingSince = async (): Promise<number[]> => {
    const query = sqlFor.selectFrom("outbox").selectAll().where("state", "=", "waiting");
    const [rows] = await read(world.app.deps.db, query);
    return rows.map((row) => row.available_at.getTime() - world.clock.now().getTime());
  };

  it("alerts leave within 40 s of their tick, after the half hour at which everybody sends", async () => {
    await passTo(world, "2026-11-25 08:30");
    expect(textsOf(world, "liting").filter((text) => text.includes("超期"))).to.have.length(0);
    const delaysMs = await waitingSince();
    expect(delaysMs.length).to.be.at.least(4);
    expect(new Set(delaysMs).size).to.be.greaterThan(2);
    for (const delayMs of delaysMs) expect(delayMs).to.be.within(60_000, 60_000 + SPREAD_MS);

    world.clock.advanceMs(60_000 + SPREAD_MS);
    await settle(world);
    for (const userid of ["liting", "zhangwei", "maqiang", "zhaogang"]) {
      const alerts = textsOf(world, userid).filter((text) => text.includes("超期"));
      expect(alerts, userid).to.have.length(1);
    }
  });

  it("cards and words that a press causes leave at once, at any minute", async () => {
    world.clock.set("2026-11-23 09:30");
    await approve(world, "liting");
    expect(await waitingSince()).to.deep.equal([]);
  });

  it("the daily clean-up is one of its jobs and runs in one process only", async () => {
    world.clock.set("2027-03-01 03:17");
    const jobs = await Promise.all(
      [1, 2].map(() => oncePerTick(world.app.deps, "clean-up", cleanUp)),
    );
    expect(jobs.filter(Boolean)).to.have.length(1);
    const [rows] = await read(world.app.deps.db, sqlFor.selectFrom("outbox").select("state"));
    expect(rows, "messages of last November").to.deep.equal([]);
  });
});
