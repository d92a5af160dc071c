import type { Refusal } from "../../src/domain/outcome.ts";
import { november, staff } from "./build.ts";

type Code = "waits-for-signers" | "signer-removed" | "cannot-add" | "cannot-remove";
type Rows = { [One in Code]: [Extract<Refusal, { code: One }>, string][] };

const at = november(23, "14:03");

/** Every refusal about added signers with the exact words that people read. */
export const SIGNER_REFUSALS: Rows = {
  "waits-for-signers": [
    [
      { code: "waits-for-signers", to: [staff("wuhao"), staff("gone")] },
      "您已请 吴昊、gone 先给意见，意见齐后会给您发新卡；如不再等，请在工单网页上减签。",
    ],
  ],
  "signer-removed": [
    [{ code: "signer-removed", byName: "张三", at }, "已由 张三 减签（14:03），此项无需您处理。"],
  ],
  "cannot-add": [
    [{ code: "cannot-add", why: "nobody" }, "请从列表中选择人员；只能选择本系统人员名单中的人。"],
    [{ code: "cannot-add", why: "too-many" }, "每个席位最多加签 5 人（含委派）。"],
    [
      { code: "cannot-add", why: "too-deep" },
      "您是由加签人员再加签的，不能再往下加签；请直接办理。",
    ],
    [
      { code: "cannot-add", why: "called-in" },
      "您是超时提级后共同审批的，不能先请他人提意见；请直接审批，或用“后加签”“并加签”。",
    ],
    [
      { code: "cannot-add", why: "opinion-only" },
      "您是受委派提意见的，不能再加签或委派；请直接给出意见。",
    ],
    [{ code: "cannot-add", why: "one-only" }, "委派只能选择一人。"],
    [{ code: "cannot-add", why: "to-submitter" }, "不能加签方案提交人；请另选。"],
    [{ code: "cannot-add", why: "seated" }, "所选人员中有人已在本环节；请另选。"],
    [
      { code: "cannot-add", why: "how" },
      "请选择加签方式（前加签、后加签、并加签）和办理方式（会签、或签、依次）。",
    ],
    [
      { code: "cannot-add", why: "transfer-beside-only" },
      "加签同时转办，只能用“并加签”；请改选，或不选转办给谁。",
    ],
  ],
  "cannot-remove": [
    [{ code: "cannot-remove", why: "not-adder" }, "只有加签人本人或管理员可以减签。"],
    [{ code: "cannot-remove", why: "nobody" }, "没有可以减签的人员。"],
    [{ code: "cannot-remove", why: "heard" }, "所选人员（或其加签的人员）已给出意见，不能减签。"],
  ],
};
