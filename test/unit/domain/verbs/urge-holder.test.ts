import { expect } from "chai";
import type { WrittenAct } from "../../../../src/domain/verbs/act-rule.ts";
import type { Card } from "../../../../src/domain/case-file.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { written } from "../../../support/build-act.ts";
import { buildApproval, buildCard, buildFile, november, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const taskId = taskIdOf(1 as CaseId, 1);
const sent = (change: Partial<WrittenAct> = {}) =>
  written("urge", { about: taskId, text: "", ...change });
const at = (day: number, time: string) => buildSurroundings({ at: november(day, time) });
const withCard = (change: Partial<Card>) => buildFile({ cards: [buildCard(taskId, change)] });
const kinds = (file: ReturnType<typeof buildFile>, day: number, time: string) =>
  eventsOf(doAct(file, sent(), at(day, time))).map(({ kind }) => kind);

describe("催办 on a page", () => {
  it("is the business of submitter and managers", () => {
    const others = doAct(buildFile(), sent({ from: staff("chenming") }), at(23, "15:10"));
    expect(refusalOf(others)).eql({ code: "not-submitter" });
  });

  it("is possible again after four working hours, whoever urges", () => {
    const urged = nextOf(doAct(buildFile(), sent(), at(23, "15:10")));
    const again = sent({ from: staff("maqiang") });
    expect(refusalOf(doAct(urged, again, at(24, "09:39"))).code).equal("urged-recently");
    expect(nextOf(doAct(urged, again, at(24, "09:40"))).approvals[0]?.acts).length(2);
  });

  it("puts a fresh card in place of one that is a day old or never arrived, and of no other", () => {
    expect(kinds(buildFile(), 23, "15:10")).eql(["task-urged"]);
    expect(kinds(buildFile(), 24, "09:11")).eql(["card-renewed", "task-urged"]);
    const lost = withCard({ sentAt: undefined, undeliverableAt: november(23, "09:11") });
    expect(kinds(lost, 23, "15:10")).eql(["card-resent", "task-urged"]);
    expect(kinds(buildFile({ cards: [] }), 24, "09:11")).eql(["task-urged"]);
  });

  it("is refused with words that are too long", () => {
    const long = doAct(buildFile(), sent({ text: "长".repeat(501) }), at(23, "15:10"));
    expect(refusalOf(long).code).equal("opinion-too-long");
    expect(buildApproval().acts).eql([]);
  });
});
