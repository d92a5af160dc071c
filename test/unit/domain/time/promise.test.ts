import { expect } from "chai";
import type { Ladder } from "../../../../src/domain/time/ladder.ts";
import { rungsAfterPromise } from "../../../../src/domain/time/promise.ts";
import { buildBureau, november } from "../../../support/build.ts";

const { calendar } = buildBureau();
const holder = ["holder"] as const;
/** Half of the time at 08:50 on the 24th, 80 % at 15:20, due at 18:00. */
const ladder: Ladder = {
  id: "approval-node",
  version: 1,
  rungs: [
    { id: "half", atPercent: 50, audience: holder, tone: "remind" },
    { id: "most", atPercent: 80, audience: holder, tone: "warn" },
    { id: "due", atPercent: 100, audience: ["holder", "managers"], tone: "overdue" },
  ],
};
const WITH_OTHERS: Ladder = {
  ...ladder,
  rungs: [{ id: "others", atPercent: 60, audience: ["holder", "managers"], tone: "warn" }],
};

function ask(
  now: Date,
  promisedAt: Date,
  { fired = [], of = ladder }: { fired?: string[]; of?: Ladder } = {},
) {
  const span = { openedAt: november(23, "09:10"), dueAt: november(24, "18:00") };
  const question = { ladder: of, calendar, ...span, fired: new Set(fired), now };
  const { fire, nextAt } = rungsAfterPromise(question, promisedAt);
  return { fire: fire?.id, nextAt };
}

describe("a ladder after its holder has promised a time", () => {
  const noon = november(24, "12:00");

  it("is silent towards the holder until then, and wants to be asked again at the next working moment", () => {
    expect(ask(november(24, "09:00"), noon)).eql({
      fire: undefined,
      nextAt: november(24, "14:30"),
    });
    expect(ask(november(24, "09:00"), november(24, "16:00")).nextAt).eql(november(24, "16:00"));
  });

  it("still tells others in time", () => {
    const later = november(24, "17:00");
    expect(ask(november(24, "10:30"), later, { of: WITH_OTHERS }).fire).equal("others");
    expect(ask(november(24, "09:00"), later, { of: WITH_OTHERS }).nextAt).eql(
      november(24, "10:10"),
    );
  });

  it("says at once what was silenced when the promise was in vain", () => {
    expect(ask(november(24, "14:30"), noon).fire).equal("half");
  });

  it("brings the next reminder forward when nothing had been silenced", () => {
    expect(ask(november(24, "14:30"), noon, { fired: ["half"] }).fire).equal("most");
  });

  it("never says before its time what would not be true yet", () => {
    const all = ask(november(24, "14:30"), noon, { fired: ["half", "most"] });
    expect(all).eql({ fire: undefined, nextAt: november(25, "08:30") });
    const late = {
      ...ladder,
      rungs: [{ id: "x", afterDueWorkMin: 5, audience: holder, tone: "warn" as const }],
    };
    expect(ask(november(24, "14:30"), noon, { of: late }).fire).equal(undefined);
    expect(ask(november(24, "14:30"), noon, { of: { ...ladder, rungs: [] } }).fire).equal(
      undefined,
    );
  });

  it("waits for the next opening with it", () => {
    const early = november(23, "18:00");
    const night = ask(november(23, "20:00"), early);
    expect(night).eql({ fire: undefined, nextAt: november(24, "08:30") });
  });
});
