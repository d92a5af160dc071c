// What people of the bureau and its systems do, each through the way they really have.
import { pendingTasks } from "../../src/domain/approval/tasks.ts";
import { cardsOfTask, type CaseFile } from "../../src/domain/case-file.ts";
import type { CaseNo } from "../../src/domain/ids.ts";
import { textOf } from "../../src/simulator/json.ts";
import { enterApp, say } from "../../src/simulator/phone/chat.ts";
import type { ActResult } from "../../src/simulator/phone/act.ts";
import { press } from "../../src/simulator/phone/press.ts";
import { buttonsOf, findCard } from "../../src/simulator/world/cards.ts";
import { findMember } from "../../src/simulator/world/members.ts";
import type { Card, Entry } from "../../src/simulator/world/world.ts";
import { caseIdOf, findCase } from "../../src/store/case-file.ts";
import { casesMatching } from "../../src/store/look-ups.ts";
import { DemoFailed, type Demo } from "./bureau.ts";
import { API_KEY } from "./identity.ts";

/** A business system posts to the API; the answer must be 201. */
export async function post(
  demo: Demo,
  path: string,
  body: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${demo.serviceUrl}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${API_KEY}`,
      "content-type": "application/json",
      "idempotency-key": `demo-${crypto.randomUUID()}`,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 201) throw new DemoFailed(`POST ${path}: ${response.status} ${text}`);
  await demo.quiet();
  return JSON.parse(text);
}

export interface Signing {
  caseNo: string;
  userid: string;
  verb: "approve" | "return";
  /** Code of a choice in config/opinions.yaml. */
  opinion?: string;
}

/** Somebody presses a button of the card that asks them about a case. */
export async function sign(demo: Demo, { caseNo, userid, verb, opinion }: Signing): Promise<void> {
  const card = await askingCard(demo, caseNo, userid);
  const text = verb === "approve" ? "同意" : "退回";
  const button = buttonsOf(card.shown).find((one) => one.text === text);
  if (button === undefined) throw new DemoFailed(`no button ${text} on the card of ${userid}`);
  const selections = opinion === undefined ? {} : { opinion: [opinion] };
  const pressed = { userid, card: card.cardId, key: button.key, selections };
  mustBeTaken(await press(demo.simulator.stage, pressed));
  await demo.quiet();
}

/** The live card by which somebody is asked about a case. */
export async function askingCard(demo: Demo, caseNo: string, userid: string): Promise<Card> {
  const file = await fileOf(demo, caseNo);
  const tasks = file.approvals.flatMap(pendingTasks).filter((task) => task.holder === userid);
  const cardId = tasks.flatMap((task) => cardsOfTask(file, task.id)).at(-1)?.id;
  const card = cardId === undefined ? undefined : cardOnPhone(demo, userid, cardId);
  if (card === undefined) throw new DemoFailed(`${userid} has no card that asks about ${caseNo}`);
  return card;
}

/** Somebody writes to the app; returns the answer. */
export async function ask(demo: Demo, userid: string, content: string): Promise<string> {
  const before = textsOf(demo, userid).length;
  mustBeTaken(await say(demo.simulator.stage, { userid, content }));
  await demo.quiet();
  return textsOf(demo, userid).slice(before).join("\n");
}

/** Opens the app's chat on phones, so that whoever looks sees the cards. */
export async function openChats(demo: Demo, userids: readonly string[]): Promise<void> {
  for (const userid of userids) mustBeTaken(await enterApp(demo.simulator.stage, { userid }));
  await demo.quiet();
}

/** The copy of a card on somebody's phone, whatever it shows now. */
export function cardOnPhone({ simulator }: Demo, userid: string, cardId: string): Card | undefined {
  const member = findMember(simulator.world, userid);
  return member === undefined ? undefined : findCard(simulator.world, member, cardId);
}

/** Texts that the app has written to somebody, oldest first; links without their address. */
export function textsOf({ simulator }: Demo, userid: string): string[] {
  return [...simulator.world.chats.values()]
    .filter((chat) => chat.kind === "app" && chat.members.includes(userid))
    .flatMap((chat) => chat.entries)
    .filter((entry) => entry.from === "app" && entry.msgtype === "text")
    .map(textOfEntry);
}

/** What stands in each group, by the group's name. */
export function groupTexts({ simulator }: Demo): { name: string; texts: string[] }[] {
  return [...simulator.world.chats.values()]
    .filter((chat) => chat.kind !== "app")
    .map(({ name, entries }) => ({ name, texts: entries.map(textOfEntry) }));
}

function textOfEntry(entry: Entry): string {
  return textOf(entry.content, "content").replaceAll(/<a [^>]*>([^<]*)<\/a>/g, "$1");
}

/** The case as the database has it. */
export async function fileOf({ app }: Demo, caseNo: string): Promise<CaseFile> {
  const id = await caseIdOf(app.deps.db, caseNo as CaseNo);
  const file = id === undefined ? undefined : await findCase(app.deps.db, id);
  if (file === undefined) throw new DemoFailed(`no case ${caseNo}`);
  return file;
}

/** Every case, the oldest first. */
export async function casesIn({ app }: Demo): Promise<CaseFile[]> {
  const everything = { text: "", among: undefined, limit: MAX_CASES };
  const ids = await casesMatching(app.deps.db, everything);
  const files = await Promise.all(ids.map((id) => findCase(app.deps.db, id)));
  return files.flatMap((file) => file ?? []).toReversed();
}

const MAX_CASES = 1_000;

function mustBeTaken(result: ActResult): void {
  if (!result.ok) throw new DemoFailed(`the phone refused: ${result.refusal} ${result.detail}`);
  const answer = result.push?.tries.at(-1);
  if (result.push === undefined || answer?.status === 200) return;
  throw new DemoFailed(`a callback was not taken: ${JSON.stringify(answer)}`);
}
