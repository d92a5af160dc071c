// What administrators are refused, with the exact words that they read.
import type { Refusal } from "../../src/domain/outcome.ts";

type Code = "cannot-migrate" | "not-admin" | "cannot-override";
type Rows = { [One in Code]: [Extract<Refusal, { code: One }>, string][] };

export const ADMINISTRATOR_REFUSALS: Rows = {
  "cannot-migrate": [
    [
      { code: "cannot-migrate", why: "voted", node: "会签" },
      "“会签”正在会签，已有人签署意见或加签",
    ],
    [
      { code: "cannot-migrate", why: "no-counterpart", node: "计量" },
      "新版本没有与“计量”对应的环节",
    ],
    [{ code: "cannot-migrate", why: "other-version", node: "" }, "审批已不在迁移的起始版本上"],
    [{ code: "cannot-migrate", why: "ended", node: "" }, "审批已结束"],
    [{ code: "cannot-migrate", why: "revocation", node: "" }, "撤销审批按原流程版本办完，不迁移"],
    [{ code: "cannot-migrate", why: "changed-since", node: "" }, "试算之后状态已变化，请重新试算"],
  ],
  "not-admin": [[{ code: "not-admin" }, "只有管理员可以办理此项。"]],
  "cannot-override": [
    [
      { code: "cannot-override", why: "revocation" },
      "撤销审批不能越权处理；请由审批人转办或办理休假代理，或由申请人撤回撤销申请。",
    ],
    [
      { code: "cannot-override", why: "submitter" },
      "方案由您提交，您不能参与越权处理；请由其他管理员办理。",
    ],
    [
      { code: "cannot-override", why: "seated" },
      "您在本环节已有席位或已签署意见，不能参与越权处理；请由其他管理员办理。",
    ],
    [
      { code: "cannot-override", why: "void" },
      "请求人已离岗、不再是管理员，或在本环节已有席位，该越权处理请求已失效；如仍需要，请重新请求。",
    ],
    [
      { code: "cannot-override", why: "asked" },
      "已有管理员请求越权处理此项，正等另一名管理员确认。",
    ],
    [
      { code: "cannot-override", why: "not-asked" },
      "没有待确认的越权处理请求；可能已被撤销或不同意。",
    ],
    [
      { code: "cannot-override", why: "same-person" },
      "越权处理须由另一名管理员确认，请求人不能自己确认。",
    ],
    [
      { code: "cannot-override", why: "no-second" },
      "没有可以确认的另一名管理员，不能越权处理；请先在人员名单中增加一名管理员（admin）。",
    ],
    [
      { code: "cannot-override", why: "no-request" },
      "请先在“确认的内容”中选择所要确认的请求，再提交。",
    ],
    [{ code: "cannot-override", why: "no-choice" }, "请选择代为同意还是退回，以及原因类别。"],
  ],
};
