import { receiversOf } from "../../domain/transfer-task.ts";
import { departmentOf, personOf } from "../../domain/organisation.ts";
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
  if (kind !== "transfer" || task === undefined) return undefined;
  const { organisation } = context.bureau;
  const receivers = receiversOf(organisation, { approval, task });
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
  return { ask: "转办给", groups };
}
