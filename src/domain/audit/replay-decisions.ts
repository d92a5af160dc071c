import { askingTasks } from "../approval/tasks.ts";
import { approvalOfTask, cardsOfTask, documentOf, type CaseFile } from "../case-file.ts";
import { headOf, linkAfter, NO_HEAD, type ChainHead, type ChainLink } from "./decision-chain.ts";
import type { CaseEvent } from "../outcome.ts";
import { signTask } from "../verbs/sign-task.ts";
import type { Surroundings } from "../surroundings.ts";

/** Why a decision of before cannot be taken in again as it was. */
export type NotReplayed =
  /** The case has another decision under that number. */
  | "other-chain"
  /** Something between the restored head and this one is missing. */
  | "gap"
  | "no-task"
  /** It was about a version that is not there. */
  | "other-document"
  /** The rules do not allow it in the state that there is. */
  | "refused"
  /** What would be written is not what was signed, to the hash. */
  | "differs";

/** What became of the decisions of one case. */
export interface Replayed {
  next: CaseFile;
  /** Tasks that wait now and have never had a card here. */
  events: readonly CaseEvent[];
  known: readonly ChainLink[];
  taken: readonly ChainLink[];
  /** To be confirmed again: nobody invents them. Whatever hangs on one that is left is left too. */
  left: readonly { link: ChainLink; why: NotReplayed }[];
}

/**
 * Takes in decisions that a restored database has lost, by the rules that took them in the first place, each at its own
 * time. One counts only when what is written continues the chain to the very hash that was signed.
 *
 * @param chain hashes of the decisions that the case has, in their order
 */
export function replayDecisions(
  file: CaseFile,
  { chain, links }: { chain: readonly string[]; links: readonly ChainLink[] },
  around: Surroundings,
): Replayed {
  const known = links.filter(({ chainNo, chainHash }) => chain[chainNo - 1] === chainHash);
  const others = links.filter((link) => !known.includes(link));
  const head = { no: chain.length, hash: chain.at(-1) ?? NO_HEAD.hash };
  const { file: next, taken, left } = takeIn({ file, head, taken: [], left: [] }, others, around);
  return { next, events: taken.length === 0 ? [] : unasked(next), known, taken, left };
}

interface Progress {
  file: CaseFile;
  head: ChainHead;
  taken: readonly ChainLink[];
  left: Replayed["left"];
}

function takeIn(sum: Progress, links: readonly ChainLink[], around: Surroundings): Progress {
  const [first, ...rest] = links;
  if (first === undefined) return sum;
  const step = takeOne(sum, links, around);
  if ("why" in step) {
    const left = [first, ...rest].map((link) => ({ link, why: step.why }));
    return { ...sum, left };
  }
  return takeIn(step, links.slice(step.taken.length - sum.taken.length), around);
}

/** One press, which may have filled several seats. */
function takeOne(
  { file, head, taken, left }: Progress,
  [link, ...rest]: readonly ChainLink[],
  around: Surroundings,
): Progress | { why: NotReplayed } {
  if (link === undefined || link.chainNo <= head.no) return { why: "other-chain" };
  if (link.chainNo > head.no + 1) return { why: "gap" };
  const { decision } = link;
  const found = approvalOfTask(file, decision.taskId);
  if (found === undefined) return { why: "no-task" };
  const document = documentOf(file, found.approval);
  if (document?.contentHash !== decision.documentHash) return { why: "other-document" };
  const { verb, opinion, eventAt, channel, shownHash, override } = decision;
  const by = {
    userid: decision.decidedBy,
    name: decision.name,
    position: decision.position,
    department: decision.department,
  };
  const signed = signTask(
    { file, approval: found.approval },
    {
      task: found.task,
      // Whoever was asked for an opinion only was against it by whichever of the two.
      verb: verb === "disagree" ? "reject" : verb,
      opinion,
      by,
      eventAt,
      channel,
      shownHash,
      returnTo: decision.returnTo,
      resume: decision.resume,
      batchId: decision.batchId,
      ...(override === undefined ? {} : { override }),
    },
    { ...around, at: decision.committedAt },
  );
  if (!signed.ok) return { why: "refused" };
  const same = sameLinks(head, { before: file, after: signed.next, links: [link, ...rest] });
  if (same === undefined) return { why: "differs" };
  return { file: signed.next, head: same.head, taken: [...taken, ...same.links], left };
}

/** The links that the new decisions become, when they are the very ones that were exported. */
function sameLinks(
  head: ChainHead,
  { before, after, links }: { before: CaseFile; after: CaseFile; links: readonly ChainLink[] },
): { links: readonly ChainLink[]; head: ChainHead } | undefined {
  const old = new Set(before.approvals.flatMap(({ decisions }) => decisions));
  const made = after.approvals.flatMap(({ id: approvalId, caseId, decisions }) =>
    decisions
      .filter((decision) => !old.has(decision))
      .map((decision) => ({ decision, approvalId, caseId })),
  );
  let at = head;
  for (const [index, one] of made.entries()) {
    const personalSalt = links[index]?.personalSalt ?? "";
    const link = linkAfter(at, { ...one, personalSalt });
    if (link.chainHash !== links[index]?.chainHash) return undefined;
    at = headOf(link);
  }
  return { links: links.slice(0, made.length), head: at };
}

function unasked(file: CaseFile): CaseEvent[] {
  return file.approvals
    .flatMap(askingTasks)
    .filter(({ id }) => cardsOfTask(file, id).length === 0)
    .map(({ id }) => ({ kind: "task-opened", taskId: id }));
}
