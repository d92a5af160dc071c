import type { JSX } from "preact";
import type { Approval, ApprovalNode } from "../../domain/approval/instance.ts";
import { votesOf } from "../../domain/approval/votes.ts";
import { nameOf, signerName } from "../../messages/approval-words.ts";
import type { Draft } from "../pages/draft.ts";
import type { PageContext } from "./page-context.ts";

interface ReturnProps {
  approval: Approval;
  /** The nodes that it may be returned to, besides the submitter. */
  targets: readonly ApprovalNode[];
  draft: Draft | undefined;
  context: PageContext;
}

interface Choice {
  value: string;
  text: string;
}

const WAYS: readonly Choice[] = [
  { value: "direct", text: "直送我：未改动已审核内容的直接回到我" },
  { value: "step-by-step", text: "逐级重走：途经环节全部重新审批" },
];

/** Where a return goes, and how it comes back. */
export function ReturnChoice({ approval, targets, draft, context }: ReturnProps): JSX.Element {
  const submitter = nameOf(context.bureau.organisation, approval.submittedBy);
  const places = [
    { value: "", text: `提交人 ${submitter}（修改方案）` },
    ...targets.map((node) => ({ value: node.nodeId, text: placeText(approval, node) })),
  ];
  return (
    <>
      <Radios name="returnTo" title="退给" choices={places} chosen={draft?.returnTo} />
      <Radios name="resume" title="退回之后" choices={WAYS} chosen={draft?.resume} />
    </>
  );
}

/** 发策审核（陈明） */
function placeText(approval: Approval, node: ApprovalNode): string {
  const names = votesOf(approval, node).map(({ decision }) => signerName(decision));
  return `${node.name}（${[...new Set(names)].join("、")}）`;
}

interface RadiosProps {
  name: string;
  title: string;
  choices: readonly Choice[];
  chosen: string | undefined;
}

/** The first is chosen beforehand. */
function Radios({ name, title, choices, chosen }: RadiosProps): JSX.Element {
  const at = Math.max(
    0,
    choices.findIndex(({ value }) => value === chosen),
  );
  return (
    <fieldset class="ways">
      <legend>{title}</legend>
      <div class="phrases">
        {choices.map(({ value, text }, index) => (
          <label key={value}>
            <input type="radio" name={name} value={value} checked={index === at} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
