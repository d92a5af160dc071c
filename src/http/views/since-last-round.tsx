import type { JSX } from "preact";
import { nodeOfTask, type Approval, type Task } from "../../domain/approval/instance.ts";
import { returnOfRound } from "../../domain/approval/votes.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import { documentOfRound } from "../../messages/approval-words.ts";
import { momentText } from "../../messages/moments.ts";
import { Changes } from "./comparison.tsx";
import type { PageContext } from "./page-context.ts";

interface SinceProps {
  approval: Approval;
  task: Task;
  file: CaseFile;
  context: PageContext;
}

/** In a later round: why the version before was returned, and what is different now. */
export function SinceLastRound({ approval, task, file, context }: SinceProps): JSX.Element | null {
  const before = task.round > 1 ? documentOfRound(file, approval, task.round - 1) : undefined;
  const after = documentOfRound(file, approval, task.round);
  if (before === undefined || after === undefined) return null;
  const returned = returnOfRound(approval, task.round - 1);
  return (
    <div class="since">
      {returned === undefined ? null : (
        <p>
          上一轮由 {returned.name} 于 {momentText(returned.committedAt, context.now)} 退回：
          {returned.opinion.text}
        </p>
      )}
      <Changes before={before} after={after} reviewed={nodeOfTask(approval, task)?.reviewFields} />
    </div>
  );
}
