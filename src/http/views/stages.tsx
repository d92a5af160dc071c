import type { JSX } from "preact";
import type { CustomerClass, Stage } from "../../domain/case/connection-case.ts";
import type { StageLimit } from "../../domain/case/stages.ts";
import { momentText } from "../../messages/moments.ts";
import { STAGE_MARK } from "./case-words.ts";
import { Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";
import { TimeLeft } from "./time-left.tsx";

interface StagesProps {
  stages: readonly Stage[];
  customerClass: CustomerClass;
  context: PageContext;
}

/** All stages of the case with the bureau's promise and the limit of the law. */
export function Stages({ stages, customerClass, context }: StagesProps): JSX.Element {
  return (
    <ol class="stages">
      {stages.map((stage) => (
        <li key={stage.id} class={`stage ${STAGE_MARK[stage.status].tone}`}>
          <p class="who">
            <span class="name">{stage.name}</span>
            <Pill mark={STAGE_MARK[stage.status]} />
          </p>
          <Limit limit={limitOf(stage, customerClass, context)} />
          <Moments stage={stage} context={context} />
        </li>
      ))}
    </ol>
  );
}

function limitOf(stage: Stage, customerClass: CustomerClass, { bureau }: PageContext) {
  const graph = bureau.stageGraphs.find((one) => one.customerClass === customerClass);
  return graph?.stages.find((rule) => rule.id === stage.id)?.limit;
}

function Limit({ limit }: { limit: StageLimit | undefined }): JSX.Element | null {
  if (limit === undefined) return null;
  const { workDays, statutoryWorkDays, provisional, basis } = limit;
  return (
    <p class="hint">
      承诺 {workDays} 个工作日{provisional ? "（暂定）" : ""}
      {statutoryWorkDays === undefined ? "" : `，法定 ${statutoryWorkDays} 个工作日`}
      <span class="basis">依据：{basis}</span>
    </p>
  );
}

function Moments({ stage, context }: { stage: Stage; context: PageContext }): JSX.Element | null {
  const { startedAt, finishedAt } = stage;
  if (startedAt === undefined) return null;
  const end = finishedAt === undefined ? "至今" : momentText(finishedAt, context.now);
  return (
    <p class="node-facts">
      <span>
        {momentText(startedAt, context.now)} — {end}
      </span>
      <StageDue stage={stage} context={context} />
    </p>
  );
}

function StageDue({ stage, context }: { stage: Stage; context: PageContext }): JSX.Element | null {
  const { dueAt, finishedAt } = stage;
  if (dueAt === undefined) return null;
  const due = `${momentText(dueAt, context.now)}${stage.dueProvisional ? "（暂定）" : ""} 到期`;
  if (finishedAt !== undefined) {
    return finishedAt > dueAt ? <span class="over">{due}，已超期完成</span> : <span>{due}</span>;
  }
  return (
    <>
      <span>{due}</span>
      <TimeLeft dueAt={dueAt} context={context} />
    </>
  );
}
