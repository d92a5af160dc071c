import { expect } from "chai";
import { subjectOf } from "../../../../src/domain/verbs/act-rule.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { buildFile } from "../../../support/build.ts";

const CASE = 1 as CaseId;

describe("what an act is about", () => {
  const file = buildFile();
  const [approval] = file.approvals;

  it("is an approval, or a task with its approval", () => {
    expect(subjectOf(file, approvalIdOf(CASE, 1))).eql({ file, approval, task: undefined });
    expect(subjectOf(file, taskIdOf(CASE, 2))).eql({ file, approval, task: approval?.tasks[1] });
  });

  it("is nothing that the case does not have", () => {
    expect(subjectOf(file, approvalIdOf(CASE, 9))).equal(undefined);
    expect(subjectOf(file, taskIdOf(CASE, 9))).equal(undefined);
  });
});
