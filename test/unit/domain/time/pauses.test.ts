import { expect } from "chai";
import fc from "fast-check";
import { pausedWorkMin, pushedByPauses, type Pause } from "../../../../src/domain/time/pauses.ts";
import {
  plusWorkingMinutes,
  workingMinutesBetween,
} from "../../../../src/domain/time/working-minutes.ts";
import { china, shipped, wall } from "./shipped.ts";

const pause = (from: string, to?: string): Pause => ({
  fromAt: china(from),
  toAt: to === undefined ? undefined : china(to),
});
const startAt = china("2026-11-20 15:00");
const weekend = pause("2026-11-20 17:00", "2026-11-23 10:00");

/** Where a moment that was due at `at` without pauses comes to lie. */
const pushed = (at: string, pauses: readonly Pause[]) =>
  wall(pushedByPauses(shipped, { startAt, at: china(at), pauses }));

describe("pauses", () => {
  it("D28: over a weekend extend the due time by their working overlap only", () => {
    expect(pushed("2026-11-23 15:00", [])).to.equal("2026-11-23 15:00");
    expect(pushed("2026-11-23 15:00", [weekend])).to.equal("2026-11-23 17:30");
  });

  it("D28: that overlap for different reasons are not counted twice", () => {
    const inside = pause("2026-11-20 17:30", "2026-11-23 09:00");
    const across = pause("2026-11-23 09:30", "2026-11-23 10:30");
    const span = { fromAt: startAt, toAt: china("2026-11-30 09:00") };
    expect(pausedWorkMin(shipped, [weekend], span)).to.equal(150);
    expect(pausedWorkMin(shipped, [inside, weekend], span)).to.equal(150);
    expect(pausedWorkMin(shipped, [across, weekend, inside], span)).to.equal(180);
  });

  it("count only inside the span, and not at all when turned round", () => {
    const span = { fromAt: china("2026-11-23 09:00"), toAt: china("2026-11-23 11:00") };
    const reversed = pause("2026-11-23 10:30", "2026-11-23 10:00");
    expect(pausedWorkMin(shipped, [weekend, reversed], span)).to.equal(60);
    expect(pausedWorkMin(shipped, [pause("2026-11-23 10:30")], span)).to.equal(30);
  });

  it("count once more when the shifted due time reaches a further one", () => {
    const further = pause("2026-11-24 08:30", "2026-11-24 09:00");
    expect(pushed("2026-11-23 16:00", [weekend, further])).to.equal("2026-11-24 09:30");
  });

  it("change nothing after the due time", () => {
    const late = pause("2026-11-24 08:30", "2026-11-25 18:00");
    expect(pushed("2026-11-23 15:00", [late])).to.equal("2026-11-23 15:00");
  });

  it("leave the working time of a limit as it was, whatever they are", () => {
    const minute = fc.nat(12 * 1_440);
    const after = (n: number) => new Date(startAt.getTime() + n * 60_000);
    const anyPauses = fc.array(fc.tuple(minute, minute), { maxLength: 4 });
    fc.assert(
      fc.property(anyPauses, fc.integer({ min: 1, max: 4_000 }), (pairs, workMin) => {
        const pauses = pairs.map(([from, to]) => ({ fromAt: after(from), toAt: after(from + to) }));
        const at = plusWorkingMinutes(shipped, startAt, workMin);
        const toAt = pushedByPauses(shipped, { startAt, at, pauses });
        const paused = pausedWorkMin(shipped, pauses, { fromAt: startAt, toAt });
        expect(workingMinutesBetween(shipped, startAt, toAt) - paused).to.equal(workMin);
      }),
    );
  });
});
