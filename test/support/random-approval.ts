import { expect } from "chai";
import fc from "fast-check";
import { freezeDeeply } from "../../src/config/freeze-deeply.ts";
import { decide } from "../../src/domain/approval/decide.ts";
import type { EngineFacts } from "../../src/domain/approval/engine-facts.ts";
import type { Approval, Resume, Task } from "../../src/domain/approval/instance.ts";
import { currentNodes, pendingTasks } from "../../src/domain/approval/tasks.ts";
import { returnTargets } from "../../src/domain/approval/send-back.ts";
import { approvalIdOf, type CaseId } from "../../src/domain/ids.ts";
import type { Outcome, Verb } from "../../src/domain/outcome.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/clock.ts";
import { takeBack } from "../../src/domain/approval/take-back.ts";
import { transfer } from "../../src/domain/approval/transfer.ts";
import { withdraw } from "../../src/domain/approval/withdraw.ts";
import { withdrawKept } from "../../src/domain/approval/withdraw-kept.ts";
import { addOrRemove } from "./random-adding.ts";
import { deedOf } from "./build-act.ts";
import { november, staff } from "./build.ts";
import {
  factsFor,
  nextOf,
  pressOn,
  start,
  submitAgain,
  type StaffedNode,
} from "./play-approval.ts";
import { acts, goingBack, type Act, type Back, type Content } from "./random-acts.ts";
import { FIELDS, flows } from "./random-flow.ts";

/** What there is besides the approval: the flow in force, and everything submitted so far. */
export interface Setting {
  flow: readonly StaffedNode[];
  /** Content of version n at n - 1. */
  contents: readonly Content[];
  /** Version of the flow by which version n goes at n - 1. */
  flowVersions: readonly number[];
}

/** What holds after the step. */
export interface Step extends Setting {
  act: Act;
  before: Approval;
  after: Approval;
  outcome: Outcome<Approval>;
  /** What was pressed, and by whom; undefined where a version was submitted or nobody could press. */
  press:
    | { task: Task; by: string; verb: Verb; returnTo?: string | undefined; resume?: Resume }
    | undefined;
}

/** A life of an approval: its first state, and what people then do to it, one after the other. */
interface Life {
  flow: readonly StaffedNode[];
  born: Approval;
  steps: Step[];
}

function livesOf(
  act: fc.Arbitrary<Act>,
  maxLength: number,
  revokes?: Approval["revokes"],
): fc.Arbitrary<Life> {
  return fc
    .record({
      choices: fc.tuple(flows, flows),
      acts: fc.array(act, { minLength: 10, maxLength, size: "max" }),
    })
    .map(({ choices, acts: all }) => live(choices, all, revokes));
}

/** Lives of what decides whether another approval is revoked. */
export const revokingLives = livesOf(acts, 60, approvalIdOf(1 as CaseId, 9));

/** Lives with much going back. */
export const returningLives = livesOf(goingBack, 35);

export const lives = fc.oneof(
  { weight: 5, arbitrary: livesOf(acts, 60) },
  { weight: 1, arbitrary: returningLives },
);

function live(
  choices: readonly (readonly StaffedNode[])[],
  all: readonly Act[],
  revokes: Approval["revokes"],
) {
  const [flow = []] = choices;
  const begun = nextOf(start(flow));
  const born = freezeDeeply(revokes === undefined ? begun : { ...begun, revokes });
  const steps: Step[] = [];
  const first = { flow, contents: [[0, 0, 0]], flowVersions: [1], after: born };
  for (const act of all) {
    const { after, ...setting } = steps.at(-1) ?? first;
    steps.push(take(act, { choices, setting, after }, steps.length));
  }
  return { flow, born, steps };
}

interface Standing {
  choices: readonly (readonly StaffedNode[])[];
  setting: Setting;
  after: Approval;
}

function take(act: Act, { choices, setting, after: before }: Standing, minute: number): Step {
  const { flow, contents, flowVersions } = setting;
  if (act.kind === "submit") {
    const next: Setting = {
      flow: (choices[act.flow] ?? flow).map((node) => withoutPerson(node, act.absent)),
      contents: [...contents, act.content],
      flowVersions: [...flowVersions, act.flow + 1],
    };
    const outcome = submitAgain(before, next.flow, {
      flowVersion: act.flow + 1,
      isUntouched: untouchedIn(next),
    });
    const settled = { act, before, outcome, press: undefined };
    return outcome.ok
      ? { ...settled, ...next, after: freezeDeeply(outcome.next) }
      : { ...settled, flow, contents, flowVersions, after: before };
  }
  const at = new Date(november(24, "09:00").getTime() + minute * MINUTE_MS);
  if (!("verb" in act)) {
    const outcome = besideDeciding(act, { before, setting, at });
    const after = outcome.ok ? freezeDeeply(outcome.next) : before;
    return { act, flow, contents, flowVersions, before, after, outcome, press: undefined };
  }
  const facts = factsAt({ before, setting, at });
  const press = pressOf(act, before, flow);
  const { task, by, verb, returnTo, resume } = press;
  const outcome = decide(before, { ...pressOn(task, by, verb), returnTo, resume }, facts);
  const after = outcome.ok ? freezeDeeply(outcome.next) : before;
  return { act, flow, contents, flowVersions, before, after, outcome, press };
}

/** From this submission on somebody else has their seats. */
function withoutPerson(node: StaffedNode, absent: string | undefined): StaffedNode {
  if (absent === undefined) return node;
  const replaced = new RegExp(`^${absent}(?=[/*]|$)`);
  return { ...node, holders: node.holders.map((holder) => holder.replace(replaced, "newcomer")) };
}

/** What the engine would be told after a step. */
export function factsIn(step: Step): EngineFacts {
  const taskCount = step.after.tasks.length;
  return factsFor(step.flow, { taskCount, isUntouched: untouchedIn(step) });
}

function untouchedIn({ contents }: Setting): EngineFacts["isUntouched"] {
  return ({ documentVersion }, reviewFields = FIELDS) =>
    reviewedIn(contents[documentVersion - 1], reviewFields) ===
    reviewedIn(contents.at(-1), reviewFields);
}

/** What there is of a version in these fields, as one text. */
export function reviewedIn(content: Content | undefined, reviewFields: readonly string[]): string {
  return FIELDS.filter((field) => reviewFields.includes(field))
    .map((field) => `${field}=${content?.[FIELDS.indexOf(field)]}`)
    .join();
}

interface Moment {
  before: Approval;
  setting: Setting;
  at: Date;
}

function besideDeciding(
  act: Exclude<Act, { verb: Verb } | { kind: "submit" }>,
  moment: Moment,
): Outcome<Approval> {
  const { before, at } = moment;
  switch (act.kind) {
    case "withdraw":
      return withdraw(before, deedOf({ at }));
    case "transfer":
      return give(act, before, at);
    case "take-back":
    case "withdraw-kept":
      return retract(act, moment);
    case "add":
    case "remove":
      return addOrRemove(act, { before, at, facts: factsAt(moment) });
  }
}

function factsAt({ before, setting, at }: Moment): EngineFacts {
  const taskCount = before.tasks.length;
  const facts = factsFor(setting.flow, { at, taskCount, isUntouched: untouchedIn(setting) });
  // So that it is seen from when a limit was counted.
  return { ...facts, dueFor: () => ({ at: new Date(at.getTime() + DAY_MS), provisional: false }) };
}

/** What is taken back: something decided, or something kept. */
function taskToUnsay({ kind, pick }: { kind: string; pick: number }, before: Approval): Task {
  const wanted = kind === "take-back" ? "done" : "kept";
  const all = before.tasks.filter(({ status }) => status === wanted);
  const counting = currentNodes(before);
  const current = all.filter((task) =>
    counting.some(({ round, nodeId }) => round === task.round && nodeId === task.nodeId),
  );
  const those = current.length > 0 && pick % 4 > 0 ? current : all;
  const task = those[pick % Math.max(1, those.length)] ?? before.tasks[0];
  return task ?? expect.fail("an approval without any task");
}

/** Mostly whoever has decided takes it back, sometimes somebody else tries. */
function retract(
  act: Extract<Act, { kind: "take-back" | "withdraw-kept" }>,
  moment: Moment,
): Outcome<Approval> {
  const { before, at } = moment;
  const { by } = act;
  const task = taskToUnsay(act, before);
  const person = { ...deedOf().by, userid: by === undefined ? task.holder : staff(by) };
  const unsay = act.kind === "take-back" ? takeBack : withdrawKept;
  return unsay(before, { task, deed: deedOf({ by: person, at }) }, factsAt(moment));
}

/** Mostly the holder gives the task away, sometimes somebody else tries. */
function give(
  { pick, by, to }: Extract<Act, { kind: "transfer" }>,
  approval: Approval,
  at: Date,
): Outcome<Approval> {
  const pending = pendingTasks(approval);
  const among = pending.length > 0 ? pending : approval.tasks;
  const task = among[pick % among.length] ?? expect.fail("an approval without any task");
  const giver = { ...deedOf().by, userid: by === undefined ? task.holder : staff(by) };
  const how = { task, to: staff(to), deed: deedOf({ by: giver, at }) };
  return transfer(approval, how, approval.tasks.length + 1);
}

/** Signing takes a task that waits, where there is one; meddling takes any task ever opened. */
function pressOf(
  act: Extract<Act, { verb: Verb }>,
  approval: Approval,
  flow: readonly StaffedNode[],
): NonNullable<Step["press"]> {
  const pending = pendingTasks(approval);
  const among = act.kind === "sign" && pending.length > 0 ? pending : approval.tasks;
  const task = among[act.pick % among.length] ?? expect.fail("an approval without any task");
  if (act.kind === "meddle") return { task, by: act.by, verb: act.verb };
  const { verb, back } = act;
  if (back === undefined || verb !== "return") return { task, by: task.holder, verb };
  const targetsOf = (one: Task) => returnTargets(approval, one, flow);
  const sender = pending.find((one) => targetsOf(one).length > 0) ?? task;
  const press = { task: sender, by: sender.holder, verb };
  return { ...press, ...wayOf(back, { approval, task: sender, flow }) };
}

function wayOf(
  { pick, isMistake, resume }: Back,
  { approval, task, flow }: { approval: Approval; task: Task; flow: readonly StaffedNode[] },
) {
  const targets = returnTargets(approval, task, flow).map(({ nodeId }) => nodeId);
  const among = isMistake ? flow.map(({ id }) => id) : targets;
  return { returnTo: among[pick % Math.max(1, among.length)], resume };
}
