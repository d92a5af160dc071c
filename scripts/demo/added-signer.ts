import { browserOf } from "./browser.ts";
import type { Demo } from "./bureau.ts";
import { cardTextOf } from "./card-text.ts";
import { ADVISER, ASKING } from "./cast.ts";
import type { FoodWorks } from "./food-works.ts";
import { passWorkMin } from "./pass-time.ts";
import { nameIn, pressAfter } from "./pressing.ts";
import { heading, step } from "./tell.ts";

const WHY = "请先核对 922 开关的余量";

/** Wu Hao hears his deputy first (前加签, on the case page), then decides. */
export async function signerAdded(demo: Demo, { caseNo }: FoodWorks): Promise<void> {
  const { clock } = demo.simulator.world;
  heading(clock, "An opinion is wanted first 前加签");
  await passWorkMin(demo, 15);
  const values = { placing: "before", order: "all", [`person.${ADVISER}`]: ADVISER, text: WHY };
  const form = /\/acts\/add-signers\//;
  await browserOf(demo, ASKING).fillIn(`/cases/${caseNo}`, form, {
    verb: "add-signers",
    ...values,
  });
  step(clock, "add", `${nameIn(demo, ASKING)} 在工单网页上前加签 ${nameIn(demo, ADVISER)}：${WHY}`);
  await pressAfter(demo, 20, { caseNo, userid: ADVISER, verb: "approve", opinion: "agree" });
  step(
    clock,
    "card",
    `${nameIn(demo, ASKING)} 的新卡：\n${await cardTextOf(demo, caseNo, ASKING)}`,
  );
  await pressAfter(demo, 55, { caseNo, userid: ASKING, verb: "approve" });
}
