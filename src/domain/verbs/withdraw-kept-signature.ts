import { withdrawKept, whyNotWithdrawKept } from "../approval/withdraw-kept.ts";
import { actReason } from "./act-words.ts";
import { uncounting } from "./uncounting.ts";

/** 撤回沿用: whose signature was kept wants to be asked after all, and says why, as long as nobody has gone on from it. */
export const WITHDRAW_KEPT = uncounting({
  whyNot: ({ approval, task }, { by, facts }) => whyNotWithdrawKept(approval, { task, by }, facts),
  wordsOf: actReason,
  uncount: withdrawKept,
});
