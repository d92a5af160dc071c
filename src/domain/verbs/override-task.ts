import { onTask, type Subject } from "./act-rule.ts";
import { actReason, actWords } from "./act-words.ts";
import { actOf, type Act, type ActKind } from "../approval/act.ts";
import { whyNotDecideFor } from "../approval/why-not-decide.ts";
import type { Approval, Task } from "../approval/instance.ts";
import { principalOf } from "../approval/tasks.ts";
import { choiceOfCode, openOverride, type OverrideChoice } from "../approval/override.ts";
import { seatedWith } from "../approval/seated.ts";
import { withApproval, type CaseFile } from "../case-file.ts";
import type { StaffId } from "../ids.ts";
import { personOf, presentOrFormer, type Organisation } from "../people/organisation.ts";
import {
  andThen,
  refuse,
  type CaseEvent,
  type NoOverride,
  type Outcome,
  type Refusal,
} from "../outcome.ts";
import { signTask } from "./sign-task.ts";
import type { Signer } from "../people/signer.ts";
import type { Surroundings } from "../surroundings.ts";

type OnTask = Subject & { task: Task };

/** Administrators who may decide about this task together: neither who submitted nor who has a say in its node. */
export function overriders(
  { people }: Organisation,
  { approval, task }: { approval: Approval; task: Task },
): StaffId[] {
  const kept = [approval.submittedBy, ...seatedWith(approval, task)];
  return people
    .filter(({ roles }) => roles.includes("admin"))
    .map(({ userid }) => userid)
    .filter((one) => !kept.includes(one));
}

/** 越权处理: an administrator asks to decide for somebody who is absent. Nothing is decided by it. */
export const OVERRIDE = onTask({
  whyNot: (subject, { by }, around) => {
    const refusal = whyNotEither(subject, by, around);
    if (refusal !== undefined) return refusal;
    if (subject.approval.revokes !== undefined) return no("revocation");
    const able = overriders(around.bureau.organisation, subject);
    const asked = openOverride(subject.approval, subject.task.id);
    if (asked !== undefined && able.includes(asked.by)) return no("asked");
    return able.length < 2 ? no("no-second") : undefined;
  },
  act: (subject, { by, text, choice }, { at }) => {
    const { approval, task } = subject;
    const chosen = choiceOfCode(choice);
    if (chosen === undefined) return refuse(no("no-choice"));
    const refusal = whyNotDecideFor(approval, { task, verb: chosen.verb });
    if (refusal !== undefined) return refuse(refusal);
    return andThen(actReason(text), (words) =>
      done(withAct(subject, { kind: "override", deed: { by, text: words, at }, choice }), {
        kind: "override-asked",
        taskId: task.id,
      }),
    );
  },
});

/** The second administrator agrees: the seat is decided as the first has asked. */
export const OVERRIDE_CONFIRM = onTask({
  whyNot: (subject, { by }, around) => {
    const refusal = whyNotEither(subject, by, around);
    if (refusal !== undefined) return refusal;
    const asked = openOverride(subject.approval, subject.task.id);
    if (asked === undefined) return no("not-asked");
    if (asked.by === by) return no("same-person");
    // It will be signed in the name of whoever asked, so they must be able to sign still.
    const able = overriders(around.bureau.organisation, subject);
    return able.includes(asked.by) ? undefined : no("void");
  },
  act: (subject, { by, text, choice }, around) => {
    const { approval, task } = subject;
    if (choice === undefined) return refuse(no("no-request"));
    const asked = openOverride(approval, task.id);
    const chosen = choiceOfCode(asked?.choice);
    // What was shown must be what is confirmed.
    if (asked === undefined || chosen === undefined || choice !== keyOfRequest(asked)) {
      return refuse({ code: "unknown-button" });
    }
    return andThen(actWords(text), (words) =>
      decideFor(
        withAct(subject, {
          kind: "override-confirm",
          deed: { by, text: words, at: around.at },
          choice: undefined,
        }),
        { asked, chosen, by },
        around,
      ),
    );
  },
});

/** Either administrator gives it up, or one who was asked to confirm refuses, and says why. */
export const OVERRIDE_REFUSE = onTask({
  whyNot: (subject, { by }, around) => {
    const refusal = whyNotEither(subject, by, around);
    if (refusal !== undefined) return refusal;
    return openOverride(subject.approval, subject.task.id) ? undefined : no("not-asked");
  },
  act: (subject, { by, text }, { at }) =>
    andThen(actReason(text), (words) =>
      done(
        withAct(subject, {
          kind: "override-refuse",
          deed: { by, text: words, at },
          choice: undefined,
        }),
        { kind: "override-refused", taskId: subject.task.id },
      ),
    ),
});

/** What tells one request of a task from a later one. */
export function keyOfRequest({ at }: Act): string {
  return at.toISOString();
}

function no(why: NoOverride): Refusal {
  return { code: "cannot-override", why };
}

function whyNotEither(
  { approval, task }: OnTask,
  by: StaffId,
  { bureau: { organisation } }: Surroundings,
): Refusal | undefined {
  if (personOf(organisation, by)?.roles.includes("admin") !== true) return { code: "not-admin" };
  const refusal = whyNotDecideFor(approval, { task, verb: "approve" });
  if (refusal !== undefined) return refusal;
  if (approval.submittedBy === by) return no("submitter");
  if ([task.holder, principalOf(task)].includes(by)) return { code: "your-own-task" };
  return seatedWith(approval, task).includes(by) ? no("seated") : undefined;
}

interface Remembered {
  kind: ActKind;
  deed: { by: Signer; text: string; at: Date };
  choice: string | undefined;
}

function withAct(subject: OnTask, { kind, deed, choice }: Remembered): OnTask {
  const act = actOf(subject.approval, deed, { kind, taskId: subject.task.id, choice });
  const approval = { ...subject.approval, acts: [...subject.approval.acts, act] };
  return { ...subject, approval, file: withApproval(subject.file, approval) };
}

function done({ file }: OnTask, event: CaseEvent): Outcome<CaseFile> {
  return { ok: true, next: file, events: [event] };
}

/** In the name of whoever asked, as they were named then; the second one stands beside it. */
function decideFor(
  { file, approval, task }: OnTask,
  { asked, chosen, by }: { asked: Act; chosen: OverrideChoice; by: Signer },
  around: Surroundings,
): Outcome<CaseFile> {
  const owner = principalOf(task);
  const { verb, category } = chosen;
  const signed = signTask(
    { file, approval },
    {
      task,
      verb,
      opinion: { code: `override.${category.code}`, text: `${category.text}：${asked.text}` },
      by: {
        userid: asked.by,
        name: asked.name,
        position: asked.position,
        department: asked.department,
      },
      channel: "page",
      eventAt: asked.at,
      shownHash: undefined,
      override: {
        owner,
        ownerName: presentOrFormer(around.bureau.organisation, owner)?.name ?? owner,
        confirmedBy: by.userid,
        confirmedName: by.name,
      },
    },
    around,
  );
  return andThen(signed, (next, events) => ({
    ok: true,
    next,
    events: [...events, { kind: "task-overridden", taskId: task.id }],
  }));
}
