import { expect } from "chai";
import { addableTo, newSigners } from "../../../../src/domain/verbs/new-signers.ts";
import { personOf } from "../../../support/play-adding.ts";
import {
  buildApproval,
  buildNode,
  buildOrganisation,
  buildTask,
  staff,
} from "../../../support/build.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

const organisation = buildOrganisation();
const by = { ...personOf("liuyang"), name: "刘洋" };

describe("the people who are added", () => {
  it("are asked in their own office, at whose wish", () => {
    expect(nextOf(newSigners(["chenming"], { by, placing: "before" }, organisation))).eql([
      { userid: "chenming", label: "生产技术部 主任，刘洋 前加签" },
    ]);
  });

  it("in an office that fits its column, whatever the names", () => {
    const long = "很".repeat(80);
    const people = [{ userid: staff("a"), name: "甲", department: "x", position: long, roles: [] }];
    const named = { by: { ...by, name: long }, placing: "opinion" } as const;
    const [signer] = nextOf(newSigners(["a"], named, { ...organisation, people }));
    expect(signer?.label.length).to.be.at.most(100);
  });

  it("are all of the bureau", () => {
    const outcome = newSigners(["chenming", "stranger"], { by, placing: "after" }, organisation);
    expect(refusalOf(outcome)).eql({ code: "cannot-add", why: "nobody" });
  });

  it("are offered but for the submitter and whoever sits in the node", () => {
    const seats = [{ seatNo: 1, holder: staff("liuyang"), label: "调度中心 负责人" }];
    const approval = buildApproval({ nodes: [buildNode({ seats })] });
    const about = { approval, task: buildTask(1) };
    const names = addableTo(organisation, about).map(({ name }) => name);
    expect(names).include("陈明").and.not.include("张伟").and.not.include("刘洋");
  });
});
