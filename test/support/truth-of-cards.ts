// What must hold between the tasks in the database and the cards on the phones.
import type { Approval, Decision, Task } from "../../src/domain/approval/instance.ts";
import { nodeOfTask } from "../../src/domain/approval/tasks.ts";
import { cardsOfTask, type CaseFile } from "../../src/domain/case-file.ts";
import { parseCardId } from "../../src/domain/ids.ts";
import { HOUR_MS } from "../../src/lib/clock.ts";
import { isLive } from "../../src/simulator/world/cards.ts";
import type { Card as PhoneCard, World as ChatWorld } from "../../src/simulator/world/world.ts";
import { read, sqlFor, type Db } from "../../src/store/db.ts";
import { findDepartures } from "../../src/store/departures.ts";

/** How long a card can be changed from outside. @source wecom:94888 */
const CARD_LIFE_MS = 72 * HOUR_MS;

interface Sent {
  id: string;
  sentAt: Date | null;
  hasCode: boolean;
}

interface Seen {
  departed: ReadonlySet<string>;
  chat: ChatWorld;
  phones: readonly PhoneCard[];
  sent: ReadonlyMap<string, Sent>;
  /** `card holder`: cards that could not be changed any more, whose holder was told by a text in their place. */
  toldInstead: ReadonlySet<string>;
}

export async function cardLies(db: Db, chat: ChatWorld, file: CaseFile): Promise<string[]> {
  const { id } = file.connectionCase;
  const seen: Seen = {
    chat,
    departed: new Set((await findDepartures(db)).map(({ userid }) => userid)),
    phones: [...chat.cards.values()].filter(({ taskId }) => taskId.startsWith(`T${id}-`)),
    sent: await sentCards(db, id),
    toldInstead: await textsInPlaceOfCards(db, id),
  };
  const tasks = file.approvals.flatMap((approval) =>
    approval.tasks.map((task) => ({ approval, task })),
  );
  return [
    ...strangeCards(seen),
    ...tasks.flatMap(({ approval, task }) =>
      task.status === "pending"
        ? pendingLies(seen, file, { approval, task })
        : closedLies(seen, { approval, task }),
    ),
  ];
}

async function sentCards(db: Db, caseId: number): Promise<ReadonlyMap<string, Sent>> {
  const [rows] = await read(
    db,
    sqlFor.selectFrom("cards").selectAll().where("case_id", "=", caseId),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, sentAt: row.sent_at, hasCode: row.response_code !== null },
    ]),
  );
}

async function textsInPlaceOfCards(db: Db, caseId: number): Promise<ReadonlySet<string>> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("outbox")
      .select(["order_key", "message"])
      .where("order_key", "like", `T${caseId}-%`)
      .where("state", "=", "sent"),
  );
  const messages = rows.map((row) => ({
    ...(row.message as { kind: string; to?: string }),
    cardId: row.order_key,
  }));
  const texts = messages.filter(({ kind }) => kind === "send-text");
  return new Set(texts.map(({ cardId, to }) => `${cardId} ${to}`));
}

/** Cards nobody knows of, cards that came twice, cards said to be sent that never came. */
function strangeCards({ phones, sent, chat }: Seen): string[] {
  const ids = phones.map(({ taskId }) => taskId);
  const dropped = new Set(chat.drops.map(({ msgid }) => chat.messages.get(msgid)?.taskId));
  return [
    ...ids.filter((id) => !sent.has(id)).map((id) => `${id} is on a phone and not in the database`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} came twice`),
    ...[...sent.values()]
      .filter(({ id, sentAt }) => sentAt !== null && !ids.includes(id) && !dropped.has(id))
      .map(({ id }) => `${id} was sent and is on no phone`),
  ];
}

interface Asked {
  approval: Approval;
  task: Task;
}

/** Exactly the newest card asks, its holder has it, and it shows the version that is decided on. */
function pendingLies(seen: Seen, file: CaseFile, { approval, task }: Asked): string[] {
  // Who sits for two groups is asked by the card of the first seat.
  const asked = approval.tasks.find(
    (one) =>
      one.round === task.round &&
      one.nodeId === task.nodeId &&
      one.holder === task.holder &&
      one.status === "pending",
  );
  if (asked !== undefined && asked.id !== task.id) return [];
  const newest = cardsOfTask(file, task.id).toSorted((a, b) => noOf(b.id) - noOf(a.id))[0];
  if (newest === undefined) return [`${task.id} is pending and has no card`];
  const phone = seen.phones.find(({ taskId }) => taskId === newest.id);
  if (phone === undefined) return [`${newest.id} is pending and on no phone`];
  const lies: string[] = [];
  if (phone.userid !== task.holder) lies.push(`${newest.id} is on the phone of ${phone.userid}`);
  if (!isLive(seen.chat, phone)) lies.push(`${newest.id} is pending but dead: ${faceOf(phone)}`);
  if (!faceOf(phone).includes(` v${approval.documentVersion}`)) {
    lies.push(`${newest.id} shows another version than v${approval.documentVersion}`);
  }
  const old = seen.phones
    .filter(({ taskId }) => isOf(taskId, task) && taskId !== newest.id)
    .filter((card) => !wasTooOldToBeTold(file, card))
    .filter((card) => isLive(seen.chat, card) && !isToldInstead(seen.toldInstead, card));
  return [...lies, ...old.map(stillAsks)];
}

/** After an outage or holidays the next card may come when the code of this one has expired. */
function wasTooOldToBeTold(file: CaseFile, { taskId }: PhoneCard): boolean {
  const own = file.cards.find(({ id }) => id === taskId);
  const next = file.cards.find(
    (card) => card.taskId === own?.taskId && noOf(card.id) === noOf(own.id) + 1,
  );
  if (own === undefined || next === undefined) return false;
  return next.madeAt.getTime() - own.madeAt.getTime() >= CARD_LIFE_MS;
}

function isToldInstead(told: ReadonlySet<string>, { taskId, userid }: PhoneCard): boolean {
  return told.has(`${taskId} ${userid}`);
}

/** No card of a closed task asks; each shows how it ended. A card past its update code cannot know. */
function closedLies(seen: Seen, { approval, task }: Asked): string[] {
  const words = [...wordsOf(approval, task), "此卡已过期，请看新卡"];
  return seen.phones
    .filter(({ taskId }) => isOf(taskId, task))
    .filter((card) => !isOutOfReach(seen, card, task))
    .filter((card) => !wasToldOfItsEnd(seen, card, { approval, task }))
    .flatMap((card) => {
      if (isLive(seen.chat, card)) return [stillAsks(card)];
      const shows = words.some((word) => faceOf(card).includes(word));
      return shows ? [] : [`${card.taskId} should say ${words.join(" or ")}: ${faceOf(card)}`];
    });
}

/** A card that says whom its holder waits for has spent its code: of what comes then a text tells, and after three days that only. */
function wasToldOfItsEnd(seen: Seen, card: PhoneCard, { approval, task }: Asked): boolean {
  if (task.cancelReason !== "signers-added") return false;
  const closedAt = nodeOfTask(approval, task)?.closedAt;
  const sentAt = seen.sent.get(card.taskId)?.sentAt ?? undefined;
  const isOld =
    closedAt !== undefined &&
    sentAt !== undefined &&
    closedAt.getTime() - sentAt.getTime() >= CARD_LIFE_MS;
  return isOld || isToldInstead(seen.toldInstead, card);
}

/** Whether whoever has added others may still be asked again, or has been. */
function isAskedAgain({ nodes, status, tasks }: Approval, task: Task): boolean {
  const seats = nodes.find(({ round, nodeId }) => round === task.round && nodeId === task.nodeId);
  const isOfSeat = (one: Task): boolean =>
    one.round === task.round && one.nodeId === task.nodeId && one.seatNo === task.seatNo;
  const isSeated = seats?.seats.some(({ seatNo }) => seatNo === task.seatNo) === true;
  const isLast = tasks.findLast(isOfSeat) === task;
  return !isLast || (isSeated && status === "running" && seats?.status === "open");
}

function isOutOfReach(seen: Seen, phone: PhoneCard, task: Task): boolean {
  const { sent, chat, toldInstead, departed } = seen;
  // Whoever has left is not written to, and what they had then stays as it was when they come back.
  if (departed.has(phone.userid) || task.cancelReason === "left") return true;
  if (!isLive(chat, phone)) return false;
  if (isToldInstead(toldInstead, phone)) return true;
  const card = sent.get(phone.taskId);
  if (card?.sentAt === null || card === undefined || task.closedAt === undefined) return false;
  const isOld = task.closedAt.getTime() - card.sentAt.getTime() >= CARD_LIFE_MS;
  return isOld || !card.hasCode;
}

const HANDED_OVER: Readonly<Record<string, string>> = {
  migrated: "审批流程已更新",
  left: "此项已改由他人审批",
  "delegation-start": "休假代理已开始",
  "delegation-end": "休假代理已结束",
  "delegation-circle": "代理人相互代理",
  "delegation-untaken": "休假代理无人能办",
  "stand-in-changed": "代理已变更",
  "taken-over": "已提级由上级审批",
};

/** Any of these on a card tells how its task ended. */
function wordsOf(approval: Approval, task: Task): string[] {
  const { decisions, round, acts } = approval;
  const later = task.round < round ? ["方案已更新到 v", ...endsOf(approval)] : [];
  const own = decisions.find(({ taskId }) => taskId === task.id);
  if (own?.byRule !== undefined) return [own.byRule.words, ...later];
  if (own?.override !== undefined) return [`已由 ${namesOf(own)} ${verbWord(own.verb)}`, ...later];
  if (own !== undefined) return [`已${verbWord(own.verb)}`, ...later];
  if (task.cancelReason === "taken-back") return ["前序意见已被拿回"];
  if (task.cancelReason === "signer-removed") return ["减签"];
  if (task.cancelReason === "signers-heard") return ["加签意见已齐"];
  if (task.cancelReason === "signers-added") {
    const ended = decisions.filter(({ verb }) => verb === "return" || verb === "reject");
    const endings = ended.map((one) => `已由 ${namesOf(one)} ${verbWord(one.verb)}`);
    const withdrawn = acts.map(({ name }) => `已由 ${name} 撤回`);
    const waits = isAskedAgain(approval, task)
      ? ["意见齐后另发新卡"]
      : ["减签", "前序意见已被拿回"];
    return [...waits, "加签意见已齐", ...endings, ...withdrawn, ...later];
  }
  if (task.cancelReason === "transferred") return ["已转办给 ", "此项已转办他人"];
  if (task.cancelReason === "withdrawn") {
    return acts.map(({ name }) => `已由 ${name} 撤回`);
  }
  const handedOver = HANDED_OVER[task.cancelReason ?? ""];
  if (handedOver !== undefined) later.push(handedOver);
  if (task.cancelReason === "quorum-met") return ["未经您处理", ...later];
  // A return may come from a branch that is in another round.
  const isNear = ({ round: at }: Decision) => task.cancelReason === "returned" || at === task.round;
  const ended = decisions.filter((one) => isNear(one) && mayHaveEnded(one, task));
  const words = ended.map(
    (one) => one.byRule?.words ?? `已由 ${namesOf(one)} ${verbWord(one.verb)}`,
  );
  return [...words, ...later];
}

/** What the card of an older version says once all has ended. */
function endsOf({ status, acts }: Approval): string[] {
  if (status === "running" || status === "wait_revision") return [];
  return ["此项审批已结束", ...acts.map(({ name }) => `已由 ${name} 撤回`)];
}

function namesOf({ name, onBehalfOf, override }: Decision): string {
  if (override !== undefined) {
    return `${name}（越权处理，代 ${override.ownerName}，${override.confirmedName} 确认）`;
  }
  return onBehalfOf === undefined ? name : `${name}（代 ${onBehalfOf.name}）`;
}

function mayHaveEnded({ verb, nodeId }: Decision, task: Task): boolean {
  const reason = task.cancelReason;
  if (reason === "returned") return verb === "return";
  // Who is against a revocation disagrees.
  if (reason === "veto" || reason === "quorum-impossible") return AGAINST.has(verb);
  return nodeId === task.nodeId;
}

const AGAINST: ReadonlySet<Decision["verb"]> = new Set(["reject", "disagree"]);

function verbWord(verb: Decision["verb"]): string {
  return { approve: "同意", return: "退回", reject: "否决", disagree: "不同意" }[verb];
}

function stillAsks(card: PhoneCard): string {
  return `${card.taskId} still asks ${card.userid}`;
}

function isOf(cardId: string, task: Task): boolean {
  return cardId.startsWith(`${task.id}@`);
}

function noOf(cardId: string): number {
  return parseCardId(cardId)?.n ?? 0;
}

function faceOf(card: PhoneCard): string {
  return JSON.stringify(card.shown) + (card.greyedAs ?? "");
}
