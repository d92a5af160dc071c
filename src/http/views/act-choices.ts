import { promiseChoices } from "../../domain/acknowledge-task.ts";
import type { Task } from "../../domain/approval/instance.ts";
import { momentText } from "../../messages/moments.ts";
import { receiversOf } from "../../domain/transfer-task.ts";
import { copyableTo } from "../../domain/copy-people.ts";
import { departmentOf, personOf, type Person } from "../../domain/organisation.ts";
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
  const { organisation } = context.bureau;
  if (kind === "transfer") {
    return peopleFor(
      "转办给",
      { own: task, people: receiversOf(organisation, { approval, task }) },
      context,
    );
  }
  return kind === "copy"
    ? peopleFor("抄送给", { own: task, people: copyableTo(organisation, approval) }, context)
    : undefined;
}

function momentsFor(task: Task, { bureau, now }: PageContext): Choices {
  const options = promiseChoices(task, { bureau, at: now }).map((end) => ({
    code: end.toISOString(),
    text: `${momentText(end, now)} 前`,
  }));
  return { ask: "预计办理时间", groups: [{ title: "不晚于到期时间", options }] };
}

/** Colleagues of the holder first. */
function peopleFor(
  ask: string,
  { own: task, people: receivers }: { own: Task; people: readonly Person[] },
  { bureau }: PageContext,
): Choices {
  const { organisation } = bureau;
  const own = personOf(organisation, task.holder)?.department;
  const departments = [...new Set(receivers.map(({ department }) => department))].toSorted(
    (a, b) => Number(b === own) - Number(a === own),
  );
  const groups = departments.map((id) => ({
    title: departmentOf(organisation, id)?.name ?? id,
    options: receivers
      .filter(({ department }) => department === id)
      .map(({ userid, name, position }) => ({ code: userid, text: `${name}（${position}）` })),
  }));
  return { ask, groups };
}
