import { whyNotDecide } from "../../domain/approval/why-not-decide.ts";
import { approvalOfTask, type CaseFile } from "../../domain/case-file.ts";
import type { StaffId, TaskId } from "../../domain/ids.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { refusalText } from "../../messages/replies.ts";
import type { FormName } from "../session/form-token.ts";
import type { PageContext } from "./page-context.ts";
import { offeredVerb } from "./verb-forms.ts";

/** A form that was refused, and by which code. */
export interface Refused extends FormName {
  code: string;
  /** With what its words need; a repetition knows the code alone. */
  refusal: Refusal | undefined;
  verb: string;
  viewer: StaffId;
}

/** What the page says where the words of the chat would speak of cards and buttons. */
export const ON_THE_PAGE: Readonly<Record<string, string>> = {
  "no-verb": "请先选择如何办理，再提交。",
  "other-session": "您重新登录过，刚才的提交没有办理；请核对后再次提交。",
  "older-round": "方案已更新，您提交的是旧版本的表单，没有办理；请核对新版本后再决定。",
  "unknown-button": "方案已更新，您提交的是旧版本的表单，没有办理；请核对新版本后再决定。",
  "opinion-contradicts": "所选常用语是退回理由，与“同意”不符；请改选后再提交。",
  "unknown-opinion": "所选常用语已停用，请重新选择后再提交。",
};

/** The same form sent again is answered by its code alone; these words need no more. */
const BY_CODE: Readonly<Record<string, string>> = {
  "written-reason-needed": "退回须说明理由：请选择退回理由，或写明具体原因。",
  "rejection-reason-needed": "否决须选择否决理由，并写明具体原因。",
  "opinion-too-long": "意见过长，请删减后再提交。",
};

const NOT_DONE = "没有办理，请按页面上的最新状态处理。";

/** Why a form did not count; words that the state of the case gives are those of the case as it is now. */
export function refusedWords(refused: Refused, file: CaseFile, context: PageContext): string {
  const { code, refusal = whyNotNow(refused, file) } = refused;
  const { bureau, now } = context;
  const words = refusal === undefined ? BY_CODE[code] : refusalText(refusal, { bureau, now });
  return ON_THE_PAGE[code] ?? words ?? NOT_DONE;
}

/** An act that was refused and comes again is shown on a page that offers what may be done now. */
function whyNotNow({ kind, about, verb, viewer }: Refused, file: CaseFile): Refusal | undefined {
  const asked = kind === "decision" ? approvalOfTask(file, about as TaskId) : undefined;
  const offered = offeredVerb(verb);
  if (asked === undefined || offered === undefined) return undefined;
  const { approval, task } = asked;
  return whyNotDecide(approval, { task, verb: offered, by: { userid: viewer } });
}
