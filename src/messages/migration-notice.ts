import { plain, fitLines } from "./fit.ts";
import { asOfText } from "./moments.ts";
import { TEXT_MAX_BYTES } from "../wecom/text-limits.ts";

/** A dry run, as far as whoever confirms it has to know. */
export interface PlannedMigration {
  flowName: string;
  from: number;
  to: number;
  plannedByName: string;
  clean: number;
  refused: number;
  /** For this reader alone. */
  code: string;
}

/** Asks another administrator to confirm a change of the flow of running approvals; the code is theirs alone. */
export function migrationNotice(planned: PlannedMigration, now: Date): string {
  const { flowName, from, to, plannedByName, clean, refused, code } = planned;
  const body = [
    `【流程迁移待确认】${plain(plannedByName)} 请求把“${plain(flowName)}”在办审批从第 ${from} 版迁到第 ${to} 版。`,
    `可迁移 ${clean} 件，不能迁移 ${refused} 件（保持原版本）。`,
    `您的确认码：${code}（24 小时内有效）`,
    "请先与请求人核对试算结果；同意的，把确认码告诉执行人，由其以您的名义确认。不同意的，不必理会。",
  ];
  return fitLines({ body, foot: [`（${asOfText(now)}）`] }, TEXT_MAX_BYTES);
}
