import { expect } from "chai";
import { createMemoryTokenCache } from "../../../src/wecom/token-cache.ts";
import { NOW } from "./sealing.ts";

describe("wecom/token-cache in memory", () => {
  function cacheAt() {
    const time = { now: NOW };
    const cache = createMemoryTokenCache({ now: () => time.now });
    return { cache, pass: (ms: number) => (time.now = new Date(time.now.getTime() + ms)) };
  }

  it("keeps a value for its time and no longer", async () => {
    const { cache, pass } = cacheAt();
    await cache.set("k", "v", 1_000);
    pass(999);
    expect(await cache.get("k")).to.equal("v");
    pass(1);
    expect(await cache.get("k")).to.equal(undefined);
  });

  it("gives a lock to one, until it is released or its time is over", async () => {
    const { cache, pass } = cacheAt();
    const release = await cache.lock("k", 1_000);
    expect(await cache.lock("k", 1_000)).to.equal(undefined);
    await release?.();
    expect(await cache.lock("k", 1_000)).to.be.a("function");
    pass(1_000);
    expect(await cache.lock("k", 1_000)).to.be.a("function");
  });
});
