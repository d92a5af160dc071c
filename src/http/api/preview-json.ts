import type { Previewed } from "../../actions/preview-document.ts";

/**
 * What a submission would do, as the API tells it: whoever would be asked, whoever's signature would stand, what a rule
 * would decide, and whether it goes straight back to whoever wanted that.
 */
export function previewJson({ version, nodes, direct, warnings }: Previewed): object {
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
  const saidBefore = nodes.flatMap(({ node, saidBefore: said = [] }) =>
    said.map(({ seat, at }) => ({
      nodeId: node.id,
      node: node.name,
      userid: seat.holder,
      office: seat.label,
      ifAgreedIn: at.id,
    })),
  );
  const straightTo = direct && {
    userid: direct.returned.decidedBy,
    nodeId: direct.returned.nodeId,
    isDirect: direct.isBack,
  };
  return { preview: true, version, asked, kept, automatic, saidBefore, straightTo, warnings };
}
