import { expect } from "chai";
import fc from "fast-check";
import { freezeDeeply } from "../../src/config/freeze-deeply.ts";
import { decide } from "../../src/domain/approval/decide.ts";
import type { EngineFacts } from "../../src/domain/approval/engine.ts";
import type { NodeMode, VotingRule } from "../../src/domain/approval/flow.ts";
import { pendingTasks, type Approval, type Task } from "../../src/domain/approval/instance.ts";
import type { Outcome, Verb } from "../../src/domain/outcome.ts";
import { MINUTE_MS } from "../../src/lib/clock.ts";
import { takeBack } from "../../src/domain/approval/take-back.ts";
import { transfer } from "../../src/domain/approval/transfer.ts";
import { withdraw } from "../../src/domain/approval/withdraw.ts";
import { addingActs, addOrRemove, type AddingAct } from "./random-adding.ts";
import { deedOf } from "./build-act.ts";
import { november, staff } from "./build.ts";
import {
  factsFor,
  nextOf,
  pressOn,
  staffed,
  start,
  submitAgain,
  type StaffedNode,
} from "./play-approval.ts";
import { modeOf } from "./build-mode.ts";

const PEOPLE = ["li", "wang", "zhao", "chen", "sun", "zhou", "wu"] as const;

/** One thing that somebody does; numbers choose among what there is at that moment. */
type Act =
  | { kind: "sign"; pick: number; verb: Verb }
  | { kind: "meddle"; pick: number; by: string; verb: Verb }
  | { kind: "transfer"; pick: number; by: string | undefined; to: string }
  | { kind: "take-back"; pick: number; by: string | undefined }
  | AddingAct
  | { kind: "withdraw" }
  | { kind: "submit"; flow: number; content: Content; absent: string | undefined };

/** A document as far as these lives go: three fields. */
type Content = readonly number[];
const FIELDS = ["a", "b", "c"];

/** What there is besides the approval: the flow in force, and everything submitted so far. */
export interface Setting {
  flow: readonly StaffedNode[];
  /** Content of version n at n - 1. */
  contents: readonly Content[];
  /** Version of the flow in round n at n - 1. */
  flowVersions: readonly number[];
}

/** What holds after the step. */
export interface Step extends Setting {
  act: Act;
  before: Approval;
  after: Approval;
  outcome: Outcome<Approval>;
  /** What was pressed, and by whom; undefined where a version was submitted or nobody could press. */
  press: { task: Task; by: string; verb: Verb } | undefined;
}

const rules: fc.Arbitrary<VotingRule> = fc.oneof(
  fc.constantFrom<VotingRule>({ rule: "all" }, { rule: "any" }, { rule: "sequential" }),
  fc.constantFrom<VotingRule>({ rule: "groups" }),
  fc.record({
    rule: fc.constant("quorum" as const),
    need: fc.oneof(
      fc.record({ count: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
    ),
  }),
  fc.record({ rule: fc.constant("weighted" as const), above: fc.integer({ min: 0, max: 8 }) }),
);

const modes = fc
  .record({ rule: rules, veto: fc.boolean(), collectAll: fc.constantFrom(false, false, true) })
  .map(({ rule, ...strictness }) => modeOf(rule, strictness));

const node = (index: number): fc.Arbitrary<StaffedNode> =>
  fc
    .record({
      mode: modes,
      holders: fc.uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 5 }),
      twice: fc.boolean(),
      after: fc.subarray(Array.from({ length: index }, (_, before) => `n${before}`)),
      reviewFields: fc.oneof(fc.constant(FIELDS), fc.subarray(FIELDS, { minLength: 1 })),
    })
    .map(({ holders, twice, ...change }) =>
      staffed(`n${index}`, seatsIn(change.mode, { holders, twice }), change),
    );

/** In a 分组会签 everybody is of one of three groups; the first may sit in another one as well. */
function seatsIn(
  { rule }: NodeMode,
  { holders, twice }: { holders: readonly string[]; twice: boolean },
): string[] {
  if (rule === "weighted") return holders.map((holder, at) => `${holder}*${1 + (at % 3)}`);
  if (rule !== "groups") return [...holders];
  const grouped = holders.map((holder, at) => `${holder}/${1 + (at % 3)}`);
  return twice ? [...grouped, `${holders[0]}/2`] : grouped;
}

/** Three to seven nodes that wait for any of those before them, written down in any order. */
export const flows: fc.Arbitrary<readonly StaffedNode[]> = fc
  .integer({ min: 3, max: 7 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => node(index))))
  .chain((nodes) => fc.shuffledSubarray(nodes, { minLength: nodes.length }));

const verbs = fc.constantFrom<Verb>(
  "approve",
  "approve",
  "approve",
  "approve",
  "approve",
  "approve",
  "approve",
  "approve",
  "return",
  "return",
  "reject",
);

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ kind: fc.constant("sign"), pick: fc.nat(), verb: verbs }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("meddle"),
      pick: fc.nat(),
      by: fc.constantFrom(...PEOPLE, "stranger"),
      verb: verbs,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("transfer"),
      pick: fc.nat(),
      by: fc.option(fc.constantFrom(...PEOPLE), { freq: 4, nil: undefined }),
      to: fc.constantFrom(...PEOPLE, "zhangwei", "spare", "other"),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("take-back"),
      pick: fc.nat(),
      by: fc.option(fc.constantFrom(...PEOPLE), { freq: 4, nil: undefined }),
    }),
  },
  { weight: 9, arbitrary: addingActs },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("withdraw") }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("submit"),
      flow: fc.constantFrom(0, 0, 0, 1),
      content: fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)),
      absent: fc.option(fc.constantFrom(...PEOPLE), { nil: undefined, freq: 2 }),
    }),
  },
);

/** A life of an approval: its first state, and what people then do to it, one after the other. */
export const lives: fc.Arbitrary<{ flow: readonly StaffedNode[]; born: Approval; steps: Step[] }> =
  fc
    .record({
      choices: fc.tuple(flows, flows),
      acts: fc.array(acts, { minLength: 10, maxLength: 60, size: "max" }),
    })
    .map(({ choices, acts: all }) => live(choices, all));

function live(choices: readonly (readonly StaffedNode[])[], all: readonly Act[]) {
  const [flow = []] = choices;
  const born = freezeDeeply(nextOf(start(flow)));
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
  const press = pressOf(act, before);
  const facts = factsFor(flow, {
    at,
    taskCount: before.tasks.length,
    isUntouched: untouchedIn(setting),
  });
  const outcome = decide(before, pressOn(press.task, press.by, press.verb), facts);
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
      return retract(act, moment);
    case "add":
    case "remove":
      return addOrRemove(act, { before, at, facts: factsAt(moment) });
  }
}

function factsAt({ before, setting, at }: Moment): EngineFacts {
  const taskCount = before.tasks.length;
  return factsFor(setting.flow, { at, taskCount, isUntouched: untouchedIn(setting) });
}

/** Mostly whoever has decided takes it back, sometimes somebody else tries. */
function retract(
  { pick, by }: Extract<Act, { kind: "take-back" }>,
  moment: Moment,
): Outcome<Approval> {
  const { before, at } = moment;
  const decided = before.decisions[pick % Math.max(1, before.decisions.length)];
  const task = before.tasks.find(({ id }) => id === decided?.taskId) ?? before.tasks[0];
  if (task === undefined) return expect.fail("an approval without any task");
  const person = { ...deedOf().by, userid: by === undefined ? task.holder : staff(by) };
  return takeBack(before, { task, deed: deedOf({ by: person, at }) }, factsAt(moment));
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
function pressOf(act: Extract<Act, { verb: Verb }>, approval: Approval) {
  const pending = pendingTasks(approval);
  const among = act.kind === "sign" && pending.length > 0 ? pending : approval.tasks;
  const task = among[act.pick % among.length] ?? expect.fail("an approval without any task");
  return { task, by: act.kind === "sign" ? task.holder : act.by, verb: act.verb };
}
