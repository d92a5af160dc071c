// What people of the bureau do and see, in the words of the tests.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { press } from "../../src/simulator/phone/press.ts";
import { say } from "../../src/simulator/phone/chat.ts";
import { isLive } from "../../src/simulator/world/cards.ts";
import type { Card } from "../../src/simulator/world/world.ts";
import { projectRoot } from "./services.ts";
import { API_KEY, settle, type World } from "./world.ts";

/** Parsed JSON, read by tests as what they expect it to be. */
// oxlint-disable-next-line typescript/no-explicit-any
type Json = Record<string, any>;

export const CASE_NO = "BZ-2026-000123";

/** The shipped example of that name. */
export function example(name: string): Json {
  return parse(readFileSync(join(projectRoot, "examples", `${name}.yaml`), "utf8"));
}

export interface ApiAnswer {
  status: number;
  body: Json;
}

/** A business system calls the API. */
export async function callApi(
  world: Pick<World, "url">,
  path: string,
  { body, key, method }: { body?: unknown; key?: string; method?: string } = {},
): Promise<ApiAnswer> {
  const response = await fetch(`${world.url}${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      authorization: `Bearer ${API_KEY}`,
      "content-type": "application/json",
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

/** A business system brings something new to the service at this address, which takes it. */
export async function bring(url: string, path: string, body: unknown): Promise<void> {
  const answer = await callApi({ url }, path, { body, key: randomUUID() });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
}

/** The marketing system opens the case of the food works. */
export async function openCase(world: World, change: Json = {}): Promise<ApiAnswer> {
  return callApi(world, "/api/cases", { body: { ...example("case"), ...change } });
}

export async function submitPlan(
  world: World,
  {
    caseNo = CASE_NO,
    by = "zhangwei",
    plan = example("hv-plan"),
  }: { caseNo?: string; by?: string; plan?: Json } = {},
): Promise<ApiAnswer> {
  const answer = await callApi(world, `/api/cases/${caseNo}/plans`, {
    body: { submittedBy: by, plan },
  });
  await settle(world);
  return answer;
}

/** Opens the case and submits its first plan. */
export async function openAndSubmit(world: World): Promise<void> {
  await openCase(world);
  await submitPlan(world);
}

/** The cards on somebody's phone, oldest first. */
export function cardsOf(world: World, userid: string): Card[] {
  return entriesOf(world, userid).flatMap((entry) => entry.card ?? []);
}

export function newestCard(world: World, userid: string): Card {
  const card = cardsOf(world, userid).at(-1);
  if (card === undefined) throw new Error(`${userid} has no card`);
  return card;
}

/** Everything that a card shows now, as one text. */
export function shownText(card: Card): string {
  return JSON.stringify(card.shown) + (card.greyedAs ?? "");
}

export function isPressable(world: World, card: Card): boolean {
  return isLive(world.simulator.world, card);
}

/** Texts that the app has sent to somebody, oldest first. */
export function textsOf(world: World, userid: string): string[] {
  return entriesOf(world, userid)
    .filter((entry) => entry.from === "app" && entry.msgtype === "text")
    .map((entry) => String(entry.content["content"]));
}

/** What a group has read, by its chat id or the key of its robot. */
export function groupTexts(world: World): string[] {
  return [...world.simulator.world.chats.values()]
    .filter((chat) => chat.kind !== "app")
    .flatMap((chat) => chat.entries.map((entry) => String(entry.content["content"])));
}

export type Button = "同意" | "退回" | "不同意" | "同意撤销";

export interface Pressing {
  opinion?: string;
  card?: Card;
}

/** Somebody presses a button of their newest card; everything that follows is sent. */
export async function pressButton(
  world: World,
  userid: string,
  { button, opinion, card }: Pressing & { button: Button },
): Promise<Push> {
  const push = await pressOnly(world, userid, {
    button,
    ...(opinion === undefined ? {} : { opinion }),
    ...(card === undefined ? {} : { card }),
  });
  await settle(world);
  return push;
}

/** The press alone: the callback has been answered, nothing has been sent yet. */
export async function pressOnly(
  world: World,
  userid: string,
  { button, opinion, card = newestCard(world, userid) }: Pressing & { button: Button },
): Promise<Push> {
  const result = await press(world.simulator.stage, {
    userid,
    card: card.cardId,
    key: keyOf(card, button),
    ...(opinion === undefined ? {} : { selections: { opinion: [opinion] } }),
  });
  if (!result.ok || result.push === undefined) throw new Error(JSON.stringify(result));
  return result.push;
}

export function approve(world: World, userid: string, pressing: Pressing = {}): Promise<Push> {
  return pressButton(world, userid, { button: "同意", ...pressing });
}

export function giveBack(world: World, userid: string, pressing: Pressing = {}): Promise<Push> {
  return pressButton(world, userid, { button: "退回", opinion: "source-unfit", ...pressing });
}

/** Somebody writes to the bot; returns the answer. */
export async function ask(world: World, userid: string, content: string): Promise<string> {
  // The platform swallows a message that equals one of the last half hour, so no two questions share a second.
  world.clock.advanceMs(1_000);
  const before = textsOf(world, userid).length;
  const result = await say(world.simulator.stage, { userid, content });
  if (!result.ok) throw new Error(JSON.stringify(result));
  await settle(world);
  return textsOf(world, userid).slice(before).join("\n---\n");
}

/** Everybody of the shipped flow signs: marketing, then three departments, then two leaders. */
export const SIGNERS = ["liting", "chenming", "wuhao", "liuyang", "zhaogang", "yangbo"] as const;

export async function approveAll(world: World, from = 0): Promise<void> {
  for (const userid of SIGNERS.slice(from)) await approve(world, userid);
}

function keyOf(card: Card, button: Button): string {
  const buttons = (card.shown["button_list"] ?? []) as Json[];
  // Where only an opinion is asked for, 退回 is called 不同意.
  const found =
    buttons.find((one) => one["text"] === button) ??
    buttons.find((one) => button === "退回" && one["text"] === "不同意");
  if (found === undefined) throw new Error(`no button ${button} on ${JSON.stringify(card.shown)}`);
  return String(found["key"]);
}

function entriesOf(world: World, userid: string) {
  return [...world.simulator.world.chats.values()]
    .filter((chat) => chat.kind === "app" && chat.members.includes(userid))
    .flatMap((chat) => chat.entries);
}
