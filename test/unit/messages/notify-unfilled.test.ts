import { expect } from "chai";
import { presentOrganisation } from "../../../src/domain/people/present-organisation.ts";
import { seatUnfilled } from "../../../src/messages/notify-unfilled.ts";
import {
  buildApproval,
  buildBureau,
  buildFile,
  buildOrganisation,
  buildTask,
  staff,
} from "../../support/build.ts";
import { contextOf, FIRST } from "../../support/build-notice.ts";

describe("a seat that nobody of the department can take over", () => {
  const whole = buildOrganisation();
  const people = whole.people.map((one) =>
    one.userid === "chenming" ? { ...one, roles: ["admin" as const] } : one,
  );
  const organisation = presentOrganisation({ ...whole, people }, new Set([staff("liuyang")]));
  const event = { kind: "seat-unfilled", taskId: FIRST, left: staff("liuyang") } as const;
  const contentOf = (
    approval = buildApproval({ tasks: [buildTask(1, { holder: staff("chenming") })] }),
  ) =>
    seatUnfilled(
      event,
      contextOf({
        file: buildFile({ approvals: [approval] }),
        bureau: buildBureau({ organisation }),
      }),
    ).map(({ message }) => ("content" in message ? message.content : ""));

  it("is told to the administrators: who left, who signs instead, what to do", () => {
    const [text = "", ...others] = contentOf();
    expect(others).to.deep.equal([]);
    expect(text)
      .to.include("【审批人离岗，无人接替】BZ-2026-000123 方案 v1")
      .and.include("调度、生技会签")
      .and.include("原审批人 刘洋 已离岗")
      .and.include("此项暂由 陈明 代行");
  });

  it("names the node by its id where its name is not known", () => {
    expect(contentOf(buildApproval({ nodes: [] }))[0]).to.include("环节：countersign");
  });
});
