import type { TaskId } from "../ids.ts";
import type { Verb } from "../outcome.ts";
import type { Act } from "./act.ts";
import type { Approval } from "./instance.ts";

/** 越权处理 ends a wait; it never rejects, which only those can do who are asked. */
export const OVERRIDE_VERBS = ["approve", "return"] as const satisfies readonly Verb[];
export type OverrideVerb = (typeof OVERRIDE_VERBS)[number];

/** Why somebody else decides; the words go into the opinion. */
export const OVERRIDE_CATEGORIES = [
  { code: "unreachable", text: "联系不上" },
  { code: "on-leave", text: "休假未办代理" },
  { code: "left", text: "离岗未交接" },
  { code: "urgent", text: "抢修保电等紧急情况" },
] as const;
export type OverrideCategory = (typeof OVERRIDE_CATEGORIES)[number];

/** What was asked for: a verb and a category, e.g. `approve.unreachable`. */
export interface OverrideChoice {
  verb: OverrideVerb;
  category: OverrideCategory;
}

/** Everything that can be asked for, in the order in which it is offered. */
export const OVERRIDE_CHOICES: readonly OverrideChoice[] = OVERRIDE_VERBS.flatMap((verb) =>
  OVERRIDE_CATEGORIES.map((category) => ({ verb, category })),
);

export function codeOfChoice({ verb, category }: OverrideChoice): string {
  return `${verb}.${category.code}`;
}

export function choiceOfCode(code: string | undefined): OverrideChoice | undefined {
  return OVERRIDE_CHOICES.find((choice) => codeOfChoice(choice) === code);
}

/** What an administrator has asked for about a task and nobody has confirmed or refused yet. */
export function openOverride({ acts }: Pick<Approval, "acts">, taskId: TaskId): Act | undefined {
  const last = acts.findLast((act) => act.taskId === taskId && act.kind.startsWith("override"));
  return last?.kind === "override" ? last : undefined;
}
