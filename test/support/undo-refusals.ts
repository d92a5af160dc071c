// Why a decision cannot be undone, and why nobody is urged while it may be, with the exact words that people read.
import type { Refusal } from "../../src/domain/outcome.ts";
import { november } from "./build.ts";

type Row<Code extends Refusal["code"]> = [Extract<Refusal, { code: Code }>, string][];

export const UNDO_REFUSALS: {
  [Code in "cannot-undo" | "not-told-yet"]: Row<Code>;
} = {
  "cannot-undo": [
    [
      { code: "cannot-undo", why: "not-offered" },
      "此项决定不能直接撤回；如需更改，请用“拿回意见”。",
    ],
    [
      { code: "cannot-undo", why: "over", until: november(23, "14:04:20") },
      "可撤回的时间（14:04:20 前）已过，后续审批人已收到通知；如需更改，请用“拿回意见”。",
    ],
    [
      { code: "cannot-undo", why: "left" },
      "后续审批人已收到通知，不能直接撤回；如需更改，请用“拿回意见”。",
    ],
  ],
  "not-told-yet": [
    [
      { code: "not-told-yet", until: november(23, "14:04:20") },
      "上一环节的决定在 14:04:20 前还可以撤回，此前不通知后续审批人；请稍后再催办。",
    ],
  ],
};
