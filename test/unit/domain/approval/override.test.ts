import { expect } from "chai";
import {
  choiceOfCode,
  codeOfChoice,
  openOverride,
  OVERRIDE_CHOICES,
} from "../../../../src/domain/approval/override.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { buildAct } from "../../../support/build-act.ts";

const taskId = taskIdOf(1 as CaseId, 1);

describe("what can be asked for as 越权处理", () => {
  it("is to agree or to return, each for one of the categories, and never to reject", () => {
    expect(OVERRIDE_CHOICES.map(codeOfChoice)).to.include("approve.unreachable");
    for (const choice of OVERRIDE_CHOICES) {
      expect(choiceOfCode(codeOfChoice(choice))).to.equal(choice);
    }
    expect(choiceOfCode("reject.unreachable")).to.equal(undefined);
    expect(choiceOfCode(undefined)).to.equal(undefined);
  });

  it("stays open until it is confirmed or refused, for that task alone", () => {
    const asked = buildAct({ kind: "override", taskId });
    expect(openOverride({ acts: [] }, taskId)).to.equal(undefined);
    expect(openOverride({ acts: [asked] }, taskId)).to.equal(asked);
    expect(openOverride({ acts: [asked] }, taskIdOf(1 as CaseId, 2))).to.equal(undefined);
    const urged = buildAct({ kind: "urge", taskId });
    expect(openOverride({ acts: [asked, urged] }, taskId)).to.equal(asked);
    const refused = buildAct({ kind: "override-refuse", taskId });
    expect(openOverride({ acts: [asked, refused] }, taskId)).to.equal(undefined);
  });
});
