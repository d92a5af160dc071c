import type { JSX } from "preact";
import { addedBy } from "../../domain/approval/added-seats.ts";
import { seatsOfNode } from "../../domain/approval/added-tasks.ts";
import type { Seat } from "../../domain/approval/instance.ts";
import { signatureOf, tasksOfSeat } from "../../domain/approval/tasks.ts";
import { nameOf, subjectOf, verbText } from "../../messages/approval-words.ts";
import { FoldedAct } from "./act-form.tsx";
import type { ActForm } from "./act-forms.ts";
import { openSeatMark, VERB_MARK } from "./case-words.ts";
import { Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";

interface AddedProps {
  acts: readonly ActForm[];
  context: PageContext;
}

/** Whom the viewer, or for an administrator anybody, has added and may still remove. */
export function AddedSigners({ acts, context }: AddedProps): JSX.Element | null {
  if (acts.length === 0) return null;
  return (
    <section class="panel added">
      {acts.map((form) => (
        <Added key={form.action} form={form} context={context} />
      ))}
    </section>
  );
}

function Added({ form, context }: { form: ActForm; context: PageContext }): JSX.Element | null {
  const { file, approval, task } = form.subject;
  if (task === undefined) return null;
  const seats = seatsOfNode(approval, task);
  const adder = nameOf(context.bureau.organisation, task.holder);
  return (
    <div class="acts">
      <h2>
        {adder} 加签的人员<small>{subjectOf(file, approval)}</small>
      </h2>
      {task.cancelReason === "signers-added" ? (
        <p class="hint">
          意见齐后，此项会另发新卡请 {adder}{" "}
          决定；此前不能转办。如需同时请人会签并转办，请先减签，再用“加签”中的“并加签”一次办理。
        </p>
      ) : null}
      <ul class="seats">
        {addedBy(seats, task.seatNo).map((seat) => (
          <Person key={seat.seatNo} seat={seat} form={form} context={context} />
        ))}
      </ul>
      <FoldedAct form={form} context={context} />
    </div>
  );
}

function Person({
  seat,
  form: { subject },
  context,
}: {
  seat: Seat;
  form: ActForm;
  context: PageContext;
}): JSX.Element {
  const { approval, task } = subject;
  const asked = task === undefined ? [] : tasksOfSeat(approval, { ...task, seatNo: seat.seatNo });
  const last = asked.at(-1);
  const decision = last && signatureOf(approval, last);
  const mark = decision === undefined ? openSeatMark(approval, last) : VERB_MARK[decision.verb];
  return (
    <li class="seat">
      <p class="who">
        <span class="name">
          {decision?.name ?? nameOf(context.bureau.organisation, last?.holder ?? seat.holder)}
        </span>
        <span class="office">{seat.label}</span>
        <Pill mark={mark} />
      </p>
      {decision === undefined ? null : (
        <p class="hint">{`${verbText(decision.verb)}：${decision.opinion.text || "无"}`}</p>
      )}
    </li>
  );
}
