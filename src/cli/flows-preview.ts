import type { Command } from "commander";
import { previewFlow, type PreviewedFacts } from "../actions/preview-flow.ts";
import type { App } from "../app/build-app.ts";
import { newestFlows } from "../domain/approval/choose-flow.ts";
import type { Flow } from "../domain/approval/flow.ts";
import type { ConnectionCase, CustomerClass } from "../domain/case/connection-case.ts";
import { documentHash } from "../domain/case/document-hash.ts";
import type { DocumentContent } from "../domain/case/supply-plan.ts";
import type { CaseId, CaseNo, StaffId } from "../domain/ids.ts";
import { personOf } from "../domain/people/organisation.ts";
import { refusalText } from "../messages/replies.ts";
import { caseNoFrom } from "./case-no.ts";
import { previewText } from "./flow-preview-words.ts";
import { tellProblems } from "./problem-lines.ts";
import { readDocument } from "./read-document.ts";
import { readSubmission } from "./submission-file.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withDatabase } from "./with-app.ts";

const NOTES = `
例：
  npm run qianpi -- flows preview plan-10kv-single --facts examples/hv-plan.yaml --as zhangwei
  npm run qianpi -- flows preview plan-10kv-single --case BZ-2026-000123

按此刻的人员、休假代理和日历，从现在提交起推算：每人都在到期时同意。不写入数据，不发消息；草稿目录用 CONFIG_DIR。
--facts 的文件与 submit 的相同。`;

interface Options {
  facts?: string;
  case?: string;
  as?: string;
  class: string;
}

/** `flows preview FLOW --facts FILE | --case CASE` */
export function addFlowsPreview(flows: Command, cli: Cli): void {
  flows
    .command("preview")
    .description("试走一个流程：环节、审批人、到期时间和将发出的消息")
    .argument("<流程>", "流程编号")
    .option("--facts <文件>", "方案或投资文件（可虚构）")
    .option("--case <编号>", "用这件工单的最新方案或投资")
    .option("--as <userid>", "提交人，配合 --facts")
    .option("--class <类别>", "客户类别 residential、lv、hv-single、hv-dual", "hv-single")
    .addHelpText("after", NOTES)
    .action(async (id: string, options: Options) => cli.finish(await preview(id, options, cli)));
}

/** Looks only: a draft must not be published by being tried. */
function preview(id: string, options: Options, cli: Cli): Promise<ExitCode> {
  if ((options.facts === undefined) === (options.case === undefined)) {
    throw new UsageError("请给出 --facts 或 --case，二者选一");
  }
  return withDatabase(cli, async (app) => {
    const flow = flowNamed(id, app);
    if (options.facts === undefined) {
      return tell(app, { flow, facts: { caseNo: caseNoFrom(options.case) } }, cli);
    }
    const submission = readSubmission(readDocument(options.facts, cli.env), {
      kind: flow.kind,
      ...(options.as === undefined ? {} : { as: options.as }),
    });
    const { parsed } = submission;
    if (!parsed.ok) return tellProblems(cli, parsed.problems, { ...submission, verb: "试走" });
    return tell(app, { flow, facts: madeUp(parsed.value, options, app) }, cli);
  });
}

function flowNamed(id: string, { deps }: App): Flow {
  const flows = newestFlows(deps.bureau.flows);
  const flow = flows.find((one) => one.id === id);
  if (flow !== undefined) return flow;
  throw new UsageError(`没有流程“${id}”；现有：${flows.map((one) => one.id).join("、")}`);
}

const CLASSES: readonly CustomerClass[] = ["residential", "lv", "hv-single", "hv-dual"];

/** A case that does not exist: whoever submits manages it, in their own department. */
function madeUp(
  { submittedBy, content }: { submittedBy: StaffId; content: DocumentContent },
  options: Options,
  { deps }: App,
): PreviewedFacts {
  const customerClass = CLASSES.find((one) => one === options.class);
  if (customerClass === undefined) {
    throw new UsageError(`客户类别应为 ${CLASSES.join("、")} 之一`);
  }
  const person = personOf(deps.bureau.organisation, submittedBy);
  if (person === undefined) throw new UsageError(`提交人 ${submittedBy} 不在组织名单中`);
  const now = deps.clock.now();
  const connectionCase: ConnectionCase = {
    id: 1 as CaseId,
    caseNo: "SHIZOU-0001" as CaseNo,
    customerName: "试走",
    address: "",
    customerClass,
    requestKind: "new",
    gridManager: submittedBy,
    worksManager: submittedBy,
    branch: person.department,
    openedBy: "preview",
    acceptedAt: now,
  };
  const kind = "sources" in content ? "supply_plan" : "grid_investment";
  const contentHash = documentHash(content);
  return {
    connectionCase,
    document: {
      kind,
      version: 1,
      content,
      attachments: [],
      contentHash,
      submittedBy,
      submittedAt: now,
    },
  };
}

async function tell(
  { deps }: App,
  { flow, facts }: { flow: Flow; facts: PreviewedFacts },
  cli: Cli,
): Promise<ExitCode> {
  const outcome = await previewFlow(deps, flow, facts);
  if (outcome?.ok === true) {
    cli.out(previewText(flow, outcome.next, deps.bureau));
    return 0;
  }
  const { bureau, clock } = deps;
  cli.err(
    outcome === undefined
      ? "未试走：这件工单还没有此类文件"
      : `未试走：${refusalText(outcome.refusal, { bureau, now: clock.now() })}`,
  );
  return 1;
}
