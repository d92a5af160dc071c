import type { CaseFile } from "../domain/case-file.ts";
import type { ConnectionCase } from "../domain/case/connection-case.ts";
import { checkOpenCase, type OpenCaseInput } from "../domain/case/open-case.ts";
import { openStages } from "../domain/case/stages.ts";
import type { CaseId, CaseNo } from "../domain/ids.ts";
import type { Problem } from "../domain/problem.ts";
import { stageMoment } from "../domain/stage-moment.ts";
import { dayOn } from "../domain/time/china-time.ts";
import { inTransaction, type Tx } from "../store/db.ts";
import { allocateCaseId, insertCase, isCaseNoTaken } from "../store/new-case.ts";
import type { Deps } from "./deps.ts";
import type { ApiResult, OnceKey } from "./inputs.ts";
import { storedResult, rememberResult } from "./once.ts";

export interface OpenCaseCall {
  input: OpenCaseInput;
  /** Name of the API key, or of the operator. */
  openedBy: string;
  once: OnceKey | undefined;
}

/** Opens a case: gives it a number and starts its first stages. */
export async function openCase(
  deps: Deps,
  call: OpenCaseCall,
): Promise<ApiResult<{ caseNo: CaseNo }>> {
  const id = await allocateCaseId(deps.db);
  return inTransaction(deps.db, async (tx): Promise<ApiResult<{ caseNo: CaseNo }>> => {
    const before = await storedResult<{ caseNo: CaseNo }>(tx, call.once);
    if (before !== undefined) return before;
    const at = deps.clock.now();
    const file = freshFile(deps, call, { id, at });
    const problems = await problemsOf(deps, tx, { call, file, at });
    if (problems.length > 0) return { ok: false, why: "problems", problems };
    const { contactName, contactPhone } = call.input;
    insertCase(tx, file, { name: contactName, phone: contactPhone });
    return rememberResult(tx, { once: call.once, at }, { caseNo: file.connectionCase.caseNo });
  });
}

function freshFile(
  deps: Deps,
  { input, openedBy }: OpenCaseCall,
  { id, at }: { id: CaseId; at: Date },
): CaseFile {
  const connectionCase: ConnectionCase = {
    id,
    caseNo: input.caseNo ?? caseNoOf(id, at),
    customerName: input.customerName,
    address: input.address,
    customerClass: input.customerClass,
    requestKind: input.requestKind,
    gridManager: input.gridManager,
    worksManager: input.worksManager,
    branch: input.branch,
    openedBy,
    acceptedAt: input.acceptedAt ?? at,
  };
  const moment = stageMoment(deps.bureau, connectionCase, connectionCase.acceptedAt);
  const stages = openStages(moment.graph, moment.at, moment.dueOf);
  return { connectionCase, stages, documents: [], approvals: [], cards: [], readings: [] };
}

/** 报装 number of the year in which the case was opened. */
function caseNoOf(id: CaseId, at: Date): CaseNo {
  return `BZ-${dayOn(at).slice(0, 4)}-${String(id).padStart(6, "0")}` as CaseNo;
}

async function problemsOf(
  deps: Deps,
  tx: Tx,
  { call, file, at }: { call: OpenCaseCall; file: CaseFile; at: Date },
): Promise<Problem[]> {
  const { organisation } = deps.bureau;
  const problems = checkOpenCase(call.input, { organisation, now: at });
  const { caseNo } = file.connectionCase;
  if (!(await isCaseNoTaken(tx, caseNo))) return problems;
  const message = `工单号 ${caseNo} 已存在`;
  return [...problems, { field: "caseNo", code: "case-no-taken", message, severity: "error" }];
}
