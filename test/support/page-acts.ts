// What people do beside deciding, as the page of a case sends it.
import { actOnPage } from "../../src/actions/act-on-page.ts";
import type { PageAct, PageAnswered } from "../../src/actions/inputs.ts";
import type { ActKind } from "../../src/domain/approval/act.ts";
import type { CaseNo } from "../../src/domain/ids.ts";
import { offeredActs, seenOf } from "../../src/domain/verbs/do-act.ts";
import { refusalText } from "../../src/messages/replies.ts";
import { pinnedFlows } from "../../src/actions/pinned-flows.ts";
import { read } from "../../src/store/db.ts";
import { actFormOn, browserOf, type FormValues, type Page } from "./bad-input/browser.ts";
import { staff } from "./build.ts";
import { fileOf } from "./page-decisions.ts";
import { settle, type World } from "./world.ts";

let formsMade = 0;

/** Whose page of which case, and what is done on it. */
export interface OnPage {
  userid: string;
  caseNo: string;
  kind: ActKind;
}

/** Every form beside deciding that somebody's page offers, nothing filled in. */
export async function actForms(
  world: World,
  { userid, caseNo }: Pick<OnPage, "userid" | "caseNo">,
): Promise<PageAct[]> {
  const { deps } = world.app;
  const file = await fileOf(world, caseNo);
  const flowOf = await pinnedFlows(deps, { read: (...asked) => read(deps.db, ...asked) }, file);
  const around = { bureau: deps.bureau, at: world.clock.now(), flowOf };
  return offeredActs(file, staff(userid), around).map(({ kind, subject }) => {
    formsMade += 1;
    return {
      onceKey: `act-${formsMade}`,
      from: staff(userid),
      at: world.clock.now(),
      caseNo: caseNo as CaseNo,
      kind,
      about: subject.task?.id ?? subject.approval.id,
      ...seenOf(subject),
      code: undefined,
      text: "",
    };
  });
}

/** The form of that kind that somebody's page offers. */
export async function actForm(world: World, { kind, ...whose }: OnPage): Promise<PageAct> {
  const form = (await actForms(world, whose)).find((one) => one.kind === kind);
  if (form === undefined) throw new Error(`${whose.userid} cannot ${kind} in ${whose.caseNo}`);
  return form;
}

/** A form as it is, sent to one instance of the service; nothing that follows has been sent yet. */
export function sendAct(world: World, act: PageAct, instance = 0): Promise<PageAnswered> {
  const app = world.apps[instance];
  if (app === undefined) throw new Error(`no instance ${instance}`);
  return actOnPage(app.deps, act);
}

/** What somebody reads who is refused. */
export function refusalWords(world: World, { refusal }: PageAnswered): string {
  const context = { now: world.clock.now(), bureau: world.app.deps.bureau };
  return refusal === undefined ? "" : refusalText(refusal, context);
}

/** Somebody opens the page in their browser, fills in the form and sends it; everything that follows is sent. */
export async function actInBrowser(
  world: World,
  { userid, caseNo, kind }: OnPage,
  values: FormValues = {},
): Promise<Page> {
  const who = await browserOf(world, userid);
  const { action, token } = actFormOn(await who.get(`/cases/${caseNo}`), kind);
  const answer = await who.post(action, { token, verb: kind, ...values });
  await settle(world);
  return answer;
}
