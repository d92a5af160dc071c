import type { Flow } from "../domain/approval/flow.ts";
import { canonicalJson } from "../domain/case/document-hash.ts";
import { sha256Hex } from "../lib/hash.ts";
import { change, read, sqlFor, type Db, type Tx } from "./db.ts";
import { flowFrom, storedFlow } from "./node-mode.ts";

/** A flow whose published version was edited; a change needs a new version. */
export interface EditedFlow {
  id: string;
  version: number;
}

/** Flows of these that nobody has published yet, and whether anything was published before. */
export async function unpublishedFlows(
  db: Db,
  flows: readonly Flow[],
): Promise<{ fresh: Flow[]; isFirst: boolean }> {
  const [rows] = await read(db, sqlFor.selectFrom("flow_versions").select(["flow_id", "version"]));
  const known = new Set(rows.map((row) => `${row.flow_id}@${row.version}`));
  const fresh = flows.filter(({ id, version }) => !known.has(`${id}@${version}`));
  return { fresh, isFirst: known.size === 0 };
}

/**
 * Publishes flows that are new, all of them or none; tells of those that differ from what was published under their
 * version, and then publishes nothing.
 */
export async function publishFlows(
  db: Db,
  flows: readonly Flow[],
  at: Date,
): Promise<EditedFlow[]> {
  const edited = await editedFlows(db, flows);
  if (edited.length > 0) return edited;
  for (const flow of flows) {
    await change(
      db,
      sqlFor
        .insertInto("flow_versions")
        .ignore()
        .values({
          flow_id: flow.id,
          version: flow.version,
          content: JSON.stringify(storedFlow(flow)),
          content_hash: hashOf(flow),
          published_at: at,
        }),
    );
  }
  // Another process may have been first, with other words under the same version.
  return editedFlows(db, flows);
}

/** Flows of these that differ from what was published under their version. */
export async function editedFlows(db: Db, flows: readonly Flow[]): Promise<EditedFlow[]> {
  const [rows] = await read(
    db,
    sqlFor.selectFrom("flow_versions").select(["flow_id", "version", "content_hash"]),
  );
  const published = new Map(rows.map((row) => [`${row.flow_id}@${row.version}`, row.content_hash]));
  return flows
    .filter((flow) => {
      const hash = published.get(`${flow.id}@${flow.version}`);
      return hash !== undefined && hash !== hashOf(flow);
    })
    .map(({ id, version }) => ({ id, version }));
}

/** A published flow, as it was when an approval was pinned to it. */
export async function findFlow(
  tx: Pick<Tx, "read">,
  id: string,
  version: number,
): Promise<Flow | undefined> {
  const [rows] = await tx.read(
    sqlFor
      .selectFrom("flow_versions")
      .select("content")
      .where("flow_id", "=", id)
      .where("version", "=", version),
  );
  const content = rows[0]?.content;
  return content === undefined ? undefined : flowFrom(content);
}

function hashOf(flow: Flow): string {
  return sha256Hex(canonicalJson(storedFlow(flow)));
}
