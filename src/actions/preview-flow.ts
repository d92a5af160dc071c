import type { Flow } from "../domain/approval/flow.ts";
import type { ConnectionCase } from "../domain/case/connection-case.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import type { CaseNo } from "../domain/ids.ts";
import type { Outcome } from "../domain/outcome.ts";
import { rehearseFlow, type RehearsedStep } from "../domain/rehearse-flow.ts";
import type { Notice } from "../messages/notice.ts";
import { caseIdOf, CaseNotFound, findCase } from "../store/case-file.ts";
import { inTransaction } from "../store/db.ts";
import { tell } from "./change-case.ts";
import type { Deps } from "./deps.ts";
import { presentBureau } from "./present-bureau.ts";

/** Made-up facts, or those of a case that there is: its newest document of the flow's kind. */
export type PreviewedFacts =
  | { connectionCase: ConnectionCase; document: CaseDocument }
  | { caseNo: CaseNo };

/** One step with what would be sent because of it. */
export interface PreviewedStep extends RehearsedStep {
  notices: readonly Notice[];
}

/**
 * Walks through a flow as it would run from now on. Nothing is written and nobody is told.
 * Undefined when the case has no document of that kind. @throws CaseNotFound
 */
export async function previewFlow(
  deps: Deps,
  flow: Flow,
  facts: PreviewedFacts,
): Promise<Outcome<PreviewedStep[]> | undefined> {
  const tried = "document" in facts ? facts : await factsOfCase(deps, flow, facts.caseNo);
  if (tried === undefined) return undefined;
  const { bureau, grants } = await inTransaction(deps.db, (tx) => presentBureau(deps, tx));
  const around = { bureau, grants, at: deps.clock.now() };
  const outcome = rehearseFlow({ flow, ...tried }, around);
  if (!outcome.ok) return outcome;
  const next = outcome.next.map((step) => ({ ...step, notices: noticesOf(deps, step) }));
  return { ...outcome, next };
}

async function factsOfCase({ db }: Deps, { kind }: Flow, caseNo: CaseNo) {
  const id = await caseIdOf(db, caseNo);
  const file = id === undefined ? undefined : await findCase(db, id);
  if (file === undefined) throw new CaseNotFound(caseNo);
  const { connectionCase } = file;
  const document = file.documents.findLast((one) => one.kind === kind);
  return document && { connectionCase, document };
}

function noticesOf(deps: Deps, { at, file, events }: RehearsedStep): Notice[] {
  return tell(deps, events, { file, now: at, press: undefined });
}
