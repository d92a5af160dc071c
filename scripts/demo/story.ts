// The story that the demo plays by itself: one plan, a return, a second version, an alert, the last signature.
import type { Demo } from "./bureau.ts";
import { openFoodWorks, submitFoodWorks, type FoodWorks } from "./food-works.ts";
import { passUntilRung, passWorkMin } from "./pass-time.ts";
import { ask, fileOf, groupTexts, sign, textsOf, type Signing } from "./people.ts";
import type { Decision } from "../../src/domain/approval/instance.ts";
import { nameOf, verbText } from "../../src/messages/approval-words.ts";
import { heading, step } from "./tell.ts";
import { cardTextOf } from "./card-text.ts";

/** Who is slow in this story, and on whose phone the reminders arrive. */
export const SLOW = "liuyang";
export const SUBMITTER = "zhangwei";

type Chapter = (demo: Demo, works: FoodWorks) => Promise<void>;

/** Opens the case and submits the first version. */
export async function submitFirst(demo: Demo): Promise<FoodWorks> {
  const { clock } = demo.simulator.world;
  heading(clock, "A supply plan is submitted 提交供电方案");
  const works = await openFoodWorks(demo);
  step(clock, "case", `营销系统建立工单 ${works.caseNo} ${works.customerName}`);
  await submitFoodWorks(demo, works, "hv-plan");
  step(clock, "submit", "张伟 提交供电方案 v1：10 kV 315 kVA，非典型方案");
  tellNewest(demo, SUBMITTER);
  return works;
}

const returned: Chapter = async (demo, { caseNo }) => {
  const { clock } = demo.simulator.world;
  heading(clock, "Departments sign, one returns it 会签与退回");
  await press(demo, 25, { caseNo, userid: "liting", verb: "approve" });
  await press(demo, 40, { caseNo, userid: "chenming", verb: "approve", opinion: "agree-remarks" });
  await press(demo, 15, { caseNo, userid: "wuhao", verb: "return", opinion: "source-unfit" });
  tellNewest(demo, SUBMITTER);
};

const resubmitted: Chapter = async (demo, works) => {
  const { clock } = demo.simulator.world;
  heading(clock, "A new version, a new round 修改后重新提交");
  await passWorkMin(demo, 50);
  await submitFoodWorks(demo, works, "hv-plan-v2");
  step(clock, "submit", "张伟 提交供电方案 v2");
  step(clock, "card", `李婷 的新卡：\n${await cardTextOf(demo, works.caseNo, "liting")}`);
  await press(demo, 10, { caseNo: works.caseNo, userid: "liting", verb: "approve" });
};

const countersigned: Chapter = async (demo, { caseNo }) => {
  heading(demo.simulator.world.clock, "The departments sign again 再次会签");
  await press(demo, 35, { caseNo, userid: "chenming", verb: "approve" });
  await press(demo, 90, { caseNo, userid: "wuhao", verb: "approve" });
};

const reminded: Chapter = async (demo, { caseNo }) => {
  const { clock } = demo.simulator.world;
  heading(clock, "Liu Yang of the dispatch centre does not answer 刘洋 未办理");
  for (const rung of ["half", "nearly-due", "due"]) {
    await passUntilRung(demo, caseNo, rung);
    heading(clock, "The clock is moved on 时间推进");
    tellNewest(demo, SLOW, caseNo);
  }
  for (const { name, texts } of groupTexts(demo)) {
    const alert = texts.findLast((text) => text.includes(caseNo)) ?? "（无）";
    step(clock, "group", `${name}：\n${alert}`);
  }
};

const asked: Chapter = async (demo) => {
  const { clock } = demo.simulator.world;
  heading(clock, "Two questions 查询");
  for (const [userid, content] of [
    [SUBMITTER, "牧名食品到哪一步了"],
    [SLOW, "待办"],
  ] as const) {
    step(clock, "asks", `${nameIn(demo, userid)}：${content}`);
    step(clock, "answer", await ask(demo, userid, content));
  }
};

const answered: Chapter = async (demo, { caseNo }) => {
  heading(demo.simulator.world.clock, "Liu Yang signs at last 刘洋 补签");
  await press(demo, 20, { caseNo, userid: SLOW, verb: "approve" });
};

const approved: Chapter = async (demo, { caseNo }) => {
  heading(demo.simulator.world.clock, "The last signatures 最后的签署");
  await press(demo, 30, { caseNo, userid: "zhaogang", verb: "approve" });
  await press(demo, 65, { caseNo, userid: "yangbo", verb: "approve" });
  tellNewest(demo, SUBMITTER);
};

/** What follows the first submission: the new version is out, the late signature is there, the end. */
export const STORY: readonly (readonly Chapter[])[] = [
  [returned, resubmitted],
  [countersigned, reminded, asked, answered],
  [approved],
];

/** Somebody presses a button after having had the card for so many working minutes. */
async function press(demo: Demo, afterWorkMin: number, signing: Signing): Promise<void> {
  const { clock } = demo.simulator.world;
  await passWorkMin(demo, afterWorkMin);
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
  const { name, department, position, opinion, verb } = decision;
  const words = `${name}（${department} ${position}）按下“${verbText(verb)}”，意见：${opinion.text}`;
  step(clock, verb, words);
}

async function decisionsOf(demo: Demo, caseNo: string): Promise<readonly Decision[]> {
  const { approvals } = await fileOf(demo, caseNo);
  return approvals.flatMap(({ decisions }) => decisions);
}

/** The newest text on somebody's phone; with a case, the newest that speaks of it. */
function tellNewest(demo: Demo, userid: string, caseNo = ""): void {
  const text = textsOf(demo, userid).findLast((one) => one.includes(caseNo));
  step(
    demo.simulator.world.clock,
    "message",
    `${nameIn(demo, userid)} 收到：\n${text ?? "（无）"}`,
  );
}

function nameIn({ bureau }: Demo, userid: string): string {
  return nameOf(bureau.organisation, userid);
}
