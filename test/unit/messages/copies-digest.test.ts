import { expect } from "chai";
import type { CaseNo } from "../../../src/domain/ids.ts";
import { copiesDigest } from "../../../src/messages/copies-digest.ts";
import { november, staff } from "../../support/build.ts";

describe("the digest of what somebody was copied", () => {
  it("names each case with its state, and leads to the list", () => {
    const line = {
      caseNo: "BZ-2026-000123" as CaseNo,
      customerName: "内蒙古牧名食品有限公司",
      kind: "supply_plan",
      documentVersion: 2,
      state: "审批通过",
    } as const;
    const context = { now: november(24, "09:00"), publicUrl: "https://qianpi.example/" };
    const { message, lane } = copiesDigest(staff("hebing"), [line, line], context);
    expect(lane).equal("normal");
    expect(message).eql({
      kind: "send-text",
      to: "hebing",
      content:
        "【抄送】抄送给您 2 件，供知悉，无需办理：\n" +
        "1. BZ-2026-000123 方案 v2 内蒙古牧名食品有限公司：审批通过\n" +
        "2. BZ-2026-000123 方案 v2 内蒙古牧名食品有限公司：审批通过\n" +
        '（截至 11月24日 09:00:00）\n<a href="https://qianpi.example/tasks/copied">打开抄送列表</a>',
    });
  });
});
