import type { Approval, Task } from "../../src/domain/approval/instance.ts";
import { decisionOfTask } from "../../src/domain/approval/tasks.ts";
import {
  approvalOfTask,
  cardsOfTask,
  type Card,
  type CaseFile,
} from "../../src/domain/case-file.ts";
import { versionOfRound } from "../../src/messages/approval-words.ts";
import { textOf } from "../../src/simulator/json.ts";
import { isLive } from "../../src/simulator/world/cards.ts";
import type { Card as PhoneCard } from "../../src/simulator/world/world.ts";
import type { Check } from "./check.ts";
import type { Demo } from "./bureau.ts";
import { cardOnPhone } from "./people.ts";

/** Every task has its card, every card is on its holder's phone and shows what the database says. */
export function checkCards(demo: Demo, files: readonly CaseFile[]): Check {
  const cards = files.flatMap((file) => file.cards.map((card) => ({ file, card })));
  const tasks = files.flatMap((file) => file.approvals.flatMap((approval) => approval.tasks));
  // What a rule has decided, and what an earlier signature stands for, was never asked of anybody.
  const asked = tasks.filter(
    ({ status, cancelReason }) => status !== "kept" && cancelReason !== "by-rule",
  );
  const bare = asked.filter(({ id }) => !cards.some(({ card }) => card.taskId === id));
  const strange = demo.simulator.world.cards.size - cards.length;
  return {
    what: `${cards.length} cards on the phones show what the database says`,
    problems: [
      ...bare.map(({ id }) => `task ${id} has no card`),
      ...(strange === 0 ? [] : [`${strange} more cards on the phones than in the database`]),
      ...cards.flatMap(({ file, card }) => cardProblems(demo, file, card)),
    ],
  };
}

function cardProblems(demo: Demo, file: CaseFile, card: Card): string[] {
  const found = approvalOfTask(file, card.taskId);
  const onPhone = cardOnPhone(demo, card.to, card.id);
  if (found === undefined) return [`${card.id} belongs to no task`];
  if (onPhone === undefined) return [`${card.id} is not on the phone of ${card.to}`];
  const live = isLive(demo.simulator.world, onPhone);
  const isReplaced = cardsOfTask(file, card.taskId).at(-1) !== card;
  if (isReplaced) return live ? [`${card.id} is live beside a newer card`] : [];
  return faceProblems(found, onPhone, live).map(
    (problem) => `${card.id} of ${card.to}: ${problem}`,
  );
}

function faceProblems(
  { approval, task }: { approval: Approval; task: Task },
  { shown }: PhoneCard,
  live: boolean,
): string[] {
  const version = `v${versionOfRound(approval, task.round)}`;
  const face = JSON.stringify(shown);
  const closing = textOf(shown, "replace_text");
  const decision = decisionOfTask(approval, task.id);
  const wanted = decision?.verb === "return" ? "已退回" : "已同意";
  return [
    ...(face.includes(version) ? [] : [`does not name ${version}`]),
    ...(live === (task.status === "pending")
      ? []
      : [`live is ${live}, the task is ${task.status}`]),
    ...(task.status === "pending" || closing !== ""
      ? []
      : ["says nothing in place of its buttons"]),
    ...(decision === undefined || closing.startsWith(wanted) ? [] : [`says ${closing}`]),
    ...(decision === undefined || face.includes(decision.opinion.text)
      ? []
      : ["hides the opinion"]),
  ];
}
