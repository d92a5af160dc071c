import type { DirectReturn } from "../domain/approval/direct-return.ts";
import type { NodeForecast } from "../domain/approval/forecast.ts";
import type { Approval, Decision } from "../domain/approval/instance.ts";
import { currentNodes } from "../domain/approval/tasks.ts";
import { hasAddedOthers } from "../domain/approval/keep.ts";
import { votesOf } from "../domain/approval/votes.ts";
import { documentOf, type CaseFile } from "../domain/case-file.ts";
import { rowsToMend } from "../domain/case/version-changes.ts";
import { isReviewed, reviewLabels } from "../domain/case/review-fields.ts";
import type { Organisation } from "../domain/people/organisation.ts";
import { nameOf, shortName } from "./approval-words.ts";
import { plain } from "./fit.ts";

/**
 * Who will be asked, whose signature stands, and what a rule will decide, in lines: 将重新审批, 沿用 and 自动同意; one that
 * would be empty is left out.
 */
export function forecastLines(
  nodes: readonly NodeForecast[],
  organisation: Organisation,
): string[] {
  const isAgain = nodes.some(({ kept }) => kept.length > 0);
  const asked = nodes.flatMap(({ node, asked: seats }) =>
    seats.map(({ holder }) => `${nameOf(organisation, holder)}（${plain(node.name)}）`),
  );
  const kept = nodes.flatMap(({ node, kept: seats }) =>
    seats.map(
      ({ signed }) =>
        `${shortName(signed.name)}（${plain(node.name)}，v${signed.documentVersion}）`,
    ),
  );
  return [
    ...(asked.length === 0 ? [] : [`${isAgain ? "将重新审批" : "将审批"}：${asked.join("、")}`]),
    ...(kept.length === 0 ? [] : [`沿用：${kept.join("、")}`]),
    ...nodes.flatMap(({ node, byRule }) =>
      byRule === undefined ? [] : [`${plain(node.name)}：${plain(byRule.words)}`],
    ),
    ...nodes.flatMap(({ node, saidBefore = [] }) =>
      saidBefore.map(
        ({ seat, at }) =>
          `${plain(node.name)}：${nameOf(organisation, seat.holder)}本人先在“${plain(at.name)}”环节同意的，按同一审批人规则自动同意`,
      ),
    ),
  ];
}

/** Whether a version would go straight back to whoever returned the last one and wants that. */
export function directLines(direct: DirectReturn | undefined): string[] {
  if (direct === undefined) return [];
  const name = shortName(direct.returned.name);
  return [direct.isBack ? `直送：${name}` : `不能直送 ${name}：须先经过上列重新审批`];
}

/** After a return: whose signature will stand, and as long as what is left alone; who signs again whatever is changed. */
export function keepableLines(approval: Approval, returned: Decision): string[] {
  const signed = signedNodes(approval, returned);
  const kept = signed.flatMap(({ node: { reviewFields }, names }) =>
    reviewFields === undefined
      ? []
      : [
          `${names.join("、")}（${reviewLabels(approval.kind, reviewFields).map(plain).join("、")}）`,
        ],
  );
  const again = signed.flatMap(({ node, names }) => (node.reviewFields === undefined ? names : []));
  return [
    ...(kept.length === 0 ? [] : [`沿用：未改动括号内内容的，沿用其同意：${kept.join("；")}`]),
    ...(again.length === 0 ? [] : [`重审：${again.join("、")}审核全部内容，有改动即须重新审批`]),
  ];
}

interface Fixing {
  approval: Approval;
  returned: Decision;
  /** Labels of the fields that were ticked as to be mended. */
  fixes: readonly string[];
}

/** After a return that ticked fields: whose signature will stand if nothing else is changed. */
export function ifOnlyFixedLines({ approval, returned, fixes }: Fixing, file: CaseFile): string[] {
  const document = documentOf(file, approval);
  const rows = document === undefined ? [] : rowsToMend(document);
  const fields = rows.filter(({ label }) => fixes.includes(label)).map(({ field }) => field);
  if (fields.length === 0) return [];
  const signed = signedNodes(approval, returned);
  const isTouched = ({ node: { reviewFields } }: SignedNode) =>
    fields.some((field) => isReviewed(field, approval.kind, reviewFields));
  const kept = namesIn(signed.filter((one) => !isTouched(one)));
  const again = [...namesIn(signed.filter(isTouched)), shortName(returned.name)];
  const stands = kept.length === 0 ? "" : `沿用 ${kept.join("、")}；`;
  return [`如只改所勾选的内容：${stands}将重新审批 ${again.join("、")}`];
}

interface SignedNode {
  node: Approval["nodes"][number];
  names: readonly string[];
}

/** The nodes of the returned round in which somebody agreed; that of the return is none, it is asked anew. */
function signedNodes(approval: Approval, returned: Decision): SignedNode[] {
  return currentNodes(approval)
    .filter(({ nodeId }) => nodeId !== returned.nodeId)
    .map((node) => ({ node, names: agreeingIn(approval, node) }))
    .filter(({ names }) => names.length > 0);
}

function namesIn(signed: readonly SignedNode[]): string[] {
  return [...new Set(signed.flatMap(({ names }) => names))];
}

function agreeingIn(approval: Approval, node: Approval["nodes"][number]): string[] {
  // Whoever was added sits for this round only; whoever had others sign after or beside them is asked again.
  const agreeing = votesOf(approval, node).filter(
    ({ verb, seatNo, decision }) =>
      verb === "approve" &&
      decision.byRule === undefined &&
      !hasAddedOthers(approval, decision) &&
      !node.seats.some((seat) => seat.seatNo === seatNo && seat.added !== undefined),
  );
  return [...new Set(agreeing.map(({ decision }) => shortName(decision.name)))];
}
