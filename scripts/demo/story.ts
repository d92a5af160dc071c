// The story that the demo plays by itself: one plan, a return, a signature that stands, an opinion, a leave, an alert, the end.
import { signerAdded } from "./added-signer.ts";
import type { Demo } from "./bureau.ts";
import { cardTextOf } from "./card-text.ts";
import { DELEGATE, SLOW, SUBMITTER, UNTOUCHED } from "./cast.ts";
import { openFoodWorks, submitFoodWorks, type FoodWorks } from "./food-works.ts";
import { goneOnLeave } from "./leave.ts";
import { passUntilRung, passWorkMin } from "./pass-time.ts";
import { ask, groupTexts } from "./people.ts";
import { nameIn, pressAfter, tellNewest } from "./pressing.ts";
import { heading, step } from "./tell.ts";

type Chapter = (demo: Demo, works: FoodWorks) => Promise<void>;

/** Opens the case and submits the first version. */
export async function submitFirst(demo: Demo): Promise<FoodWorks> {
  const { clock } = demo.simulator.world;
  heading(clock, "A supply plan is submitted 提交供电方案");
  const works = await openFoodWorks(demo);
  step(clock, "case", `营销系统建立工单 ${works.caseNo} ${works.customerName}`);
  await submitFoodWorks(demo, works, "v1");
  step(clock, "submit", "张伟 提交供电方案 v1：10 kV 315 kVA，非典型方案");
  tellNewest(demo, SUBMITTER);
  return works;
}

const returned: Chapter = async (demo, { caseNo }) => {
  const { clock } = demo.simulator.world;
  heading(clock, "Departments sign, one returns it 会签与退回");
  await pressAfter(demo, 25, { caseNo, userid: "liting", verb: "approve" });
  await pressAfter(demo, 40, {
    caseNo,
    userid: "chenming",
    verb: "approve",
    opinion: "agree-remarks",
  });
  await pressAfter(demo, 15, { caseNo, userid: "wuhao", verb: "return", opinion: "source-unfit" });
  tellNewest(demo, SUBMITTER);
};

const resubmitted: Chapter = async (demo, works) => {
  const { clock } = demo.simulator.world;
  heading(clock, "A new version, a new round 修改后重新提交");
  await passWorkMin(demo, 50);
  await submitFoodWorks(demo, works, "v2");
  step(clock, "submit", "张伟 提交供电方案 v2：改接Ⅱ段母线，产权分界等不变");
  step(clock, "card", `李婷 的新卡：\n${await cardTextOf(demo, works.caseNo, "liting")}`);
  await pressAfter(demo, 10, { caseNo: works.caseNo, userid: "liting", verb: "approve" });
};

const kept: Chapter = async (demo, { caseNo }) => {
  heading(demo.simulator.world.clock, "What Chen Ming answers for has not changed 沿用");
  tellNewest(demo, UNTOUCHED, caseNo);
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
  await pressAfter(demo, 20, { caseNo, userid: SLOW, verb: "approve" });
};

const approved: Chapter = async (demo, { caseNo }) => {
  heading(demo.simulator.world.clock, "The last signatures 最后的签署");
  await pressAfter(demo, 30, { caseNo, userid: DELEGATE, verb: "approve" });
  await pressAfter(demo, 65, { caseNo, userid: "yangbo", verb: "approve" });
  tellNewest(demo, SUBMITTER);
};

/** What follows the first submission: the new version is out, the late signature is there, the end. */
export const STORY: readonly (readonly Chapter[])[] = [
  [returned, resubmitted],
  [kept, signerAdded, goneOnLeave, reminded, asked, answered],
  [approved],
];
