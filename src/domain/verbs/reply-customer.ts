import type { ActRule, Subject } from "./act-rule.ts";
import { actWords } from "./act-words.ts";
import { actOf } from "../approval/act.ts";
import { approvalOfKind, withApproval } from "../case-file.ts";
import { stagesOnReplied } from "../case/document-stages.ts";
import { stageOf } from "../case/move-stages.ts";
import { PLAN_REPLY } from "../case/stages.ts";
import { andThen, type Refusal } from "../outcome.ts";
import { stageMoment } from "../stage-moment.ts";
import { runsApproval } from "./withdraw-approval.ts";

/** 登记已答复客户: the customer has the approved plan. What waited for that begins, and it is revoked no more. */
export const REPLY_CUSTOMER: ActRule = {
  whyNot: (subject, { by }) =>
    runsApproval(subject, by) ? whyNotReply(subject) : { code: "not-submitter" },
  act: ({ file, approval }, { by, text }, { bureau, at }) => {
    const moment = stageMoment(bureau, file.connectionCase, at);
    return andThen(actWords(text), (words) =>
      andThen(stagesOnReplied(file.stages, moment), (stages, events) => {
        const act = actOf(
          approval,
          { by, text: words, at },
          { kind: "reply-customer", taskId: undefined },
        );
        const told = withApproval(file, { ...approval, acts: [...approval.acts, act] });
        return { ok: true, next: { ...told, stages }, events };
      }),
    );
  },
};

function whyNotReply({ file, approval }: Subject): Refusal | undefined {
  const { status } = approval;
  if (approvalOfKind(file, "supply_plan") !== approval) return { code: "not-found" };
  if (status === "revoking" || status === "revoked") return { code: "closed", reason: status };
  if (stageOf(file.stages, PLAN_REPLY)?.status === "running") return undefined;
  const now = file.stages.find((stage) => stage.status === "running");
  return { code: "wrong-stage", stage: now?.name ?? "" };
}
