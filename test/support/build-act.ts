import type { Act, ActKind, Deed } from "../../src/domain/approval/act.ts";
import type { WrittenAct } from "../../src/domain/verbs/act-rule.ts";
import type { WrittenDecision } from "../../src/domain/verbs/decide-written.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../src/domain/ids.ts";
import { november, staff } from "./build.ts";

/** A reason that is one. */
export const REASON = "客户变更用电容量";

/** 张伟 withdrew the approval on the 23rd at 14:30. */
export function buildAct(changes: Partial<Act> = {}): Act {
  return {
    kind: "withdraw",
    round: 1,
    taskId: undefined,
    by: staff("zhangwei"),
    name: "张伟",
    position: "主任",
    department: "乌审旗供电分局",
    text: REASON,
    at: november(23, "14:30"),
    ...changes,
  };
}

/** 张伟 does something on the 23rd at 14:30, for a reason. */
export function deedOf(changes: Partial<Deed> = {}): Deed {
  const by = {
    userid: staff("zhangwei"),
    name: "张伟",
    position: "主任",
    department: "乌审旗供电分局",
  };
  return { by, text: REASON, at: november(23, "14:30"), ...changes };
}

/** A form of the page as 张伟 sends it, about the approval, for a reason. */
export function written(
  kind: ActKind,
  changes: Partial<WrittenAct> = {},
): WrittenAct & { kind: ActKind } {
  return {
    kind,
    about: approvalIdOf(1 as CaseId, 1),
    from: staff("zhangwei"),
    round: 1,
    documentVersion: 1,
    text: REASON,
    choice: undefined,
    ...changes,
  };
}

/** The form for the first task as 刘洋 sends it on the 23rd at 15:10: 同意 to version 1, nothing written. */
export function writtenDecision(changes: Partial<WrittenDecision> = {}): WrittenDecision {
  return {
    taskId: taskIdOf(1 as CaseId, 1),
    from: staff("liuyang"),
    at: november(23, "15:10"),
    verb: "approve",
    round: 1,
    documentVersion: 1,
    code: undefined,
    text: "",
    fixes: [],
    ...changes,
  };
}
