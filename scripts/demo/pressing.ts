import type { Decision } from "../../src/domain/approval/instance.ts";
import { nameOf, signerName, verbText } from "../../src/messages/approval-words.ts";
import type { Demo } from "./bureau.ts";
import { passWorkMin } from "./pass-time.ts";
import { fileOf, sign, textsOf, type Signing } from "./people.ts";
import { step } from "./tell.ts";

/** Somebody presses a button after having had the card for so many working minutes. */
export async function pressAfter(demo: Demo, workMin: number, signing: Signing): Promise<void> {
  const { clock } = demo.simulator.world;
  await passWorkMin(demo, workMin);
  const before = await decisionsOf(demo, signing.caseNo);
  await sign(demo, signing);
  let decisions = await decisionsOf(demo, signing.caseNo);
  if (decisions.length === before.length) {
    // Over a weekend a card outlives the 72 hours in which WeCom lets it be changed.
    step(clock, "new card", `${nameIn(demo, signing.userid)} 的卡片已过 72 小时，系统另发新卡`);
    await sign(demo, signing);
    decisions = await decisionsOf(demo, signing.caseNo);
  }
  const decision = decisions.at(-1);
  if (decision === undefined) return;
  const { department, position, opinion, verb } = decision;
  const who = `${signerName(decision)}（${department} ${position}）`;
  step(clock, verb, `${who}按下“${verbText(verb)}”，意见：${opinion.text}`);
}

async function decisionsOf(demo: Demo, caseNo: string): Promise<readonly Decision[]> {
  const { approvals } = await fileOf(demo, caseNo);
  return approvals.flatMap(({ decisions }) => decisions);
}

/** The newest text on somebody's phone; with a case, the newest that speaks of it. */
export function tellNewest(demo: Demo, userid: string, caseNo = ""): void {
  const text = textsOf(demo, userid).findLast((one) => one.includes(caseNo));
  step(
    demo.simulator.world.clock,
    "message",
    `${nameIn(demo, userid)} 收到：\n${text ?? "（无）"}`,
  );
}

export function nameIn({ bureau }: Demo, userid: string): string {
  return nameOf(bureau.organisation, userid);
}
