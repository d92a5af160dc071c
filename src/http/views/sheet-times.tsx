import type { JSX } from "preact";
import type { Approval } from "../../domain/approval/instance.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import { timeUsed, type TimeUsed } from "../../domain/time-used.ts";
import { usedText, workMinText } from "../../messages/durations.ts";
import { stampText } from "../../messages/moments.ts";
import type { PageContext } from "./page-context.ts";
import { Cell, SheetTable } from "./sheet-table.tsx";

const COLUMNS = ["轮次", "环节", "开始", "结束", "时限", "用时（工作时间）"];

/** Working time of each node and of the whole. */
export function SheetTimes({
  file,
  approvals,
  context,
}: {
  file: CaseFile;
  approvals: readonly Approval[];
  context: PageContext;
}): JSX.Element {
  const times = approvals.map((approval) =>
    timeUsed(context.bureau.calendar, { file, approval }, context.now),
  );
  return (
    <section class="panel">
      <h2>审批用时</h2>
      <SheetTable columns={COLUMNS}>
        {times.flatMap(({ nodes }) => nodes.map((one) => <TimeRow key={one} used={one} />))}
      </SheetTable>
      <p>{totalText(times)}</p>
    </section>
  );
}

function TimeRow({ used }: { used: TimeUsed["nodes"][number] }): JSX.Element {
  const { node, isLate } = used;
  const { closedAt, dueAt, dueProvisional } = node;
  return (
    <tr>
      <Cell of={COLUMNS[0]}>{`第 ${node.round} 轮`}</Cell>
      <Cell of={COLUMNS[1]}>{node.name}</Cell>
      <Cell of={COLUMNS[2]}>{stampText(node.openedAt)}</Cell>
      <Cell of={COLUMNS[3]}>{closedAt === undefined ? "审批中" : stampText(closedAt)}</Cell>
      <Cell of={COLUMNS[4]}>{`${stampText(dueAt)}${dueProvisional ? "（暂定）" : ""}`}</Cell>
      <Cell of={COLUMNS[5]}>
        <span class={isLate ? "over" : ""}>{`${usedText(used)}${isLate ? "，超期" : ""}`}</span>
      </Cell>
    </tr>
  );
}

function totalText(times: readonly TimeUsed[]): string {
  const sum = (of: (time: TimeUsed) => number): number =>
    times.reduce((total, time) => total + of(time), 0);
  const revision = sum(({ revisionWorkMin }) => revisionWorkMin);
  const total = `审批用时合计 ${workMinText(sum(({ approvalWorkMin }) => approvalWorkMin))}（工作时间，并行环节只计一次）`;
  return revision === 0 ? total : `${total}；另有退回修改 ${workMinText(revision)}`;
}
