import { expect } from "chai";
import { transfer } from "../../../src/domain/approval/transfer.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import { deedOf } from "../../support/build-act.ts";
import {
  bothAsked,
  closingOf,
  contextOf,
  FOOT,
  summary,
  textTo,
} from "../../support/build-notice.ts";
import { buildFile, buildTask, staff } from "../../support/build.ts";
import { eventsOf, nextOf } from "../../support/play-approval.ts";

const by = { userid: staff("liuyang"), name: "刘洋", position: "主任", department: "调度中心" };
const how = { task: buildTask(1), to: staff("huangmin"), deed: deedOf({ by, text: "出差到周五" }) };
const outcome = transfer({ ...bothAsked, tasks: [how.task, ...bothAsked.tasks.slice(1)] }, how, 3);
const context = contextOf({ file: buildFile({ approvals: [nextOf(outcome)] }) });
const notices = eventsOf(outcome).flatMap((event) => noticesFor(event, context));

describe("a task that is given to somebody else", () => {
  it("closes the old card with the new name, asks by a new card, and tells the submitter", () => {
    expect(summary(notices)).eql([
      "update-card liuyang by send",
      "send-card huangmin",
      "send-text zhangwei",
    ]);
    expect(closingOf(notices[0])).equal("已转办给 黄敏 14:30");
    expect(textTo(notices, "zhangwei")).equal(
      "BZ-2026-000123 方案 v1 已由 刘洋 转办给 黄敏。\n" +
        "客户：内蒙古牧名食品有限公司\n" +
        "供电方案：10kV 315kVA 单电源\n" +
        "席位：调度中心 负责人，11月24日 18:00 到期（时限不变）\n" +
        "理由：出差到周五\n" +
        FOOT,
    );
  });

  it("says on the new card from whom and why", () => {
    expect(JSON.stringify(notices[1])).include("刘洋 转办：出差到周五");
  });

  it("says nothing about a task that is not there or was not given", () => {
    const event = { kind: "task-transferred", taskId: how.task.id } as const;
    expect(noticesFor(event, contextOf({ file: buildFile({ approvals: [] }) }))).eql([]);
    expect(noticesFor(event, contextOf())).eql([]);
  });
});
