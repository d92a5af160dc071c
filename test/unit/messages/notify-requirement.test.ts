import { expect } from "chai";
import { requirementLowered } from "../../../src/messages/notify-requirement.ts";
import {
  buildApproval,
  buildBureau,
  buildFile,
  buildNode,
  buildOrganisation,
} from "../../support/build.ts";
import { modeOf } from "../../support/build-mode.ts";
import { APPROVAL, contextOf } from "../../support/build-notice.ts";

describe("a node that asks for more people than it has", () => {
  const node = buildNode({ mode: modeOf({ rule: "quorum", need: { count: 3 } }) });
  const file = buildFile({ approvals: [buildApproval({ nodes: [node] })] });
  const organisation = buildOrganisation();
  const people = organisation.people.map((person) =>
    person.name === "陈明" ? { ...person, roles: ["admin" as const] } : person,
  );
  const bureau = buildBureau({ organisation: { ...organisation, people } });

  it("is told to the administrators, with what was done instead", () => {
    const notices = requirementLowered(
      { kind: "requirement-lowered", approvalId: APPROVAL, nodeId: "countersign" },
      contextOf({ file, bureau }),
    );

    const told = notices.map(({ message }) => ("content" in message ? message : undefined));
    expect(told.map((message) => message?.kind === "send-text" && message.to)).to.deep.equal([
      "chenming",
    ]);
    expect(told[0]?.content)
      .to.include("【审批人数不足】")
      .and.include("规定：至少 3 人同意")
      .and.include("按现有席位全部同意即通过");
  });
});
