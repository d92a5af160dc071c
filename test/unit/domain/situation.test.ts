import { expect } from "chai";
import { engineFacts, whyVacant, type Situation } from "../../../src/domain/situation.ts";
import { presentOrganisation } from "../../../src/domain/people/present-organisation.ts";
import { AppError } from "../../../src/lib/errors.ts";
import {
  buildBureau,
  buildDecision,
  buildDocument,
  buildFile,
  buildOrganisation,
  november,
  staff,
} from "../../support/build.ts";
import { buildFlow, buildFlowNode } from "../../support/build-flow.ts";

const HUGE_ONLY = { capacityKva: { above: 10_000 } };
const countersign = buildFlowNode();
const vacant = buildFlowNode({ id: "finance", name: "财务审批", who: [{ department: "finance" }] });

function situationOf(changes: Partial<Situation> = {}): Situation {
  return {
    bureau: buildBureau(),
    file: buildFile(),
    flow: buildFlow(),
    document: buildDocument(1),
    submittedBy: staff("zhangwei"),
    at: november(23, "09:10"),
    ...changes,
  };
}

/** The organisation in which one of the signers may stand in for a vacant office. */
function withStandIn() {
  const { people } = buildOrganisation();
  return buildOrganisation({
    people: people.map((one) => (one.userid === "chenming" ? { ...one, roles: ["leader"] } : one)),
  });
}

describe("what the engine is told of a situation", () => {
  it("is the path for this very document: nodes whose condition fails are left out", () => {
    const nodes = [countersign, buildFlowNode({ id: "board", when: HUGE_ONLY })];
    const { path } = engineFacts(situationOf({ flow: buildFlow({ nodes }) }));
    expect(path.map(({ id }) => id)).eql(["countersign"]);
  });

  it("is who signs a node, by the organisation of today", () => {
    const { seatsFor } = engineFacts(situationOf());
    expect(seatsFor(countersign).map(({ holder }) => holder)).eql(["liuyang", "wuhao"]);
  });

  it("is when a limit ends, by the bureau's calendar", () => {
    const { dueFor, at } = engineFacts(situationOf());
    expect(at).eql(november(23, "09:10"));
    expect(dueFor({ workDays: 1 }).at).eql(november(24, "18:00"));
    expect(dueFor({ workMin: 60 }).at).eql(november(23, "10:10"));
  });

  it("is whether what was signed is still there to be kept: not once its signer has left", () => {
    const file = buildFile();
    const [document] = file.documents;
    if (document === undefined) expect.fail("no document");
    const signed = buildDecision({ documentHash: document.contentHash });
    const { isUntouched } = engineFacts(situationOf({ file, document }));
    expect(isUntouched(signed, undefined)).equal(true);
    expect(isUntouched({ ...signed, decidedBy: staff("gone") }, undefined)).equal(false);
    expect(isUntouched({ ...signed, documentHash: "other" }, undefined)).equal(false);
  });

  it("is a number for the next task that no task of the case has", () => {
    expect(engineFacts(situationOf()).nextTaskNo).equal(3);
    expect(engineFacts(situationOf({ file: buildFile({ approvals: [] }) })).nextTaskNo).equal(1);
  });
});

describe("an office that fell vacant on the way", () => {
  it("is filled by those who can stand in for it, and says so", () => {
    const bureau = buildBureau({ organisation: withStandIn() });
    expect(engineFacts(situationOf({ bureau })).seatsFor(vacant)).eql([
      { seatNo: 1, holder: "chenming", label: "代行（财务审批空缺）" },
    ]);
  });

  it("is a fault when nobody can", () => {
    const { seatsFor } = engineFacts(situationOf());
    expect(() => seatsFor(vacant))
      .throws(AppError)
      .include({ code: "no-stand-in" });
  });
});

describe("before an approval begins", () => {
  it("a node that nobody could sign is named with the reason", () => {
    const flow = buildFlow({ nodes: [countersign, vacant] });
    expect(whyVacant(situationOf({ flow }))).eql({
      code: "no-approver",
      node: "财务审批",
      why: "没有「finance」这个部门",
    });
  });

  it("nothing is missing when every node of the path has its people", () => {
    const nodes = [countersign, { ...vacant, when: HUGE_ONLY }];
    expect(whyVacant(situationOf({ flow: buildFlow({ nodes }) }))).equal(undefined);
  });
});

describe("an office whose only holder has left", () => {
  const gone = presentOrganisation(
    buildOrganisation(),
    new Set([staff("liuyang"), staff("huangmin")]),
  );
  const dispatch = buildFlowNode({ who: [{ department: "dispatch" }] });
  const flow = buildFlow({ nodes: [dispatch] });

  it("keeps nobody from submitting: the seat is theirs, and somebody else will be asked for it", () => {
    const situation = situationOf({ bureau: buildBureau({ organisation: gone }), flow });
    expect(whyVacant(situation)).equal(undefined);
    expect(
      engineFacts(situation)
        .seatsFor(dispatch)
        .map(({ holder }) => holder),
    ).eql(["liuyang"]);
  });

  it("is vacant all the same where the list names nobody either", () => {
    const situation = situationOf({
      bureau: buildBureau({ organisation: gone }),
      flow: buildFlow({ nodes: [vacant] }),
    });
    expect(whyVacant(situation)).to.have.property("code", "no-approver");
  });
});
