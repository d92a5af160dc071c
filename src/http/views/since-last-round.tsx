import type { JSX } from "preact";
import type { Approval, Task } from "../../domain/approval/instance.ts";
import { nodeOfTask } from "../../domain/approval/tasks.ts";
import { returnOfVersion } from "../../domain/approval/votes.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import { documentBefore, documentOfRound } from "../../messages/approval-words.ts";
import { momentText } from "../../messages/moments.ts";
import { returnBefore, returnLine, wayBackText } from "../../messages/return-words.ts";
import { Changes } from "./comparison.tsx";
import type { PageContext } from "./page-context.ts";

interface SinceProps {
  approval: Approval;
  task: Task;
  file: CaseFile;
  context: PageContext;
}

/** In a later round: why it was returned to a node, or why the version before was, and what is different now. */
export function SinceLastRound({ approval, task, file, context }: SinceProps): JSX.Element | null {
  const sentBack = returnBefore(approval, task);
  if (sentBack !== undefined) {
    return (
      <div class="since">
        <p>
          {momentText(sentBack.committedAt, context.now)} {returnLine(approval, sentBack)}
        </p>
        <p class="hint">方案未改动；{wayBackText(approval, sentBack)}。</p>
      </div>
    );
  }
  const after = documentOfRound(file, approval, task.round);
  const before = task.round > 1 ? documentBefore(file, approval, task.round) : undefined;
  if (before === undefined || after === undefined) return null;
  const returned = returnOfVersion(approval, before.version);
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
