import { expect } from "chai";
import type { FlowNode } from "../../../src/domain/approval/flow.ts";
import { checkNextYear, checkPublication } from "../../../src/domain/check-publication.ts";
import { buildBureau, november } from "../../support/build.ts";
import { modeOf } from "../../support/build-mode.ts";
import { buildFlowNode } from "../../support/build-flow.ts";
import { ORGANISATION } from "./approval/flow-samples.ts";

function wordsOf(change: Partial<FlowNode>): string[] {
  const flow = { nodes: [buildFlowNode({ id: "metering", ...change })] };
  return checkPublication(flow, { organisation: ORGANISATION }).map(
    ({ path, message }) => `${path.join(".")}：${message}`,
  );
}

describe("whether a version of a flow may be published", () => {
  it("names the person of a node whom nobody of the department could follow", () => {
    expect(wordsOf({ who: [{ department: "branch" }] })).to.deep.equal([
      "nodes.0.who：节点「metering」没有后备：名bai一旦离岗，本部门没有副职或负责人可以接替，只能由管理员代行",
    ]);
  });

  it("is content with a deputy, with a head above a position, and with a person by name who has one", () => {
    expect(wordsOf({ who: [{ department: "marketing" }] })).to.deep.equal([]);
    expect(wordsOf({ who: [{ position: "专责", department: "marketing" }] })).to.deep.equal([]);
    expect(wordsOf({ who: [{ userids: ["zhang"] }] })).to.deep.equal([]);
  });

  it("does not take somebody for a fallback who signs in the node already", () => {
    const both = [{ department: "branch" }, { userids: ["zhang"] }];
    expect(wordsOf({ who: both }).join())
      .to.include("名bai")
      .and.include("名zhang");
    expect(wordsOf({ who: both, mode: modeOf("any") })).to.deep.equal([]);
    expect(wordsOf({ who: [{ department: "branch" }], mode: modeOf("any") })).to.have.length(1);
  });

  it("says nothing of the people of a case, nor twice of an office that nobody holds", () => {
    expect(wordsOf({ who: [{ caseRole: "branchHead" }] })).to.deep.equal([]);
    expect(wordsOf({ who: [{ department: "finance" }] })).to.deep.equal([]);
  });

  it("asks for the next year from November on", () => {
    const { calendar } = buildBureau();
    const words = checkNextYear(calendar, november(23, "09:00")).map(({ message }) => message);
    expect(words.join()).to.include("工作日历缺少 2027 年");
    expect(checkNextYear(calendar, new Date("2026-10-31T12:00:00+08:00"))).to.deep.equal([]);
    expect(checkNextYear(calendar, new Date("2025-12-01T12:00:00+08:00"))).to.deep.equal([]);
  });
});
