import { expect } from "chai";
import fc from "fast-check";
import { dueRungs, type Ladder, type LadderQuestion } from "../../../../src/domain/time/ladder.ts";
import { isWorkingTime } from "../../../../src/domain/time/working-minutes.ts";
import { china, shipped, shippedLadder, wall } from "./shipped.ts";

/** Two full working days, Thursday and Friday before an ordinary weekend. */
const twoDays = {
  ladder: shippedLadder,
  calendar: shipped,
  openedAt: china("2026-11-19 08:30"),
  dueAt: china("2026-11-20 18:00"),
};

function ask(now: string, fired: string[] = [], change: Partial<LadderQuestion> = {}) {
  const question = { ...twoDays, fired: new Set(fired), now: china(now), ...change };
  const { fire, skipped, nextAt } = dueRungs(question);
  return { fire: fire?.id, skipped: skipped.map((rung) => rung.id), nextAt: wall(nextAt) };
}

describe("ladder", () => {
  it("asks for nothing before the first rung and names its moment", () => {
    expect(ask("2026-11-19 17:59")).to.deep.equal({
      fire: undefined,
      skipped: [],
      nextAt: "2026-11-20 08:30",
    });
  });

  it("reminds the holder at half the working time, once", () => {
    const nextAt = "2026-11-20 15:12";
    expect(ask("2026-11-20 08:30")).to.deep.equal({ fire: "half", skipped: [], nextAt });
    expect(ask("2026-11-20 08:31", ["half"])).to.deep.equal({
      fire: undefined,
      skipped: [],
      nextAt,
    });
  });

  it("D30: due Friday 18:00 is told Monday at opening, 120 % Monday 11:18, once", () => {
    const before = ["half", "nearly-due"];
    expect(ask("2026-11-20 18:00", before)).to.deep.equal({
      fire: undefined,
      skipped: [],
      nextAt: "2026-11-23 08:30",
    });
    expect(ask("2026-11-23 08:30", before).fire).to.equal("due");
    expect(ask("2026-11-23 11:17", [...before, "due"]).nextAt).to.equal("2026-11-23 11:18");
    expect(ask("2026-11-23 11:18", [...before, "due"]).fire).to.equal("past-due-120");
    const fired = [...before, "due", "past-due-120"];
    expect(ask("2026-11-23 11:19", fired).fire).to.equal(undefined);
  });

  it("D30: after an outage over three rungs sends one message and skips two", () => {
    expect(ask("2026-11-23 15:00", ["half"])).to.deep.equal({
      fire: "past-due-120",
      skipped: ["nearly-due", "due"],
      nextAt: "2026-11-24 08:30",
    });
  });

  it("sends nothing outside working time, even when a rung is long due", () => {
    for (const now of ["2026-11-21 10:00", "2026-11-22 23:00", "2026-11-23 08:29:59"]) {
      expect(ask(now, ["half"]), now).to.deep.equal({
        fire: undefined,
        skipped: [],
        nextAt: "2026-11-23 08:30",
      });
    }
    expect(ask("2026-11-20 12:00").nextAt).to.equal("2026-11-20 14:30");
  });

  it("is over after the last rung", () => {
    const all = shippedLadder.rungs.map((rung) => rung.id);
    expect(ask("2026-12-01 10:00", all)).to.deep.equal({
      fire: undefined,
      skipped: [],
      nextAt: undefined,
    });
    expect(ask("2026-12-01 10:00", all.slice(0, -1))).to.deep.equal({
      fire: "past-due-200",
      skipped: [],
      nextAt: undefined,
    });
  });

  it("skips a rung that was added below one already sent", () => {
    expect(ask("2026-11-20 16:00", ["nearly-due"])).to.deep.include({
      fire: undefined,
      skipped: ["half"],
    });
  });

  it("D31: a new round with nothing fired starts from the first rung again", () => {
    const round2 = { openedAt: china("2026-11-26 08:30"), dueAt: china("2026-11-27 18:00") };
    expect(ask("2026-11-27 08:30", [], round2).fire).to.equal("half");
    expect(ask("2026-11-26 09:00", [], round2).nextAt).to.equal("2026-11-27 08:30");
  });

  it("counts minutes past due too", () => {
    const ladder: Ladder = {
      id: "x",
      version: 1,
      rungs: [
        { id: "at-due", afterDueWorkMin: 0, audience: ["holder"], tone: "overdue" },
        { id: "hour-late", afterDueWorkMin: 60, audience: ["group"], tone: "escalate" },
      ],
    };
    expect(ask("2026-11-20 17:00", [], { ladder }).nextAt).to.equal("2026-11-23 08:30");
    expect(ask("2026-11-23 09:30", ["at-due"], { ladder }).fire).to.equal("hour-late");
  });

  it("orders shares and minutes by the limit at hand and takes a rung without moment as due", () => {
    const rungs = [
      { id: "late", atPercent: 110, audience: ["holder"], tone: "overdue" },
      { id: "hour-late", afterDueWorkMin: 60, audience: ["holder"], tone: "overdue" },
      { id: "bare", audience: ["holder"], tone: "overdue" },
    ] as const;
    const answer = ask("2026-12-01 10:00", [], { ladder: { id: "x", version: 1, rungs } });
    expect(answer).to.deep.include({ fire: "late", skipped: ["bare", "hour-late"] });
  });

  it("moves with closed pauses and is silent while the clock stands", () => {
    const closed = [{ fromAt: china("2026-11-19 10:00"), toAt: china("2026-11-19 11:00") }];
    const pauses = { pauses: closed, dueAt: china("2026-11-23 09:30") };
    expect(ask("2026-11-19 12:00", [], pauses).nextAt).to.equal("2026-11-20 09:30");
    const open = [{ fromAt: china("2026-11-19 10:00"), toAt: undefined }];
    expect(ask("2026-12-01 10:00", [], { pauses: open })).to.deep.equal({
      fire: undefined,
      skipped: [],
      nextAt: undefined,
    });
  });

  it("rounds a share up to the minute, never too early", () => {
    const sevenMin = { dueAt: china("2026-11-19 08:37") };
    expect(ask("2026-11-19 08:30", [], sevenMin).nextAt).to.equal("2026-11-19 08:34");
  });

  it("never counts a limit of no time, or a turned-round one, as endless", () => {
    const none = { dueAt: china("2026-11-19 08:00") };
    expect(ask("2026-11-19 08:30", [], none)).to.deep.include({ fire: "past-due-200" });
  });

  it("asked at every moment it names, each rung is sent or skipped exactly once, in working time", () => {
    const delays = fc.array(fc.nat(3 * 1_440), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(delays, fc.nat(20 * 1_440), (late, start) => {
        const openedAt = new Date(twoDays.openedAt.getTime() + start * 60_000);
        const dueAt = new Date(openedAt.getTime() + 4 * 86_400_000);
        const fired: string[] = [];
        let now: Date | undefined = openedAt;
        for (const minutes of late) {
          if (now === undefined) break;
          const asked: Date = new Date(now.getTime() + minutes * 60_000);
          const question = { ...twoDays, openedAt, dueAt, fired: new Set(fired), now: asked };
          const { fire, skipped, nextAt } = dueRungs(question);
          if (fire) expect(isWorkingTime(shipped, asked)).to.equal(true);
          fired.push(...skipped.map((rung) => rung.id), ...(fire ? [fire.id] : []));
          if (nextAt) expect(nextAt > asked).to.equal(true);
          now = nextAt;
        }
        expect(fired).to.have.members(shippedLadder.rungs.map((rung) => rung.id));
        expect(fired.at(-1)).to.equal("past-due-200");
      }),
    );
  });
});
