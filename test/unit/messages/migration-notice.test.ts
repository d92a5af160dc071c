import { expect } from "chai";
import { migrationNotice } from "../../../src/messages/migration-notice.ts";
import { november } from "../../support/build.ts";

describe("an administrator who is asked to confirm a change of a flow", () => {
  it("reads what, how many, from whom, and a code of their own", () => {
    const planned = {
      flowName: "10 kV 单电源",
      from: 3,
      to: 4,
      plannedByName: "林娜",
      clean: 10,
      refused: 2,
      code: "12345678",
    };
    expect(migrationNotice(planned, november(23, "10:00")))
      .to.include("林娜 请求把“10 kV 单电源”在办审批从第 3 版迁到第 4 版")
      .and.include("可迁移 10 件，不能迁移 2 件")
      .and.include("您的确认码：12345678")
      .and.include("截至 11月23日 10:00:00");
  });
});
