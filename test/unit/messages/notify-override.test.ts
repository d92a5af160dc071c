import { expect } from "chai";
import { noticesFor } from "../../../src/messages/notify.ts";
import type { CaseEvent } from "../../../src/domain/outcome.ts";
import { buildAct } from "../../support/build-act.ts";
import { bothAsked, contextOf, FIRST, summary, textTo } from "../../support/build-notice.ts";
import {
  buildBureau,
  buildDecision,
  buildFile,
  buildOrganisationUnder,
  buildTask,
  staff,
} from "../../support/build.ts";

const bureau = buildBureau({ organisation: buildOrganisationUnder("huangmin", "chenming") });
const request = buildAct({
  kind: "override",
  taskId: FIRST,
  by: staff("huangmin"),
  name: "黄敏",
  choice: "approve.unreachable",
});
const tell = (kind: CaseEvent["kind"], change: Partial<typeof bothAsked>) => {
  const file = buildFile({ approvals: [{ ...bothAsked, ...change }], cards: [] });
  const event = { kind, taskId: FIRST } as Extract<CaseEvent, { kind: "override-asked" }>;
  return noticesFor(event, contextOf({ file, bureau }));
};

describe("what is told of 越权处理", () => {
  it("asks the other administrators to confirm it, with category and reason", () => {
    const notices = tell("override-asked", { acts: [request] });
    expect(summary(notices)).eql(["send-text chenming"]);
    expect(textTo(notices, "chenming"))
      .to.include(
        "【越权处理待确认】BZ-2026-000123 方案 v1：黄敏 请求代 刘洋（调度中心 负责人） 同意",
      )
      .and.include("类别：联系不上")
      .and.include("理由：客户变更用电容量");
    expect(tell("override-asked", { acts: [] })).eql([]);
  });

  it("tells whoever had asked that it was refused, and those who were to confirm that it was given up", () => {
    const refused = buildAct({
      kind: "override-refuse",
      taskId: FIRST,
      by: staff("chenming"),
      name: "陈明",
      text: "已联系上本人",
    });
    const notices = tell("override-refused", { acts: [request, refused] });
    expect(summary(notices)).eql(["send-text huangmin"]);
    expect(textTo(notices, "huangmin"))
      .to.include("BZ-2026-000123 方案 v1 越权处理未获同意：陈明 未确认代 刘洋")
      .and.include("已联系上本人");
    const givenUp = tell("override-refused", { acts: [request, { ...refused, by: request.by }] });
    expect(summary(givenUp)).eql(["send-text chenming"]);
    expect(textTo(givenUp, "chenming"))
      .to.include("BZ-2026-000123 方案 v1 越权处理请求已撤回：黄敏 不再请求代 刘洋")
      .and.include("无需确认");
    expect(tell("override-refused", { acts: [] })).eql([]);
  });

  it("tells whose seat it is, both managers and whoever asked, with both names and the reason", () => {
    const decision = buildDecision({
      decidedBy: staff("huangmin"),
      name: "黄敏",
      opinion: { code: "override.unreachable", text: "联系不上：客户变更用电容量" },
      override: {
        owner: staff("liuyang"),
        ownerName: "刘洋",
        confirmedBy: staff("chenming"),
        confirmedName: "陈明",
      },
    });
    const tasks = [buildTask(1, { status: "done" })];
    const notices = tell("task-overridden", { decisions: [decision], tasks });
    expect(summary(notices)).eql([
      "send-text liuyang",
      "send-text zhangwei",
      "send-text maqiang",
      "send-text huangmin",
    ]);
    expect(textTo(notices, "liuyang"))
      .to.include("【越权处理】BZ-2026-000123 方案 v1：黄敏（越权处理，代 刘洋，陈明 确认） 同意")
      .and.include("理由：联系不上：客户变更用电容量");
    expect(tell("task-overridden", {})).eql([]);
  });

  it("tells both that the request is void when the holder decides, and how the task ended", () => {
    const tasks = [buildTask(1, { status: "done" })];
    const decided = { acts: [request], decisions: [buildDecision()], tasks };
    const notices = tell("task-decided", decided);
    expect(summary(notices)).eql(["send-text huangmin", "send-text chenming"]);
    for (const userid of ["huangmin", "chenming"]) {
      expect(textTo(notices, userid))
        .to.include(
          "BZ-2026-000123 方案 v1 越权处理请求已失效：黄敏 请求代 刘洋（调度中心 负责人） 处理",
        )
        .and.include("原因：已由 刘洋 同意");
    }
    const confirmed = buildAct({ kind: "override-confirm", taskId: FIRST, by: staff("chenming") });
    expect(tell("task-decided", { ...decided, acts: [request, confirmed] })).eql([]);
  });

  it("tells both when the task ended otherwise; whoever did it knows already", () => {
    const withdrawn = buildAct({ kind: "withdraw", by: staff("zhangwei"), name: "张伟" });
    const tasks = [buildTask(1, { status: "cancelled", cancelReason: "withdrawn" })];
    const voided = tell("task-cancelled", { acts: [request, withdrawn], tasks });
    expect(textTo(voided, "huangmin")).to.include("原因：已由 张伟 撤回");
    expect(textTo(voided, "chenming")).to.include("越权处理请求已失效");
    const own = buildDecision({ decidedBy: staff("chenming"), name: "陈明" });
    const done = { acts: [request], decisions: [own], tasks: [buildTask(1, { status: "done" })] };
    expect(summary(tell("task-decided", done))).eql(["send-text huangmin"]);
  });
});
