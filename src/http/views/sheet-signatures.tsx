import type { JSX } from "preact";
import { takeBackOf, type Act } from "../../domain/approval/act.ts";
import type { Approval, Decision } from "../../domain/approval/instance.ts";
import { signerName } from "../../messages/approval-words.ts";
import { stampText } from "../../messages/moments.ts";
import { wayBackText } from "../../messages/return-words.ts";
import { channelText, RULE_MARK, verbMark } from "./case-words.ts";
import { Cell, SheetTable } from "./sheet-table.tsx";

const COLUMNS = ["轮次、版本", "环节（席位）", "签署人", "意见", "时间、方式"];

/** Every signature of every round, in the order in which they were given. */
export function SheetSignatures({ approvals }: { approvals: readonly Approval[] }): JSX.Element {
  const count = approvals.flatMap(({ decisions }) => decisions).length;
  return (
    <section class="panel">
      <h2>签署意见（{count} 条）</h2>
      {count === 0 ? (
        <p>尚无签署意见</p>
      ) : (
        <SheetTable columns={COLUMNS}>
          {approvals.flatMap((approval) =>
            approval.decisions.map((decision) => (
              <SignatureRow key={decision.taskId} decision={decision} approval={approval} />
            )),
          )}
        </SheetTable>
      )}
    </section>
  );
}

function SignatureRow({
  decision,
  approval,
}: {
  decision: Decision;
  approval: Approval;
}): JSX.Element {
  const { round, nodeId, verb, opinion, documentVersion, committedAt } = decision;
  const node = approval.nodes.find((one) => one.round === round && one.nodeId === nodeId);
  const wayBack = wayBackText(approval, decision);
  const mark = decision.byRule === undefined ? verbMark(approval, verb) : RULE_MARK[verb];
  const seat = approval.tasks.find(({ id }) => id === decision.taskId)?.label;
  const taken = takeBackOf(approval, decision.taskId);
  return (
    <tr>
      <Cell of={COLUMNS[0]}>
        {`第 ${round} 轮，v${documentVersion}`}
        {approval.revokes === undefined ? null : <small>撤销审批</small>}
      </Cell>
      <Cell of={COLUMNS[1]}>
        {node?.name ?? nodeId}
        {seat === undefined ? null : <small>{seat}</small>}
      </Cell>
      <Cell of={COLUMNS[2]}>
        {signerName(decision)}
        <small>{office(decision)}</small>
      </Cell>
      <Cell of={COLUMNS[3]}>
        {taken === undefined ? <strong class={mark.tone}>{mark.text}</strong> : <s>{mark.text}</s>}
        <small>{opinion.text}</small>
        {wayBack === "" ? null : <small>{wayBack}</small>}
        {taken === undefined ? null : <small>{uncountedText(taken)}</small>}
      </Cell>
      <Cell of={COLUMNS[4]}>
        {stampText(committedAt)}
        <small>{channelText(decision)}</small>
      </Cell>
    </tr>
  );
}

const UNCOUNTED: Readonly<Partial<Record<Act["kind"], string>>> = {
  undo: "撤回",
  "take-back": "拿回",
  object: "提出异议",
};

/** Who has made a signature count no more, when and why. */
function uncountedText({ kind, name, at, text }: Act): string {
  const deed = UNCOUNTED[kind] ?? "使前序意见不再计入，此项随之失效";
  return `不计入：${name} 于 ${stampText(at)} ${deed}${text === "" ? "" : `，理由：${text}`}`;
}

/** In which office somebody has signed; or that nobody has. */
function office({ byRule, department, position }: Decision): string {
  return byRule === undefined
    ? `${department} ${position}`
    : `未经人工签署，规则 ${byRule.ruleId} 第 ${byRule.version} 版`;
}
