import type { Verb } from "../outcome.ts";
import { bringBack, closeCoHolders } from "./decide.ts";
import { advance } from "./engine.ts";
import type { EngineFacts, Progress } from "./engine-facts.ts";
import type { Approval, RuleMark, Task } from "./instance.ts";
import { tasksTogether } from "./tasks.ts";
import { signByRule } from "./sign-by-rule.ts";

/** A rule decides a task that waits, with all seats that its person has in the node: 视为同意, or 退回. */
export function decideByRule(
  approval: Approval,
  {
    task,
    verb,
    mark,
    documentHash,
  }: {
    task: Task;
    verb: Extract<Verb, "approve" | "return">;
    mark: RuleMark;
    documentHash: string;
  },
  facts: EngineFacts,
): Progress {
  const tasks = tasksTogether(approval, task);
  const moment = { at: facts.at, documentHash };
  const signed = signByRule({ approval, events: [] }, { tasks, verb, mark }, moment);
  const alone = closeCoHolders(signed, tasks, facts.at);
  return verb === "return" ? bringBack(alone, task, facts.at) : advance(alone, facts);
}
