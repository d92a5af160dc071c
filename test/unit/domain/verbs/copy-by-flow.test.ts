import { expect } from "chai";
import { copyByFlow } from "../../../../src/domain/verbs/copy-by-flow.ts";
import type { CopyTo } from "../../../../src/domain/approval/flow.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { buildFlow, buildSurroundings } from "../../../support/build-flow.ts";
import { buildApproval, buildFile, buildNode, staff } from "../../../support/build.ts";

const copyTo: readonly CopyTo[] = [
  { on: "submit", who: [{ userids: [staff("huangmin")] }] },
  { on: { node: "countersign" }, who: [{ caseRole: "worksManager" }, { position: "没有的岗位" }] },
  { on: "finish", who: [{ userids: [staff("huangmin"), staff("wuhao"), staff("zhangwei")] }] },
];
const around = buildSurroundings({ flow: buildFlow({ copyTo }) });
const fileOf = (approvals: Approval[]) => buildFile({ approvals });

/** Who is copied by a change from one state to another. */
function copied(before: Approval[], after: Approval, surroundings = around): string[] {
  const next = copyByFlow(fileOf(before), fileOf([after]), surroundings);
  return next.approvals.flatMap(({ copies }) => copies.map(({ to, source }) => `${to} ${source}`));
}

const running = buildApproval();
const passed = buildApproval({ nodes: [buildNode({ status: "passed" })] });
const approved: Approval = { ...passed, status: "approved" };

describe("抄送 by the flow", () => {
  it("copies each as the moment comes, and never again", () => {
    expect(copied([], running)).eql(["huangmin submit"]);
    expect(copied([running], { ...running, round: 2 })).eql([]);
    expect(copied([running], passed)).eql(["maqiang node"]);
    expect(copied([passed], { ...passed, round: 2 })).eql([]);
    expect(copied([passed], approved)).eql(["huangmin finish"]);
  });

  it("leaves out whoever was copied, the approvers and the submitter", () => {
    const known = copyByFlow(fileOf([]), fileOf([running]), around).approvals[0] ?? running;
    expect(
      copied([{ ...passed, copies: known.copies }], { ...approved, copies: known.copies }),
    ).eql(["huangmin submit"]);
  });

  it("leaves an approval alone that has not changed, or whose flow copies nobody", () => {
    const file = fileOf([running]);
    expect(copyByFlow(file, file, around)).equal(file);
    expect(copied([], running, buildSurroundings())).eql([]);
  });
});
