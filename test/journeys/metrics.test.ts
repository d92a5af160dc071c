import { expect } from "chai";
import { approve, openCase, pressOnly, shownText, submitPlan } from "../support/people.ts";
import { cardAbout, decisionsOf, fault, freshCase } from "../support/presses.ts";
import { checkTruth, everythingSent } from "../support/truth.ts";
import { openWorld, settle, tick, type World } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const MINUTE_MS = 60_000;

describe("the figures that alarms watch", () => {
  const world = worldForAll();

  before(async () => {
    await openCase(world);
  });

  afterEach(() => checkTruth(world));

  it("servers that answer are up, nothing asked is nothing wrong", async () => {
    expect(
      await figures("mysql_up", "redis_up", "card_truth_ratio", "outbox_dead_rows"),
    ).to.deep.equal([1, 1, 1, 0]);
  });

  it("a card that was not sent yet is not true, and is when it was sent", async () => {
    await submitPlan({ ...world, apps: [] });
    const before = await figures("card_truth_ratio");
    await settle(world);

    expect([before, await figures("card_truth_ratio")]).to.deep.equal([[0], [1]]);
  });

  it("after a press the old card and the next signers' missing ones are untrue until they are sent", async () => {
    await pressOnly(world, "liting", { button: "同意" });
    const before = await figures("card_truth_ratio", "outbox_waiting_rows");
    await settle(world);

    expect(before[0]).to.equal(0);
    expect(before[1]).to.be.greaterThan(0);
    expect(await figures("card_truth_ratio", "outbox_waiting_rows")).to.deep.equal([1, 0]);
  });

  it("one of three who still shows what is over counts as a share", async () => {
    await approve(world, "chenming");
    await pressOnly(world, "wuhao", { button: "同意" });
    // Liuyang is asked and has a card; the face of Wuhao's card is not sent yet.
    expect(await figures("card_truth_ratio")).to.deep.equal([0.5]);
  });

  it("the clock's last tick grows old until it ticks again", async () => {
    await tick(world);
    world.clock.advanceMs(10 * MINUTE_MS);
    const [old] = await figures("last_tick_seconds");
    await tick(world);
    const [fresh] = await figures("last_tick_seconds");

    expect(old).to.be.within(600, 660);
    expect(fresh).to.be.below(60);
  });

  it("Redis away shows, and is no reason to be silent", async () => {
    const alone = await openWorld({ withRedis: false });
    const shown = await figuresOf(alone, ["mysql_up", "redis_up"]);
    await alone.close();
    expect(shown).to.deep.equal([1, 0]);
  });

  it("D11: the card's change times out: the decision stays, it is tried again, and the share recovers", async () => {
    const caseNo = await freshCase(world);
    fault(world, { api: "message/update_template_card", kind: "timeout-before" });
    await pressOnly(world, "liting", { button: "同意" });
    await settle(world);
    const during = await figures("card_truth_ratio", "outbox_waiting_rows");

    await everythingSent(world);

    expect(during[0]).to.be.below(1);
    expect(during[1]).to.equal(1);
    expect(await figures("card_truth_ratio", "outbox_waiting_rows")).to.deep.equal([1, 0]);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    expect(shownText(cardAbout(world, "liting", caseNo))).to.include("已同意");
  });

  function figures(...names: string[]): Promise<number[]> {
    return figuresOf(world, names);
  }
});

async function figuresOf({ url, config }: World, names: readonly string[]): Promise<number[]> {
  const headers = { authorization: `Bearer ${config.metricsToken}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  return names.map((name) => Number(new RegExp(`^qianpi_${name} (\\S+)$`, "m").exec(text)?.[1]));
}
