import { expect } from "chai";
import { createTurnstile } from "../../../src/http/turnstile.ts";
import { holdWhileAway, type Hold } from "../../../src/http/hold-while-away.ts";
import { AppError } from "../../../src/lib/errors.ts";

const away = () => new AppError("database-away", "MySQL cannot be reached");

/** A hold on a clock of its own that jumps to the next sleeper whenever everything else is quiet. */
function virtualHold(): Hold & { nowMs: () => number } {
  let now = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  const step = () => {
    const [next] = sleepers.toSorted((a, b) => a.until - b.until);
    if (next === undefined) return;
    sleepers.splice(sleepers.indexOf(next), 1);
    now = next.until;
    next.wake();
  };
  return {
    budgetMs: 4_300,
    stepMs: 200,
    nowMs: () => now,
    turnstile: createTurnstile({ width: 1, patienceMs: 4_300 }),
    startTimer: (ms, wake) => {
      const sleeper = { until: now + ms, wake };
      sleepers.push(sleeper);
      // The short pauses drive the clock; the budget only ends when it is the next to wake.
      if (ms < 4_300) setImmediate(step);
      return () => void sleepers.splice(sleepers.indexOf(sleeper), 1);
    },
  };
}

const nextTurn: Hold["startTimer"] = (_ms, ring) => {
  const turn = setImmediate(ring);
  return () => clearImmediate(turn);
};

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (fault) {
    return fault instanceof AppError ? fault.code : String(fault);
  }
  return "nothing was thrown";
}

describe("holding a callback while MySQL is away", () => {
  it("gives the result at once when nothing is wrong", async () => {
    const hold = virtualHold();
    expect(await holdWhileAway(() => Promise.resolve("done"), hold)).to.equal("done");
    expect(hold.nowMs()).to.equal(0);
  });

  it("tries again until MySQL is back", async () => {
    const hold = virtualHold();
    let tries = 0;
    const result = await holdWhileAway(() => {
      tries += 1;
      return tries < 6 ? Promise.reject(away()) : Promise.resolve("done");
    }, hold);
    expect(result).to.equal("done");
    expect(tries).to.equal(6);
    expect(hold.nowMs()).to.equal(1_000);
  });

  it("gives up when the budget is spent and not later", async () => {
    const hold = virtualHold();
    let tries = 0;
    const code = await codeOf(
      holdWhileAway(() => {
        tries += 1;
        return Promise.reject(away());
      }, hold),
    );
    expect(code).to.equal("database-away");
    expect(hold.nowMs()).to.equal(4_300);
    expect(tries).to.be.within(20, 22);
  });

  it("gives up on an action that hangs, and does not begin it again", async () => {
    let tries = 0;
    const hang = () => {
      tries += 1;
      return new Promise<never>(() => {});
    };
    const hold: Hold = { ...virtualHold(), startTimer: nextTurn };
    expect(await codeOf(holdWhileAway(hang, hold))).to.equal("database-away");
    expect(tries).to.equal(1);
  });

  it("gives up in line when its turn does not come in time, and is not begun when it comes then", async () => {
    let finish: () => void = () => undefined;
    const slow = (): Promise<void> => new Promise((resolve) => (finish = resolve));
    const hold: Hold = { ...virtualHold(), startTimer: () => () => undefined };
    const first = holdWhileAway(slow, hold);
    let isBegun = false;
    const late = async (): Promise<void> => void (isBegun = true);
    expect(await codeOf(holdWhileAway(late, { ...hold, startTimer: nextTurn }))).to.equal("busy");
    finish();
    await first;
    expect(await holdWhileAway(() => Promise.resolve("next"), hold)).to.equal("next");
    expect(isBegun).to.equal(false);
  });

  it("lets any other fault through at once", async () => {
    const hold = virtualHold();
    const other = () => Promise.reject(new AppError("schema-too-old", "other"));
    expect(await codeOf(holdWhileAway(other, hold))).to.equal("schema-too-old");
    expect(hold.nowMs()).to.equal(0);
  });
});
