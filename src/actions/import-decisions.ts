import type { ChainLink } from "../domain/audit/decision-chain.ts";
import type { CaseNo } from "../domain/ids.ts";
import {
  replayDecisions,
  type NotReplayed,
  type Replayed,
} from "../domain/audit/replay-decisions.ts";
import type { ExportedLink } from "../messages/event-lines.ts";
import { caseIdOf } from "../store/case-file.ts";
import { chainOf } from "../store/decision-events.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";

/** What became of the decisions of one case that an export holds. */
export interface ImportedCase extends Pick<Replayed, "known" | "taken"> {
  caseNo: CaseNo;
  left: readonly { link: ChainLink; why: NotReplayed | "no-case" }[];
}

/**
 * Takes in what a restored database has lost of one case, in one transaction. Nobody is told what they have been told
 * before; only whoever is asked now and has no card here gets one.
 */
export async function importDecisions(
  deps: Deps,
  caseNo: CaseNo,
  exported: readonly ExportedLink[],
): Promise<ImportedCase> {
  const links = exported
    .map(({ link }) => link)
    .toSorted((one, other) => one.chainNo - other.chainNo);
  const caseId = await caseIdOf(deps.db, caseNo);
  const isOurs = links.every((link) => link.caseId === caseId);
  if (caseId === undefined || !isOurs) {
    const left = links.map((link) => ({ link, why: "no-case" as const }));
    return { caseNo, known: [], taken: [], left };
  }
  const places = new Map(links.map((link) => [link.decision.taskId, link]));
  let chain: readonly string[] = [];
  let replayed: Replayed | undefined;
  return changeCase<ImportedCase>(deps, {
    caseId,
    // Under the lock, before the rules are asked.
    answerBefore: async (tx) => {
      chain = await chainOf(tx, caseId);
      return undefined;
    },
    placeOf: ({ taskId }) => places.get(taskId),
    verb: (file, around) => {
      replayed = replayDecisions(file, { chain, links }, around);
      return { ok: true, next: replayed.next, events: replayed.events };
    },
    conclude: () => {
      const { known = [], taken = [], left = [] } = replayed ?? {};
      return { caseNo, known, taken, left };
    },
  });
}
