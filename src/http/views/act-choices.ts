import { promiseChoices } from "../../domain/acknowledge-task.ts";
import type { Approval, Task } from "../../domain/approval/instance.ts";
import { momentText } from "../../messages/moments.ts";
import { receiversOf } from "../../domain/transfer-task.ts";
import { departmentOf, personOf } from "../../domain/organisation.ts";
import {
  codeOfChoice,
  openOverride,
  choiceOfCode,
  OVERRIDE_CHOICES,
  OVERRIDE_VERBS,
} from "../../domain/approval/override.ts";
import { keyOfRequest } from "../../domain/override-task.ts";
import { shortName, verbText } from "../../messages/approval-words.ts";
import type { ActForm } from "./act-forms.ts";
import type { PageContext } from "./page-context.ts";

/** A choice that a form offers, in groups. */
export interface Choices {
  ask: string;
  groups: readonly { title: string; options: readonly { code: string; text: string }[] }[];
}

/** What has to be chosen with an act; undefined where nothing has. */
export function choicesOf({ kind, subject }: ActForm, context: PageContext): Choices | undefined {
  const { approval, task } = subject;
  if (task === undefined) return undefined;
  if (kind === "acknowledge") return momentsFor(task, context);
  if (kind === "override") return OVERRIDES;
  if (kind === "override-confirm") return requestOf({ approval, task }, context);
  return kind === "transfer" ? peopleFor({ approval, task }, context) : undefined;
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

/** Colleagues of the holder first. */
function peopleFor(asked: { approval: Approval; task: Task }, { bureau }: PageContext): Choices {
  const { organisation } = bureau;
  const receivers = receiversOf(organisation, asked);
  const own = personOf(organisation, asked.task.holder)?.department;
  const departments = [...new Set(receivers.map(({ department }) => department))].toSorted(
    (a, b) => Number(b === own) - Number(a === own),
  );
  const groups = departments.map((id) => ({
    title: departmentOf(organisation, id)?.name ?? id,
    options: receivers
      .filter(({ department }) => department === id)
      .map(({ userid, name, position }) => ({ code: userid, text: `${name}（${position}）` })),
  }));
  return { ask: "转办给", groups };
}
