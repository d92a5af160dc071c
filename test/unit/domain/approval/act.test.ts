import { expect } from "chai";
import { actOf, withdrawalOf } from "../../../../src/domain/approval/act.ts";
import { buildAct, deedOf } from "../../../support/build-act.ts";
import { buildApproval, november, staff } from "../../../support/build.ts";

describe("what is done beside deciding", () => {
  it("is remembered with the person as they were, the reason, the round and the moment", () => {
    const act = actOf(buildApproval({ round: 2 }), deedOf(), {
      kind: "withdraw",
      taskId: undefined,
    });
    expect(act).eql({
      kind: "withdraw",
      round: 2,
      taskId: undefined,
      by: staff("zhangwei"),
      name: "张伟",
      position: "主任",
      department: "乌审旗供电分局",
      text: "客户变更用电容量",
      at: november(23, "14:30"),
    });
  });

  it("tells whether an approval was withdrawn", () => {
    expect(withdrawalOf(buildApproval())).equal(undefined);
    const act = buildAct();
    expect(withdrawalOf(buildApproval({ acts: [act] }))).equal(act);
  });
});
