import { expect } from "chai";
import type { Flow } from "../../../../src/domain/approval/flow.ts";
import type { Approval, FiredRung } from "../../../../src/domain/approval/instance.ts";
import {
  MAX_BATCH,
  planBatch,
  whyNotInBatch,
  type BatchItem,
} from "../../../../src/domain/verbs/batch.ts";
import { decideWritten } from "../../../../src/domain/verbs/decide-written.ts";
import { buildAttachment } from "../../../support/build-attachment.ts";
import { buildAct, writtenDecision } from "../../../support/build-act.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import {
  buildApproval,
  buildBureau,
  buildDocument,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildHvPlan } from "../../../support/build-plan.ts";
import { submitted } from "../../../support/build-stages.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

const bureau = buildBureau();
const LIU = staff("liuyang");
const batched = buildFlow({ nodes: [buildFlowNode({ batch: true })] });

function item(changes: Partial<Approval> = {}, flow: Flow = batched): BatchItem {
  const approval = buildApproval(changes);
  const file = buildFile({ approvals: [approval], stages: submitted });
  return { file, approval, task: approval.tasks[0] ?? expect.fail("no task"), flow };
}

const rung = (rungId: string, result: FiredRung["result"] = "sent"): FiredRung => ({
  taskId: buildTask(1).id,
  round: 1,
  ladder: "approval-node@1",
  rungId,
  firedAt: november(24, "18:00"),
  result,
});
const question = buildAct({ kind: "ask", taskId: buildTask(1).id, by: LIU, to: staff("zhangwei") });
const why = (one: BatchItem) => whyNotInBatch(one, bureau);

describe("批量同意: what may be agreed to together", () => {
  it("is what the flow allows, on time, without a question and without anything to be looked at", () => {
    expect(why(item())).equal(undefined);
    expect(why(item({}, buildFlow()))).eql({ code: "not-in-batch", why: "not-allowed" });
    const nodes = [buildNode({ sampleOf: { ruleId: "x", version: 1 } })];
    expect(why(item({ nodes }))).eql({ code: "not-in-batch", why: "sampled" });
    expect(why(item({ acts: [question] }))).eql({ code: "not-in-batch", why: "open-question" });
  });

  it("is nothing that somebody else was told is late; a reminder to the holder alone does not count", () => {
    const escalated = { code: "not-in-batch", why: "escalated" };
    expect(why(item({ firedRungs: [rung("due")] }))).eql(escalated);
    expect(why(item({ firedRungs: [rung("half")] }))).equal(undefined);
    expect(why(item({ firedRungs: [rung("due", "skipped")] }))).equal(undefined);
    expect(why(item({ firedRungs: [rung("not any more")] }))).equal(undefined);
    const other = { ...rung("due"), taskId: buildTask(2).id };
    expect(why(item({ firedRungs: [other] }))).equal(undefined);
    const without = { ...bureau, ladders: [] };
    expect(whyNotInBatch(item({ firedRungs: [rung("due")] }), without)).equal(undefined);
  });

  it("leaves out, with its reason, what has attachments that must be read first, until they are opened", () => {
    const flow = buildFlow({ nodes: [buildFlowNode({ batch: true, mustRead: true })] });
    const one = item({}, flow);
    const documents = [{ ...buildDocument(1), attachments: [buildAttachment(1)] }];
    const unread = { ...one, file: { ...one.file, documents } };
    const refusal = { code: "attachment-unread", names: ["图 1.pdf"] };
    const planned = planBatch([unread], { by: LIU, bureau });
    expect(planned).eql({ items: [], left: [{ item: unread, refusal }] });
    const { sha256 } = buildAttachment(1);
    const readings = [{ by: LIU, sha256, at: november(24, "09:00") }];
    const read = { ...unread, file: { ...unread.file, readings } };
    expect(planBatch([read], { by: LIU, bureau }).items).eql([read]);
  });

  it("is nothing whose document has warnings", () => {
    const one = item();
    const doubtful = buildDocument(1, buildHvPlan({ transformerTotalKva: 630 }));
    const file = { ...one.file, documents: [doubtful] };
    expect(why({ ...one, file })).eql({ code: "not-in-batch", why: "warned" });
    expect(why({ ...one, file: { ...one.file, documents: [] } })).equal(undefined);
  });

  it("is one node of one flow, twenty at most, and only what waits for whoever chose it", () => {
    const elsewhere = item({}, { ...batched, id: "another" });
    const chosen = [item({}, buildFlow()), ...Array.from({ length: 21 }, () => item()), elsewhere];
    const plan = planBatch(chosen, { by: LIU, bureau });
    expect(plan.items).lengthOf(MAX_BATCH);
    expect(plan.left.map(({ refusal }) => ("why" in refusal ? refusal.why : ""))).eql([
      "not-allowed",
      "too-many",
      "other-node",
    ]);
    const hers = planBatch([item()], { by: staff("wuhao"), bureau });
    expect(hers.left[0]?.refusal.code).equal("not-your-task");
  });

  it("is judged once more when it is decided, and the decision says that it was one of several", () => {
    const { file, task } = item();
    const form = writtenDecision({ taskId: task.id, from: LIU, batchId: "b1" });
    const around = buildSurroundings({ flow: batched });
    expect(nextOf(decideWritten(file, form, around)).approvals[0]?.decisions[0]).include({
      batchId: "b1",
      verb: "approve",
    });
    const single = decideWritten(file, form, buildSurroundings());
    expect(refusalOf(single)).eql({ code: "not-in-batch", why: "not-allowed" });
  });
});
