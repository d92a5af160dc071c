import { promiseChoices } from "../../domain/verbs/acknowledge-task.ts";
import type { ActKind } from "../../domain/approval/act.ts";
import type { Approval, Task } from "../../domain/approval/instance.ts";
import { removableSeats } from "../../domain/approval/remove-signer.ts";
import type { Bureau } from "../../domain/bureau.ts";
import { addableTo } from "../../domain/verbs/new-signers.ts";
import { nameOf } from "../../messages/approval-words.ts";
import { momentText } from "../../messages/moments.ts";
import { departmentOf, personOf, type Person } from "../../domain/people/organisation.ts";
import {
  codeOfChoice,
  openOverride,
  choiceOfCode,
  OVERRIDE_CHOICES,
  OVERRIDE_VERBS,
} from "../../domain/approval/override.ts";
import { keyOfRequest } from "../../domain/verbs/override-task.ts";
import { shortName, verbText } from "../../messages/approval-words.ts";
import type { ActForm } from "./act-forms.ts";
import type { PageContext } from "./page-context.ts";

/** Whom an act is to be done with or told to: one of everybody. */
export const WHOM: Readonly<Partial<Record<ActKind, Whom>>> = {
  transfer: { ask: "转办给", isOptional: false },
  copy: { ask: "抄送给", isOptional: false },
  "add-signers": { ask: "同时转办给（仅并加签时可填，一般不填）", isOptional: true },
  "ask-opinion": { ask: "请谁提意见", isOptional: false },
};

export interface Whom {
  ask: string;
  /** Nobody has to be named. */
  isOptional: boolean;
}

/** A choice that a form offers, in groups. */
export interface Choices {
  ask: string;
  groups: readonly { title: string; options: readonly { code: string; text: string }[] }[];
}

/** What has to be chosen with an act; undefined where nothing has. */
export function choicesOf({ kind, subject }: ActForm, context: PageContext): Choices | undefined {
  const { approval, task } = subject;
  if (task === undefined) return undefined;
  return CHOICES[kind]?.({ approval, task }, context);
}

type ChoicesFor = (
  asked: { approval: Approval; task: Task },
  context: PageContext,
) => Choices | undefined;

const CHOICES: Readonly<Partial<Record<ActKind, ChoicesFor>>> = {
  override: () => OVERRIDES,
  "override-confirm": (asked, context) => requestOf(asked, context),
  acknowledge: ({ task }, context) => momentsFor(task, context),
  "remove-signer": ({ approval, task }, { bureau }) => ({
    ask: "减去谁",
    groups: [
      {
        title: "尚未给出意见的人员",
        options: removableSeats(approval, task).map(({ seatNo, holder, label }) => ({
          code: String(seatNo),
          text: `${nameOf(bureau.organisation, holder)}（${label}）`,
        })),
      },
    ],
  }),
};

/** Everybody who may be added, colleagues of the holder first. */
export function addableGroups(
  asked: { approval: Approval; task: Task },
  { bureau }: PageContext,
): Choices["groups"] {
  return colleaguesFirst(asked.task, addableTo(bureau.organisation, asked), bureau);
}

const OVERRIDES: Choices = {
  ask: "代为办理（请选择原因）",
  groups: OVERRIDE_VERBS.map((verb) => ({
    title: `代为${verbText(verb)}`,
    options: OVERRIDE_CHOICES.filter((choice) => choice.verb === verb).map((choice) => ({
      code: codeOfChoice(choice),
      text: `${verbText(verb)}：${choice.category.text}`,
    })),
  })),
};

/** The one request that there is: whoever confirms it chooses what they have read. */
function requestOf(
  { approval, task }: { approval: Approval; task: Task },
  { now }: PageContext,
): Choices | undefined {
  const asked = openOverride(approval, task.id);
  const choice = choiceOfCode(asked?.choice);
  if (asked === undefined || choice === undefined) return undefined;
  const title = `${shortName(asked.name)} ${momentText(asked.at, now)} 的请求`;
  const text = `${verbText(choice.verb)}（${choice.category.text}）`;
  return { ask: "确认的内容", groups: [{ title, options: [{ code: keyOfRequest(asked), text }] }] };
}

function momentsFor(task: Task, { bureau, now }: PageContext): Choices {
  const options = promiseChoices(task, { bureau, at: now }).map((end) => ({
    code: end.toISOString(),
    text: `${momentText(end, now)} 前`,
  }));
  return { ask: "预计办理时间", groups: [{ title: "不晚于到期时间", options }] };
}

function colleaguesFirst(
  { holder }: Task,
  people: readonly Person[],
  { organisation }: Bureau,
): Choices["groups"] {
  const own = personOf(organisation, holder)?.department;
  const departments = [...new Set(people.map(({ department }) => department))].toSorted(
    (a, b) => Number(b === own) - Number(a === own),
  );
  return departments.map((id) => ({
    title: departmentOf(organisation, id)?.name ?? id,
    options: people
      .filter(({ department }) => department === id)
      .map(({ userid, name, position }) => ({ code: userid, text: `${name}（${position}）` })),
  }));
}
