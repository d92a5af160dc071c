import type { ActRule, Subject } from "./act-rule.ts";
import { actWords } from "./act-words.ts";
import { actOf } from "../approval/act.ts";
import type { Approval } from "../approval/instance.ts";
import { withApproval } from "../case-file.ts";
import { andThen, type Refusal } from "../outcome.ts";
import { runsApproval } from "./withdraw-approval.ts";

/** 登记已告知客户: the customer knows that the approved plan was revoked. Until somebody says so, it stays open. */
export const TELL_CUSTOMER: ActRule = {
  whyNot: (subject, { by }) =>
    runsApproval(subject, by) ? whyNotTell(subject) : { code: "not-submitter" },
  act: ({ file, approval }, { by, text }, { at }) =>
    andThen(actWords(text), (words) => {
      const deed = { by, text: words, at };
      const act = actOf(approval, deed, { kind: "tell-customer", taskId: undefined });
      const next = withApproval(file, { ...approval, acts: [...approval.acts, act] });
      return { ok: true, next, events: [] };
    }),
};

/** Whether a plan was revoked and nobody has said yet that the customer knows; an investment is none of theirs. */
export function isCustomerUntold(approval: Pick<Approval, "kind" | "status" | "acts">): boolean {
  return isRevokedPlan(approval) && !hasTold(approval);
}

function whyNotTell({ approval }: Subject): Refusal | undefined {
  if (!isRevokedPlan(approval)) return { code: "not-found" };
  return hasTold(approval) ? { code: "closed", reason: "customer-told" } : undefined;
}

function isRevokedPlan({ kind, status }: Pick<Approval, "kind" | "status">): boolean {
  return kind === "supply_plan" && status === "revoked";
}

function hasTold({ acts }: Pick<Approval, "acts">): boolean {
  return acts.some(({ kind }) => kind === "tell-customer");
}
