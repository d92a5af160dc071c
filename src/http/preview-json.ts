import type { Previewed } from "../actions/preview-document.ts";

/** What a submission would do, as the API tells it: whoever would be asked, whoever's signature would stand, what a rule would decide. */
export function previewJson({ version, nodes, warnings }: Previewed): object {
  const asked = nodes.flatMap(({ node, asked: seats }) =>
    seats.map(({ holder, label }) => ({
      nodeId: node.id,
      node: node.name,
      userid: holder,
      office: label,
    })),
  );
  const kept = nodes.flatMap(({ node, kept: seats }) =>
    seats.map(({ seat: { label }, signed }) => ({
      nodeId: node.id,
      node: node.name,
      userid: signed.decidedBy,
      office: label,
      version: signed.documentVersion,
      decidedAt: signed.committedAt,
    })),
  );
  const automatic = nodes.flatMap(({ node, byRule }) =>
    byRule === undefined ? [] : { nodeId: node.id, node: node.name, byRule },
  );
  return { preview: true, version, asked, kept, automatic, warnings };
}
