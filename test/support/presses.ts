// Presses that go wrong, come twice, come late or from the wrong person, and the cases they are about.
import { cardEvent } from "../../src/simulator/callback/events.ts";
import { forge, type Forgery } from "../../src/simulator/callback/forge.ts";
import type { HttpOutcome } from "../../src/simulator/callback/post.ts";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { addFault } from "../../src/simulator/control/set-faults.ts";
import { issueCode } from "../../src/simulator/world/codes.ts";
import type { App as ChatApp, Card } from "../../src/simulator/world/world.ts";
import { read, sqlFor, type Db } from "../../src/store/db.ts";
import {
  cardsOf,
  example,
  openCase,
  pressOnly,
  submitPlan,
  textsOf,
  type Button,
  type Pressing,
} from "./people.ts";
import { AGENT_ID, callInstance, settle, type World } from "./world.ts";

/** Long enough for the limits of a minute to be free again. */
const BETWEEN_CASES_MS = 121_000;

let casesMade = 0;

/** A case nobody has touched yet, its first plan submitted. Returns its number. */
export async function freshCase(world: World, { kva }: { kva?: number } = {}): Promise<string> {
  casesMade += 1;
  const caseNo = `BZ-2026-${String(100_000 + casesMade)}`;
  world.clock.advanceMs(BETWEEN_CASES_MS);
  await openCase(world, { caseNo });
  const plan = kva === undefined ? example("hv-plan") : planOf(kva);
  const answer = await submitPlan(world, { caseNo, plan });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer));
  return caseNo;
}

/** The plan of the food works for another capacity. */
function planOf(kva: number) {
  return {
    ...example("hv-plan"),
    approvedCapacity: { value: kva, unit: "kVA" },
    transformers: [{ kind: "S20-M 油浸式", count: 1, kvaEach: kva }],
    transformerTotalKva: kva,
  };
}

/** Submits the next version of the plan. */
export async function submitSecondVersion(world: World, caseNo: string): Promise<void> {
  const answer = await submitPlan(world, { caseNo, plan: example("hv-plan-v2") });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer));
}

/** The cards of one case on somebody's phone, oldest first. */
export function cardsAbout(world: World, userid: string, caseNo: string): Card[] {
  return cardsOf(world, userid).filter((card) => JSON.stringify(card.shown).includes(caseNo));
}

/** The newest card of one case on somebody's phone. */
export function cardAbout(world: World, userid: string, caseNo: string): Card {
  const card = cardsAbout(world, userid, caseNo).at(-1);
  if (card === undefined) throw new Error(`${userid} has no card of ${caseNo}`);
  return card;
}

/** Who decided what in a case, in the order of the commits, e.g. `liting approve`. */
export function decisionsOf(world: World, caseNo: string): Promise<string[]> {
  return decisionsIn(world.app.deps.db, caseNo);
}

/** The same of a database that no instance here has opened. */
export async function decisionsIn(db: Db, caseNo: string): Promise<string[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("decisions")
      .innerJoin("cases", "cases.id", "decisions.case_id")
      .select(["decided_by", "verb"])
      .where("case_no", "=", caseNo)
      .orderBy("chain_no"),
  );
  return rows.map((row) => `${row.decided_by} ${row.verb}`);
}

/** What somebody's phone received while something was done: texts only. */
export async function textsDuring(
  world: World,
  userid: string,
  act: () => Promise<unknown>,
): Promise<string[]> {
  const before = textsOf(world, userid).length;
  await act();
  await settle(world);
  return textsOf(world, userid).slice(before);
}

/** The press alone, sent to one instance of the service. */
export function pressAt(
  world: World,
  userid: string,
  { instance, ...pressing }: Pressing & { button: Button; instance: number },
): Promise<Push> {
  callInstance(world, instance);
  return pressOnly(world, userid, pressing);
}

/** The same event in a fresh envelope, as WeCom never promised not to do. */
export async function redeliver(world: World, push: Push): Promise<Push> {
  const again = await world.simulator.stage.pusher.redeliver(push);
  await settle(world);
  return again;
}

export interface Forged {
  userid: string;
  card: Pick<Card, "taskId" | "msgid">;
  key: string;
  opinion?: string;
}

/** A press that no phone would make, signed as if WeCom had sent it. Everything that follows is sent. */
export async function forgePress(world: World, forged: Forged): Promise<HttpOutcome> {
  const chat = world.simulator.world;
  const message = chat.messages.get(forged.card.msgid);
  const responseCode = message === undefined ? "RC-unknown" : issueCode(chat, message);
  const { plaintext } = cardEvent(chat, chatApp(world), {
    card: forged.card as Card,
    event: "template_card_event",
    cardType: "button_interaction",
    key: forged.key,
    responseCode,
    selections: { opinion: [forged.opinion ?? "agree"] },
    userid: forged.userid,
  });
  return post(world, { plaintext });
}

/** The same press with another code for the card, as an impatient platform might repeat it. */
export async function repeatWithNewCode(
  world: World,
  push: Push,
  card: Card,
): Promise<HttpOutcome> {
  const chat = world.simulator.world;
  const message = chat.messages.get(card.msgid);
  if (message === undefined) throw new Error("the card's message is not known");
  const code = issueCode(chat, message, card.userid);
  return post(world, { plaintext: push.plaintext.replaceAll(push.responseCode ?? "", code) });
}

/** Posts an event once, without the platform's retries. */
export async function post(world: World, forgery: Forgery): Promise<HttpOutcome> {
  const { signal } = world.simulator.stage.pusher;
  const outcome = await forge(world.simulator.world, chatApp(world), { forgery, signal });
  await settle(world);
  return outcome;
}

/** The chat server or the way to the service misbehaves. */
export function fault(world: World, what: Parameters<typeof addFault>[1]): void {
  const wrong = addFault(world.simulator.world, what);
  if (wrong !== undefined) throw new Error(wrong);
}

/** The key of a button as the card shows it; where only an opinion is asked for, 退回 is called 不同意. */
export function keyOn(card: Card, button: Button): string {
  const buttons = (card.shown["button_list"] ?? []) as { text: string; key: string }[];
  const found =
    buttons.find(({ text }) => text === button) ??
    buttons.find(({ text }) => button === "退回" && text === "不同意");
  if (found === undefined) throw new Error(`no button ${button}`);
  return found.key;
}

function chatApp(world: World): ChatApp {
  const app = world.simulator.world.apps.get(AGENT_ID);
  if (app === undefined) throw new Error("the app is gone");
  return app;
}
