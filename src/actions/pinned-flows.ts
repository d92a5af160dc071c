import type { Flow } from "../domain/approval/flow.ts";
import type { Approval } from "../domain/approval/instance.ts";
import { revocationFlow } from "../domain/approval/revocation-flow.ts";
import type { CaseFile } from "../domain/case-file.ts";
import { AppError } from "../lib/errors.ts";
import type { Db, Tx } from "../store/db.ts";
import { findFlow } from "../store/flow-versions.ts";
import type { Deps } from "./deps.ts";

/** Published versions never change, so what was read once is kept, per database. */
const published = new WeakMap<Db, Map<string, Flow>>();

export class FlowMissing extends AppError {
  constructor(key: string) {
    super("flow-missing", `flow ${key} is pinned by an approval but was never published`);
  }
}

/**
 * The flow that each approval of a case goes by, of a revocation what its flow says of that; read before the rules are
 * asked. It is read by the transaction that needs it: one that waited for a second connection could wait for others
 * that do the same.
 */
export async function pinnedFlows(
  { db }: Deps,
  tx: Pick<Tx, "read">,
  file: CaseFile,
): Promise<(approval: Approval) => Flow> {
  const known = published.get(db) ?? new Map<string, Flow>();
  published.set(db, known);
  for (const { flowId, flowVersion } of file.approvals) {
    const key = keyOf(flowId, flowVersion);
    const flow = known.get(key) ?? (await findFlow(tx, flowId, flowVersion));
    if (flow !== undefined) known.set(key, flow);
  }
  return ({ flowId, flowVersion, revokes }) => {
    const flow = known.get(keyOf(flowId, flowVersion));
    if (flow === undefined) throw new FlowMissing(keyOf(flowId, flowVersion));
    return revokes === undefined ? flow : revocationFlow(flow);
  };
}

function keyOf(id: string, version: number): string {
  return `${id}@${version}`;
}
