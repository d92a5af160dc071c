import { expect } from "chai";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { whatIsDue } from "../../../../src/domain/clock/what-is-due.ts";
import {
  buildApproval,
  buildCard,
  buildFile,
  buildTask,
  november,
} from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { eventsOf, nextOf } from "../../../support/play-approval.ts";

const FIRST = taskIdOf(1 as CaseId, 1);
const approvals = [buildApproval({ tasks: [buildTask(1)] })];
const kinds = (at: Date, cards = [buildCard(FIRST)]) =>
  eventsOf(whatIsDue(buildFile({ approvals, cards }), buildSurroundings({ at }))).map(
    ({ kind }) => kind,
  );

describe("what the clock asks of a case", () => {
  it("is nothing while no rung and no card is due", () => {
    expect(kinds(november(23, "15:00"))).eql([]);
  });

  it("is a reminder when a rung is due, recorded with the case", () => {
    const at = november(24, "08:50");
    expect(kinds(at)).eql(["rung-fired"]);
    const next = nextOf(whatIsDue(buildFile({ approvals }), buildSurroundings({ at })));
    expect(next.approvals[0]?.firedRungs).lengthOf(1);
  });

  it("is a fresh card in place of an old one, before the reminder that names it", () => {
    expect(kinds(november(26, "09:00"))).eql(["card-renewed", "rung-fired"]);
  });

  it("is another try of a card that never arrived, together with each reminder", () => {
    const lost = (n: number) =>
      buildCard(FIRST, { n, sentAt: undefined, undeliverableAt: november(24, "08:29") });
    const cards = [lost(1), lost(2)];
    expect(kinds(november(24, "08:50"), cards)).eql(["card-resent", "rung-fired"]);
  });
});
