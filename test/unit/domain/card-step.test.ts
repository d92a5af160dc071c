import { expect } from "chai";
import { cardStepOf, renewalAt } from "../../../src/domain/card-step.ts";
import { taskIdOf, type CaseId } from "../../../src/domain/ids.ts";
import { createCalendar } from "../../../src/domain/time/working-calendar.ts";
import { HOUR_MS } from "../../../src/lib/clock.ts";
import { buildBureau, buildCard, buildFile, november } from "../../support/build.ts";

const TASK = taskIdOf(1 as CaseId, 1);
const { calendar } = buildBureau();

describe("the renewal of a card that still asks", () => {
  const renewed = (day: number, time: string): Date =>
    renewalAt(calendar, { madeAt: november(day, time) });

  it("comes half an hour before its code expires, when that is working time", () => {
    expect(renewed(24, "15:10")).eql(november(27, "14:40"));
  });

  it("of Friday 09:00 is there when the office opens on Monday", () => {
    expect(renewed(20, "09:00")).eql(november(23, "08:30"));
  });

  it("of Friday 08:40, whose code ends on Monday 08:40, comes on Friday before the office closes", () => {
    expect(renewed(20, "08:40")).eql(november(20, "17:30"));
  });

  it("never falls into the night or the noon rest", () => {
    expect(renewed(23, "20:00")).eql(november(26, "17:30"));
    expect(renewed(23, "14:00")).eql(november(26, "11:30"));
  });

  it("waits for the opening after holidays that even a card of the last evening would not outlast", () => {
    const offDays = [{ from: "2026-11-23", to: "2026-11-25", name: "节" }];
    const years = [{ year: 2026, provisional: false, source: "test", offDays, makeupDays: [] }];
    const hours = {
      timeZone: "Asia/Shanghai" as const,
      windows: [{ from: "08:30", to: "18:00" }],
      countStartDay: false,
    };
    const withHolidays = createCalendar({ years, hours });
    const madeAt = november(20, "15:00");
    expect(renewalAt(withHolidays, { madeAt })).eql(november(26, "08:30"));
    // Made in the holidays themselves: no evening of work lies before its end.
    expect(renewalAt(withHolidays, { madeAt: november(22, "10:00") })).eql(november(26, "08:30"));
  });

  it("always lies in working time and after the card was made", () => {
    for (let hour = 0; hour < 14 * 24; hour += 1) {
      const madeAt = new Date(november(9, "00:10").getTime() + hour * HOUR_MS);
      const at = renewalAt(calendar, { madeAt });
      expect(at > madeAt, madeAt.toISOString()).equal(true);
      expect(at.getTime() - madeAt.getTime()).most(72 * HOUR_MS + 62 * HOUR_MS);
    }
  });
});

describe("a card that did not arrive", () => {
  const lost = (n: number, undeliverableAt: Date) =>
    buildCard(TASK, { n, sentAt: undefined, undeliverableAt });
  const stepOf = (...cards: ReturnType<typeof lost>[]) =>
    cardStepOf(calendar, buildFile({ cards }), TASK);

  it("is sent again at once the first time", () => {
    const first = lost(1, november(23, "09:10"));
    expect(stepOf(first)).eql({ kind: "resend", card: first, at: november(23, "09:10") });
  });

  it("is sent again each 30 working minutes from then on", () => {
    const [first, second] = [lost(1, november(23, "09:10")), lost(2, november(23, "11:40"))];
    expect(stepOf(first, second)).eql({ kind: "resend", card: second, at: november(23, "14:40") });
  });

  it("waits for the next opening when it was given up at night", () => {
    expect(stepOf(lost(1, november(23, "20:00")))?.at).eql(november(24, "08:30"));
  });

  it("and was followed by one that did is only renewed", () => {
    const arrived = buildCard(TASK, { n: 2 });
    expect(stepOf(lost(1, november(23, "09:10")), arrived)).include({
      kind: "renew",
      card: arrived,
    });
  });
});

describe("a task without any card", () => {
  it("asks nothing of the clock", () => {
    expect(cardStepOf(calendar, buildFile({ cards: [] }), TASK)).equal(undefined);
  });
});
