// Decisions as the page of a case sends them.
import { decideOnPage } from "../../src/actions/decide-on-page.ts";
import type { PageAnswered, PageDecision } from "../../src/actions/inputs.ts";
import type { Approval, Task } from "../../src/domain/approval/instance.ts";
import { askingTasks } from "../../src/domain/approval/tasks.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import type { CaseNo } from "../../src/domain/ids.ts";
import { caseIdOf, findCase } from "../../src/store/case-file.ts";
import { settle, type World } from "./world.ts";

let formsMade = 0;

/** The case as the database has it. */
export async function fileOf({ app }: World, caseNo: string): Promise<CaseFile> {
  const { db } = app.deps;
  const id = await caseIdOf(db, caseNo as CaseNo);
  const file = id === undefined ? undefined : await findCase(db, id);
  if (file === undefined) throw new Error(`no case ${caseNo}`);
  return file;
}

/** A task that waits, and its approval. */
export interface Waiting {
  approval: Approval;
  task: Task;
}

/** Everything that waits for somebody in a case; for whoever sits twice in a node once. */
export async function waitingIn(world: World, caseNo: string): Promise<Waiting[]> {
  const { approvals } = await fileOf(world, caseNo);
  return approvals.flatMap((approval) => askingTasks(approval).map((task) => ({ approval, task })));
}

/** The form that somebody's page shows for the task that waits for them: 同意, nothing filled in. */
export async function formOf(world: World, userid: string, caseNo: string): Promise<PageDecision> {
  const own = (await waitingIn(world, caseNo)).find(({ task }) => task.holder === userid);
  if (own === undefined) throw new Error(`nothing of ${caseNo} waits for ${userid}`);
  return formFor(own, { caseNo, at: world.clock.now() });
}

export function formFor(
  { approval, task }: Waiting,
  { caseNo, at }: { caseNo: string; at: Date },
): PageDecision {
  formsMade += 1;
  return {
    onceKey: `form-${formsMade}`,
    from: task.holder,
    at,
    caseNo: caseNo as CaseNo,
    taskId: task.id,
    verb: "approve",
    round: task.round,
    documentVersion: approval.documentVersion,
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
