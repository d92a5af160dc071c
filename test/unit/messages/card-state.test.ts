import { expect } from "chai";
import { decide } from "../../../src/domain/approval/decide.ts";
import { withdrawKept } from "../../../src/domain/approval/withdraw-kept.ts";
import { approvalIdOf, SYSTEM, taskIdOf, type CaseId } from "../../../src/domain/ids.ts";
import { cardStateOf, closingText } from "../../../src/messages/card-state.ts";
import { buildAct, deedOf } from "../../support/build-act.ts";
import {
  factsFor,
  newestTaskOf,
  nextOf,
  play,
  pressOn,
  staffed,
  submitAgain,
} from "../../support/play-approval.ts";
import type { Approval } from "../../../src/domain/approval/instance.ts";
import type { CardInput } from "../../../src/messages/approval-card.ts";
import { buildMark } from "../../support/build-rule.ts";
import { rejected } from "../../support/build-notice.ts";
import { cardOf, decided, ofOlder, returnedByOther, withTask } from "../../support/build-card.ts";
import {
  buildApproval,
  buildDecision,
  buildNode,
  buildTask,
  buildOrganisation,
  november,
  staff,
} from "../../support/build.ts";

const words = "超时视为同意（依据某办法）";
const ruled = {
  byRule: buildMark({ words }),
  opinion: { code: "timeout", text: words },
  decidedBy: SYSTEM,
};

const REVOKED = approvalIdOf(1 as CaseId, 9);

describe("card that asks no more", () => {
  const states: { name: string; approval: Approval; input?: Partial<CardInput>; says: string }[] = [
    { name: "you agreed", approval: decided, says: "已同意 14:03" },
    {
      name: "you agreed, seen on a later day",
      approval: decided,
      input: { now: november(24, "08:30") },
      says: "已同意 11月23日 14:03",
    },
    {
      name: "you agreed and may undo it",
      approval: { ...decided, nodes: [buildNode({ undoSeconds: 60 })] },
      input: { now: november(23, "14:03:20") },
      says: "已同意 14:03 · 可在 14:04:00 前撤回",
    },
    {
      name: "you agreed, and the time to undo it is over",
      approval: { ...decided, nodes: [buildNode({ undoSeconds: 60 })] },
      input: { now: november(23, "14:04") },
      says: "已同意 14:03",
    },
    {
      name: "you have undone it",
      approval: {
        ...decided,
        acts: [buildAct({ kind: "undo", taskId: taskIdOf(1 as CaseId, 1) })],
      },
      says: "已同意 14:03，14:30 撤回，请看新卡",
    },
    {
      name: "you returned it",
      approval: withTask(
        { status: "done" },
        { status: "wait_revision", decisions: [buildDecision({ verb: "return" })] },
      ),
      says: "已退回 14:03",
    },
    {
      name: "you agreed and it is approved",
      approval: { ...decided, status: "approved" },
      says: "已同意 14:03，审批已通过",
    },
    {
      name: "you agreed, and it is to be revoked",
      approval: { ...decided, status: "revoking" },
      says: "已同意 14:03，审批已通过，撤销审批中",
    },
    {
      name: "you agreed, and it was revoked",
      approval: { ...decided, status: "revoked" },
      says: "已同意 14:03，审批已撤销",
    },
    {
      name: "you agreed to a revocation, and so did the others",
      approval: { ...decided, status: "approved", revokes: REVOKED },
      says: "已同意 14:03，审批已撤销",
    },
    {
      name: "you agreed to a revocation, and others did not",
      approval: { ...decided, status: "rejected", revokes: REVOKED },
      says: "已同意 14:03，未撤销",
    },
    {
      name: "you agreed and another returned it",
      approval: {
        ...decided,
        status: "wait_revision",
        decisions: [buildDecision(), returnedByOther],
      },
      says: "已同意 14:03，后由 吴昊 退回",
    },
    {
      name: "you agreed to a version that is out of date",
      approval: { ...decided, round: 2, documentVersion: 4 },
      says: "已同意 14:03，方案已更新到 v4",
    },
    {
      name: "you agreed and it was rejected",
      approval: { ...decided, status: "rejected" },
      says: "已同意 14:03，审批已被否决",
    },
    {
      name: "you rejected it",
      approval: withTask(
        { status: "done" },
        { status: "rejected", decisions: [buildDecision({ verb: "reject" })] },
      ),
      says: "已否决 14:03，审批已被否决",
    },
    {
      name: "a rule has decided in your place",
      approval: withTask(
        { status: "cancelled", cancelReason: "by-rule" },
        { decisions: [buildDecision(ruled)] },
      ),
      says: "超时视为同意（依据某办法） 14:03，未经您处理",
    },
    {
      name: "somebody above was asked instead",
      approval: withTask({ status: "cancelled", cancelReason: "taken-over" }),
      says: "超时未办，已提级由上级审批",
    },
    {
      name: "another rejected it",
      approval: rejected,
      says: "已由 吴昊 否决 14:03，未经您处理",
    },
    {
      name: "enough others agreed",
      approval: withTask({ status: "cancelled", cancelReason: "quorum-met" }),
      says: "本环节已达到通过条件，未经您处理",
    },
    {
      name: "another of the same node decided",
      approval: withTask(
        { status: "cancelled", cancelReason: "any-one-decided" },
        {
          decisions: [
            buildDecision({
              taskId: taskIdOf(1 as CaseId, 2),
              decidedBy: staff("wangfang"),
              name: "王芳",
            }),
          ],
        },
      ),
      says: "已由 王芳 同意 14:03，无需处理",
    },
    {
      name: "another returned it",
      approval: withTask(
        { status: "cancelled", cancelReason: "returned" },
        { status: "wait_revision", decisions: [returnedByOther] },
      ),
      says: "已由 吴昊 退回 14:03，无需处理",
    },
    {
      name: "the task itself was decided by somebody else",
      approval: decided,
      input: { viewer: staff("huangmin") },
      says: "已由 刘洋 同意 14:03，无需处理",
    },
    {
      name: "a newer version is on its way",
      approval: ofOlder({ decisions: [returnedByOther] }),
      says: "方案已更新到 v3，轮到您时另发新卡",
    },
    {
      name: "a newer version asks the same person",
      approval: ofOlder({
        nodes: [buildNode(), buildNode({ round: 2, documentVersion: 3 })],
        tasks: [...ofOlder().tasks, buildTask(2, { round: 2 })],
      }),
      says: "方案已更新到 v3，请看新卡",
    },
    {
      name: "a newer version was withdrawn",
      approval: ofOlder({ status: "withdrawn", acts: [buildAct()] }),
      says: "已由 张伟 撤回 14:30，未经您处理",
    },
    {
      name: "a newer version was approved without the viewer",
      approval: ofOlder({ status: "approved" }),
      says: "此项审批已结束，无需处理",
    },
    {
      name: "it ended for a reason without a decision",
      approval: withTask({ status: "cancelled", cancelReason: "superseded" }),
      says: "此项审批已结束，无需处理",
    },
    {
      name: "a fresh card took its place",
      approval: buildApproval(),
      input: { isReplaced: true },
      says: "此卡已过期，请看新卡",
    },
  ];
  for (const { name, approval, input, says } of states) {
    it(`${name}: ${says}`, () => {
      expect(cardOf(approval, input).replace_text).equal(says);
    });
  }

  it("locks the choice of the viewer and repeats their opinion", () => {
    const card = cardOf(decided);
    expect(card.button_selection).eql({
      question_key: "opinion",
      title: "意见",
      disable: true,
      selected_id: "agree",
      option_list: [{ id: "agree", text: "同意该方案" }],
    });
    expect(card.sub_title_text).equal("您的意见：同意该方案");
    expect(card.source?.desc_color).equal(3);
  });

  it("shows an opinion that was typed on the page, or none at all", () => {
    const saying = (code: string, text: string) =>
      cardOf({ ...decided, decisions: [buildDecision({ opinion: { code, text } })] });
    expect(saying("", "线路走向请与规划部再核对一次为宜").button_selection?.option_list).eql([
      { id: "said", text: "线路走向请与规划部再核对一次为宜" },
    ]);
    expect(saying("", "").button_selection?.option_list).eql([{ id: "said", text: "无" }]);
  });

  it("shows why another returned it and offers no choice", () => {
    const card = cardOf(
      withTask(
        { status: "cancelled", cancelReason: "returned" },
        { status: "wait_revision", decisions: [returnedByOther] },
      ),
    );
    expect(card.sub_title_text).equal("吴昊 退回，意见：电源点不合理");
    expect(card).not.property("button_selection");
  });

  it("keeps the version that it was made for in its title", () => {
    const approval = buildApproval({
      round: 2,
      documentVersion: 2,
      nodes: [buildNode(), buildNode({ round: 2, documentVersion: 2 })],
    });
    expect(cardOf(approval).main_title.title).equal("BZ-2026-000123 方案 v1");
  });
});

describe("a card after a return to a node", () => {
  const flow = [
    staffed("first", ["li"]),
    staffed("second", ["wang", "chen"], { after: ["first"] }),
  ];
  const facts = (taskCount: number) => factsFor(flow, { taskCount, isUntouched: () => true });
  const signed = play(["li approves"], flow);
  const press = pressOn(newestTaskOf(signed, "chen"), "chen", "return");
  const back = nextOf(decide(signed, { ...press, returnTo: "first" }, facts(signed.tasks.length)));
  const says = (approval: Approval, at: number): string | undefined => {
    const task = approval.tasks[at] ?? expect.fail("no task");
    const state = cardStateOf(approval, task, { viewer: task.holder, isReplaced: false });
    const now = november(23, "15:10");
    return closingText(state, { organisation: buildOrganisation(), now });
  };

  it("says to whoever is not asked now by whom and where it went", () => {
    expect(says(back, 1)).to.equal("已由 名 chen 退回至“节点 first” 14:03，轮到您时另发新卡");
  });

  it("says to whoever had agreed that it came back, also when it is approved in the end", () => {
    expect(says(back, 0)).to.equal("已同意 14:03，后由 名 chen 退回");
    expect(says({ ...back, status: "approved" }, 0)).to.include("后由 名 chen 退回");
  });

  it("says that a signature stands, and that it was withdrawn again", () => {
    const returned = play(["li approves", "chen returns"], flow);
    const how = { flowVersion: 1, isUntouched: () => true };
    const next = nextOf(submitAgain(returned, flow, how));
    expect(says(next, 0)).to.equal("已同意 14:03，v2 沿用");
    const by = { ...deedOf().by, userid: staff("li") };
    const task = newestTaskOf(next, "li");
    const withdrawn = withdrawKept(next, { task, deed: deedOf({ by }) }, facts(next.tasks.length));
    expect(says(nextOf(withdrawn), 0)).to.equal("已同意 14:03，14:30 撤回沿用，请看新卡");
  });
});
