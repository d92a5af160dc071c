import { expect } from "chai";
import { createAccessTokens } from "../../../src/wecom/access-token.ts";
import type { AccessTokens } from "../../../src/wecom/access-token.ts";
import { errorOfErrcode } from "../../../src/wecom/errcodes.ts";
import { createMemoryTokenCache } from "../../../src/wecom/token-cache.ts";
import type { TokenCache } from "../../../src/wecom/token-cache.ts";
import { failureOf } from "./failure.ts";
import { NOW } from "./sealing.ts";

const KEY = "token";

/** A bureau of processes that share a cache, a clock that is set, and a count of what was asked of WeCom. */
function world() {
  const time = { now: NOW };
  const clock = { now: () => time.now };
  const shared = createMemoryTokenCache(clock);
  const state = { issued: 0, pauses: 0, failing: undefined as Error | undefined };
  const issue = async () => {
    state.issued += 1;
    if (state.failing) throw state.failing;
    return { token: `T${state.issued}`, expiresInSec: 7_200 };
  };
  const start = (cache: TokenCache = shared, onPause = async () => undefined): AccessTokens =>
    createAccessTokens({
      cache,
      cacheKey: KEY,
      clock,
      issue,
      pause: async () => {
        state.pauses += 1;
        await onPause();
      },
    });
  const passSec = (seconds: number) => {
    time.now = new Date(time.now.getTime() + seconds * 1_000);
  };
  return { shared, state, start, passSec };
}

const away: TokenCache = {
  get: () => Promise.reject(new Error("away")),
  set: () => Promise.reject(new Error("away")),
  lock: () => Promise.reject(new Error("away")),
};

describe("wecom/access-token", () => {
  it("fetches once for many callers at once", async () => {
    const { start, state } = world();
    const tokens = start();
    expect(await Promise.all([tokens.current(), tokens.current(), tokens.current()])).to.deep.equal(
      ["T1", "T1", "T1"],
    );
    expect(state.issued).to.equal(1);
  });

  it("fetches once for ten processes that start together", async () => {
    const { start, state } = world();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => start().current()));
    expect(new Set(tokens)).to.deep.equal(new Set(["T1"]));
    expect(state.issued).to.equal(1);
  });

  it("uses a token for 90 % of its validity and then fetches another", async () => {
    const { start, state, passSec } = world();
    const tokens = start();
    await tokens.current();
    passSec(6_479);
    expect(await tokens.current()).to.equal("T1");
    passSec(1);
    expect(await tokens.current()).to.equal("T2");
    expect(state.issued).to.equal(2);
  });

  it("renews a refused token once, however many callers were refused", async () => {
    const { start, state } = world();
    const tokens = start();
    const refused = await tokens.current();
    expect(await Promise.all([tokens.renew(refused), tokens.renew(refused)])).to.deep.equal([
      "T2",
      "T2",
    ]);
    expect(await tokens.renew(refused)).to.equal("T2");
    expect(state.issued).to.equal(2);
  });

  it("takes the token that another process renewed already", async () => {
    const { start, state } = world();
    const [one, two] = [start(), start()];
    const refused = await one.current();
    await two.current();
    await one.renew(refused);
    expect(await two.renew(refused)).to.equal("T2");
    expect(state.issued).to.equal(2);
  });

  it("does not doubt for ever a token that WeCom issues again", async () => {
    const { start, state } = world();
    const tokens = start();
    await tokens.current();
    state.issued = 0;
    expect(await tokens.renew("T1")).to.equal("T1");
    expect(await tokens.current()).to.equal("T1");
    expect(state.issued).to.equal(1);
  });

  it("does not take the refused token from the cache, even with a look-up under way", async () => {
    const { start, shared, state } = world();
    const tokens = start();
    await shared.set(
      KEY,
      JSON.stringify({ token: "old", expiresAtMs: NOW.getTime() + 1_000 }),
      1_000,
    );
    const [, renewed] = await Promise.all([tokens.current(), tokens.renew("old")]);
    expect(renewed).to.equal("T1");
    expect(state.issued).to.equal(1);
  });

  it("waits for the process that holds the lock, and takes its token", async () => {
    const { start, shared, state } = world();
    await shared.lock(`${KEY}:lock`, 60_000);
    const put = async () => {
      await shared.set(
        KEY,
        JSON.stringify({ token: "theirs", expiresAtMs: NOW.getTime() + 1_000 }),
        1_000,
      );
      return undefined;
    };
    expect(await start(shared, put).current()).to.equal("theirs");
    expect(state).to.include({ issued: 0, pauses: 1 });
  });

  it("fetches by itself when the lock's holder never delivers", async () => {
    const { start, shared, state } = world();
    await shared.lock(`${KEY}:lock`, 60_000);
    expect(await start().current()).to.equal("T1");
    expect(state.pauses).to.equal(50);
  });

  it("works from its own memory, at once, while the shared cache is away", async () => {
    const { start, state } = world();
    const tokens = start(away);
    expect(await tokens.current()).to.equal("T1");
    expect(await tokens.current()).to.equal("T1");
    expect(state).to.include({ issued: 1, pauses: 0 });
  });

  it("fetches once for many callers at once even while the shared cache is away", async () => {
    const { start, state } = world();
    const tokens = start(away);
    await Promise.all([tokens.current(), tokens.current(), tokens.current()]);
    expect(state.issued).to.equal(1);
  });

  it("takes what it cannot read in the cache for absent", async () => {
    for (const text of ["{", "{}", '{"token":1,"expiresAtMs":9e15}', "null"]) {
      const { start, shared } = world();
      await shared.set(KEY, text, 60_000);
      expect(await start().current(), text).to.equal("T1");
    }
  });

  it("frees the lock after a failure and tries again with the next call", async () => {
    const { start, state } = world();
    const tokens = start();
    state.failing = errorOfErrcode("/cgi-bin/gettoken", -1, "busy");
    expect((await failureOf(tokens.current())).errcode).to.equal(-1);
    state.failing = undefined;
    expect(await tokens.current()).to.equal("T2");
    expect(state.pauses).to.equal(0);
  });

  it("does not repeat a wrong secret for a minute, lest the address be banned", async () => {
    const { start, state, passSec } = world();
    const tokens = start();
    state.failing = errorOfErrcode("/cgi-bin/gettoken", 40001, "invalid credential");
    await failureOf(tokens.current());
    expect((await failureOf(tokens.current())).errcode).to.equal(40001);
    expect(state.issued).to.equal(1);
    passSec(60);
    state.failing = undefined;
    expect(await tokens.current()).to.equal("T2");
  });
});
