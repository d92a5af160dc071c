import type { CaseId } from "../ids.ts";

/** Tasks of one person by what became of them: 待办, 已办, 未经我处理. */
export type TaskList = "todo" | "done" | "closed";

/** Where a row stands in its list; the next page begins behind it. */
export interface ListPlace {
  at: Date;
  caseId: CaseId;
  /** Of the task or the approval. */
  id: string;
}
