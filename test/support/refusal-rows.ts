// Every refusal with the exact words that people read.
import { UNREAD_ROWS } from "./unread-rows.ts";
import type { Refusal } from "../../src/domain/outcome.ts";
import { ADMINISTRATOR_REFUSALS } from "./administrator-refusals.ts";
import { REVOKE_REFUSALS } from "./revoke-refusals.ts";
import { SIGNER_REFUSALS } from "./signer-refusals.ts";
import { SUBMISSION_REFUSALS } from "./submission-refusals.ts";
import { TAKE_BACK_REFUSALS } from "./take-back-refusals.ts";
import { TALK_REFUSALS } from "./talk-refusals.ts";
import { UNDO_REFUSALS } from "./undo-refusals.ts";
import { november, staff } from "./build.ts";

const at = november(23, "14:03");
const other = { by: staff("zhangsan"), byName: "张三", at };

type Row<Code extends Refusal["code"]> = [Extract<Refusal, { code: Code }>, string][];

export const REFUSAL_ROWS: { [Code in Refusal["code"]]: Row<Code> } = {
  ...TALK_REFUSALS,
  ...UNDO_REFUSALS,
  ...REVOKE_REFUSALS,
  ...SUBMISSION_REFUSALS,
  "already-decided-by-you": [
    [{ code: "already-decided-by-you", at, verb: "approve", sameVerb: true }, "您已于 14:03 同意"],
    [
      { code: "already-decided-by-you", at, verb: "approve", sameVerb: false },
      "您已于 14:03 同意，不能再改；如需更改，请在工单网页上拿回，或联系方案提交人。",
    ],
    [
      { code: "already-decided-by-you", at, verb: "return", sameVerb: false },
      "您已于 14:03 退回，不能再改；如需更改，请联系方案提交人。",
    ],
    [
      {
        code: "already-decided-by-you",
        at: november(20, "09:00"),
        verb: "return",
        sameVerb: true,
      },
      "您已于 11月20日 09:00 退回",
    ],
  ],
  "already-decided": [
    [{ code: "already-decided", ...other, verb: "approve" }, "已由 张三 同意，无需处理（14:03）"],
  ],
  "not-your-task": [
    [{ code: "not-your-task", holder: staff("wuhao") }, "此项由 吴昊 处理"],
    [{ code: "not-your-task", holder: staff("gone") }, "此项由 gone 处理"],
    [{ code: "not-your-task" }, "此项不由您处理，未作任何处理。"],
  ],
  delegated: [
    [
      { code: "delegated", to: staff("wuhao") },
      "您已办理休假代理，此项由 吴昊 代您审批；如要自己办理，请先在“我的休假代理”中结束代理。",
    ],
  ],
  "delegation-over": [
    [{ code: "delegation-over", to: staff("wuhao") }, "休假代理已结束，此项由 吴昊 本人审批。"],
  ],
  "older-round": [
    [{ code: "older-round", latestVersion: 4 }, "方案已更新到 v4，请看新卡"],
    [
      { code: "older-round", latestVersion: 4, isAskedLater: true },
      "方案已更新到 v4，此卡不再使用；轮到您时会另发新卡。",
    ],
  ],
  returned: [
    [
      { code: "returned", byName: "张三", at },
      "方案已由 张三 于 14:03 退回，正在修改；重新提交后会给您发新卡。",
    ],
  ],
  "sent-back": [
    [
      { code: "sent-back", node: "计量班审核", byName: "张三", at },
      "已由 张三 于 14:03 退回至“计量班审核”环节，暂无需您处理；轮到您时会另发新卡。",
    ],
  ],
  "cannot-return": [
    [{ code: "cannot-return", why: "own-node" }, "不能退回到您自己所在的环节；请另选退回到哪里。"],
    [
      { code: "cannot-return", why: "off-path" },
      "所选环节不在本次审批的流程中；请另选退回到哪里。",
    ],
    [
      { code: "cannot-return", why: "not-passed" },
      "所选环节尚未通过，不能退回到那里；请另选退回到哪里。",
    ],
    [{ code: "cannot-return", why: "beside" }, "所选环节与您并行，不在您之前；请另选退回到哪里。"],
  ],
  "cannot-withdraw-kept": [
    [
      { code: "cannot-withdraw-kept", why: "enough-without" },
      "不计您沿用的意见，本环节也已达到通过条件，撤回后不会再请您审批；如有异议，请联系后续审批人退回。",
    ],
    [{ code: "cannot-withdraw-kept", why: "not-kept" }, "此项没有沿用的意见，无需撤回。"],
    [
      { code: "cannot-withdraw-kept", why: "returned" },
      "本轮已退回，不能撤回沿用；新版本提交后会重新判断是否沿用。",
    ],
    [
      { code: "cannot-withdraw-kept", why: "sent-back" },
      "此项所在环节已被退回；轮到时会重新判断是否沿用。",
    ],
    [
      { code: "cannot-withdraw-kept", why: "signed-after" },
      "在您之后已有人签署意见，不能撤回沿用；如需更改，请联系后续审批人退回或提交人撤回。",
    ],
  ],
  rejected: [
    [{ code: "rejected", byName: "张三", at }, "方案已由 张三 于 14:03 否决，未经您处理。"],
  ],
  withdrawn: [[{ code: "withdrawn", byName: "张三", at }, "已由 张三 撤回（14:03），无需处理。"]],
  "approval-complete": [[{ code: "approval-complete" }, "已审批完成，如需撤销请走撤销流程。"]],
  "decided-by-rule": [
    [
      { code: "decided-by-rule", words: "超时视为同意（依据某办法）", at, verb: "approve" },
      "超时视为同意（依据某办法）（14:03），未经您处理。如有异议，请在工单网页上提出。",
    ],
    [
      { code: "decided-by-rule", words: "超时未审批，自动退回", at, verb: "return" },
      "超时未审批，自动退回（14:03），未经您处理。",
    ],
  ],
  "taken-over": [
    [{ code: "taken-over", to: staff("wuhao") }, "此项超时未办，已提级由 吴昊 审批，无需您处理。"],
  ],
  transferred: [[{ code: "transferred", to: staff("wuhao") }, "此项已转办给 吴昊，无需您处理。"]],
  "cannot-transfer": [
    [{ code: "cannot-transfer", why: "too-often" }, "此项已转办 3 次，不能再转办；请直接办理。"],
    [
      { code: "cannot-transfer", why: "nobody" },
      "请从列表中选择转办给谁；只能转办给本系统人员名单中的人。",
    ],
    [{ code: "cannot-transfer", why: "to-submitter" }, "不能转办给方案提交人；请另选一人。"],
    [{ code: "cannot-transfer", why: "seated" }, "对方已是本环节的审批人；请另选一人。"],
    [
      { code: "cannot-transfer", why: "had-it" },
      "此项是由对方转办出来的，不能再转回；请另选一人。",
    ],
  ],
  "taken-back": [
    [{ code: "taken-back", byName: "张三", at }, "此项意见已由 张三 于 14:03 拿回，请看新卡。"],
  ],
  ...SIGNER_REFUSALS,
  ...TAKE_BACK_REFUSALS,
  "cannot-promise": [
    [
      { code: "cannot-promise", why: "too-often" },
      "此项已答复过 2 次预计时间，不能再改；请尽快办理。",
    ],
    [
      { code: "cannot-promise", why: "no-time-left" },
      "此项即将或已经到期，不能再预计时间；请尽快办理。",
    ],
    [{ code: "cannot-promise", why: "not-offered" }, "请选择预计办理的时间；不能晚于到期时间。"],
  ],
  "your-own-task": [[{ code: "your-own-task" }, "此项正在等您本人办理，请直接办理。"]],
  "urged-recently": [
    [
      { code: "urged-recently", byName: "张三", at },
      "张三 已于 14:03 催办，4 个工作小时内不能再催。",
    ],
  ],
  ...ADMINISTRATOR_REFUSALS,
  "not-submitter": [[{ code: "not-submitter" }, "只有提交人和双经理可以办理此项。"]],
  "act-reason-needed": [
    [
      { code: "act-reason-needed", minLetters: 5 },
      "请写明理由（不少于 5 个字，空格、标点、数字和重复的字不算）。",
    ],
  ],
  "outcome-certain": [
    [
      { code: "outcome-certain", passes: true },
      "结果已定（本环节通过），正在听取其余意见，不能再退回；请点“同意”，或在网页上写明意见。",
    ],
    [
      { code: "outcome-certain", passes: false },
      "结果已定（审批不通过），正在听取其余意见，不能再退回；请点“同意”，或在网页上写明意见。",
    ],
  ],
  closed: [
    [{ code: "closed", reason: "quorum-met" }, "本环节已达到通过条件，未经您处理。"],
    [{ code: "closed", reason: "quorum-impossible" }, "审批已被否决，未经您处理。"],
    [{ code: "closed", reason: "veto" }, "审批已被否决，未经您处理。"],
    [{ code: "closed", reason: "transferred" }, "此项已转办他人，您无需处理。"],
    [
      { code: "closed", reason: "taken-back" },
      "前序意见已被拿回，暂无需您处理；轮到您时会另发新卡。",
    ],
    [{ code: "closed", reason: "withdrawn" }, "审批已撤回，您无需处理。"],
    [{ code: "closed", reason: "rejected" }, "审批已被否决；新版本须重新发起审批。"],
    [{ code: "closed", reason: "any-one-decided" }, "此项已由同环节的其他审批人办理，您无需处理。"],
    [{ code: "closed", reason: "returned" }, "方案已被退回修改，您无需处理；修改后会给您发新卡。"],
    [
      { code: "closed", reason: "delegation-circle" },
      "代理人之间相互代理，没有人能代办，此项已交还本人审批。",
    ],
    [
      { code: "closed", reason: "delegation-untaken" },
      "休假代理目前没有人能代办，此项已交还本人审批。",
    ],
    [{ code: "closed", reason: "superseded" }, "此项已被新一轮审批取代；轮到您时会另发新卡。"],
    [{ code: "closed", reason: "approved" }, "审批已完成，无需再处理。"],
  ],
  "stale-card": [
    [{ code: "stale-card", ageHours: 80.6 }, "此卡已发出 80 小时，按钮已失效；请看新发的卡片。"],
  ],
  "reason-needed": [
    [
      { code: "reason-needed" },
      "退回须说明理由：请先在“意见”中选择退回理由（如“电源点不合理”“资料不全”），再点“退回”。",
    ],
    [
      { code: "reason-needed", isOpinion: true },
      "不同意须说明理由：请先在“意见”中选择理由（如“电源点不合理”“资料不全”），再点“不同意”。",
    ],
  ],
  "written-reason-needed": [
    [
      { code: "written-reason-needed", minLetters: 5 },
      "退回须说明理由：请选择退回理由，或写明具体原因（不少于 5 个字，空格、标点、数字和重复的字不算）。",
    ],
    [
      { code: "written-reason-needed", minLetters: 5, isOpinion: true },
      "不同意须说明理由：请选择理由，或写明具体原因（不少于 5 个字，空格、标点、数字和重复的字不算）。",
    ],
  ],
  "rejection-reason-needed": [
    [
      { code: "rejection-reason-needed", minLetters: 5 },
      "否决须选择否决理由，并写明具体原因（不少于 5 个字，空格、标点、数字和重复的字不算）。",
    ],
  ],
  "opinion-too-long": [
    [{ code: "opinion-too-long", maxChars: 500 }, "意见过长，请控制在 500 字以内。"],
  ],
  "opinion-contradicts": [
    [
      { code: "opinion-contradicts", opinion: "资料不全" },
      "所选意见“资料不全”是退回理由，与“同意”不符；请改选意见后再点“同意”，或点“退回”。",
    ],
    [
      { code: "opinion-contradicts", opinion: "material-missing" },
      "所选意见“资料不全”是退回理由，与“同意”不符；请改选意见后再点“同意”，或点“退回”。",
    ],
  ],
  "unknown-opinion": [[{ code: "unknown-opinion" }, "所选意见已停用，请重新选择意见后再点按钮。"]],
  "attachment-unread": UNREAD_ROWS,
  "unknown-button": [
    [{ code: "unknown-button" }, "这个按钮无法识别，未作任何处理；请看最新的卡片。"],
  ],
  "not-found": [[{ code: "not-found" }, "未找到这张卡片对应的事项，请联系管理员"]],
  "not-a-member": [
    [{ code: "not-a-member" }, "您不在本系统的人员名单中，无法办理；如有需要，请联系管理员。"],
  ],
};
