// Decisions as the page of a case sends them.
import { decideOnPage } from "../../src/actions/decide-on-page.ts";
import type { PageAnswered, PageDecision } from "../../src/actions/inputs.ts";
import { pendingTasks } from "../../src/domain/approval/instance.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import type { CaseNo } from "../../src/domain/ids.ts";
import { caseIdOf, findCase } from "../../src/store/case-file.ts";
import { settle, type World } from "./world.ts";
import { staff } from "./build.ts";

let formsMade = 0;

/** The case as the database has it. */
export async function fileOf({ app }: World, caseNo: string): Promise<CaseFile> {
  const { db } = app.deps;
  const id = await caseIdOf(db, caseNo as CaseNo);
  const file = id === undefined ? undefined : await findCase(db, id);
  if (file === undefined) throw new Error(`no case ${caseNo}`);
  return file;
}

/** The form that somebody's page shows for the task that waits for them: 同意, nothing filled in. */
export async function formOf(world: World, userid: string, caseNo: string): Promise<PageDecision> {
  const { approvals } = await fileOf(world, caseNo);
  const waiting = approvals.flatMap((approval) =>
    pendingTasks(approval).map((task) => ({ approval, task })),
  );
  const own = waiting.find(({ task }) => task.holder === userid);
  if (own === undefined) throw new Error(`nothing of ${caseNo} waits for ${userid}`);
  formsMade += 1;
  return {
    onceKey: `form-${formsMade}`,
    from: staff(userid),
    at: world.clock.now(),
    caseNo: caseNo as CaseNo,
    taskId: own.task.id,
    verb: "approve",
    round: own.task.round,
    documentVersion: own.approval.documentVersion,
    code: undefined,
    text: "",
    fixes: [],
  };
}

/** Somebody fills in the form of their page and sends it; everything that follows is sent. */
export async function decideOnOwnPage(
  world: World,
  { userid, caseNo }: { userid: string; caseNo: string },
  filledIn: Partial<PageDecision>,
): Promise<PageAnswered> {
  return sendForm(world, { ...(await formOf(world, userid, caseNo)), ...filledIn });
}

/** A form as it is, sent to one instance of the service. */
export async function sendForm(
  world: World,
  form: PageDecision,
  instance = 0,
): Promise<PageAnswered> {
  const app = world.apps[instance];
  if (app === undefined) throw new Error(`no instance ${instance}`);
  const answer = await decideOnPage(app.deps, form);
  await settle(world);
  return answer;
}
