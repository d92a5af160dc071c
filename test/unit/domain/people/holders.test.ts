import { expect } from "chai";
import { holdersOf } from "../../../../src/domain/people/holders.ts";
import { presentOrganisation } from "../../../../src/domain/people/present-organisation.ts";
import {
  buildApproval,
  buildBureau,
  buildDocument,
  buildFile,
  buildNode,
  buildOrganisation,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildFlow } from "../../../support/build-flow.ts";

const first = { seatNo: 1, holder: staff("liuyang"), label: "调度中心 负责人" };
const second = { seatNo: 2, holder: staff("huangmin"), label: "调度中心 副职" };
const node = buildNode({ seats: [first, second] });

function holders(tasks = [buildTask(1)], flow = buildFlow()): string[] {
  const organisation = presentOrganisation(buildOrganisation(), new Set([staff("liuyang")]));
  const approval = buildApproval({ nodes: [node], tasks });
  const situation = {
    bureau: buildBureau({ organisation }),
    file: buildFile({ approvals: [approval] }),
    flow,
    submittedBy: staff("zhangwei"),
    document: buildDocument(1),
    at: november(23, "15:00"),
  };
  const held = (seat: typeof first) =>
    holdersOf({ approval, node, seat }, situation).map(({ holder }) => holder);
  return [...held(first), ...held(second)];
}

describe("who is asked for a seat", () => {
  it("is whoever holds it, as long as they are there", () => {
    const tasks = [buildTask(1, { holder: staff("wuhao") })];
    expect(holders(tasks)).to.deep.equal(["wuhao", "huangmin"]);
  });

  it("is nobody who sits beside it already, whether asked, done, or yet to be asked", () => {
    // 黄敏 would be next, and sits in the other seat; then nobody of the department is left.
    expect(() => holders()).to.throw("nobody can sign");
    const tasks = [buildTask(1), buildTask(2, { status: "done", holder: staff("wuhao") })];
    expect(holders(tasks)).to.deep.equal(["huangmin", "wuhao"]);
  });

  it("is found even when the flow has no such node any more", () => {
    const tasks = [buildTask(1), buildTask(2, { holder: staff("wuhao") })];
    expect(holders(tasks, buildFlow({ nodes: [] }))).to.deep.equal(["huangmin", "wuhao"]);
  });
});
