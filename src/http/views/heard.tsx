import type { JSX } from "preact";
import { addingTo, opinionsFor } from "../../domain/approval/added-tasks.ts";
import type { Approval, Task } from "../../domain/approval/instance.ts";
import { PLACING_NAMES } from "../../domain/verbs/new-signers.ts";
import { signerName } from "../../messages/approval-words.ts";
import { VERB_MARK } from "./case-words.ts";
import { Pill } from "./layout.tsx";

interface HeardProps {
  approval: Approval;
  task: Task;
}

/** At whose wish the viewer is asked, and what those have said whom they wanted to hear first. */
export function Heard({ approval, task }: HeardProps): JSX.Element | null {
  const act = addingTo(approval, task);
  const opinions = opinionsFor(approval, task);
  if (act?.signers === undefined && opinions.length === 0) return null;
  return (
    <div class="heard">
      {act?.signers === undefined ? null : (
        <p class="hint">{`${act.name} ${PLACING_NAMES[act.signers.placing]}：${act.text}`}</p>
      )}
      {opinions.map((one) => (
        <p key={one.taskId}>
          <Pill mark={VERB_MARK[one.verb]} /> {`${signerName(one)}：${one.opinion.text || "无"}`}
        </p>
      ))}
    </div>
  );
}
