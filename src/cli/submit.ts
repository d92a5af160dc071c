import type { Command } from "commander";
import type { App } from "../app/build-app.ts";
import type { ApiResult } from "../actions/inputs.ts";
import { previewDocument } from "../actions/preview-document.ts";
import { submitDocument } from "../actions/submit-document.ts";
import type { CaseNo } from "../domain/ids.ts";
import { directLines, forecastLines } from "../messages/forecast-words.ts";
import { kindText } from "../messages/document-words.ts";
import { attachFiles } from "./attach-files.ts";
import { caseNoFrom } from "./case-no.ts";
import { problemLines, tellProblems } from "./problem-lines.ts";
import { readDocument } from "./read-document.ts";
import { refusedText } from "./refused-text.ts";
import { requirePublishedFlows } from "./require-published-flows.ts";
import { readSubmission, type SubmissionFile, type SubmitOptions } from "./submission-file.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { withDatabase } from "./with-app.ts";

const EXAMPLES = `
例：
  npm run qianpi -- submit examples/hv-plan.yaml --case BZ-2026-000123 --as zhangwei
  npm run qianpi -- submit examples/hv-plan.yaml --case BZ-2026-000123 --as zhangwei --attach 接线图.pdf 现场.jpg
  npm run qianpi -- submit examples/investment.yaml --case BZ-2026-000123 --as maqiang --kind grid_investment

文件可以只有方案内容，也可以另写 caseNo、submittedBy、kind，把内容放在 plan 或 investment 之下；
命令行给出的优先。按已发布的流程审批，卡片由正在运行的服务发出。`;

/** `submit plan.yaml --case NO --as USERID --kind KIND` */
export function addSubmitCommand(program: Command, cli: Cli): void {
  program
    .command("submit")
    .description("提交供电方案或配套电网投资，开始审批")
    .argument("<文件>", "YAML 或 JSON 文件")
    .option("--case <编号>", "工单编号")
    .option("--as <userid>", "提交人的企业微信 userid")
    .option("--kind <种类>", "supply_plan（供电方案）或 grid_investment（配套电网投资）")
    .option("--attach <FILE...>", "附件：PDF 或图片，可写多个；随这一版提交")
    .option("--preview", "只预览：哪些人将重新审批、哪些人的同意沿用；不提交")
    .addHelpText("after", EXAMPLES)
    .action(async (path: string, options: SubmitOptions) =>
      cli.finish(await submitFrom(path, options, cli)),
    );
}

async function submitFrom(path: string, options: SubmitOptions, cli: Cli): Promise<ExitCode> {
  const submission = readSubmission(readDocument(path, cli.env), options);
  const { parsed } = submission;
  if (!parsed.ok) return tellProblems(cli, parsed.problems, { ...submission, verb: "提交" });
  const caseNo = caseNoFrom(submission.caseNo);
  const does = options.preview ? preview : submit;
  return withDatabase(cli, async (app) => {
    await requirePublishedFlows(app);
    const { submittedBy, attachments: named = [] } = parsed.value;
    const uploaded = await attachFiles(
      app,
      { caseNo, submittedBy, paths: options.attach ?? [] },
      cli,
    );
    if (uploaded === undefined) return 1;
    const content = { ...parsed.value, attachments: [...named, ...uploaded] };
    return does(app, { caseNo, submission, content }, cli);
  });
}

interface Submitting {
  caseNo: CaseNo;
  submission: SubmissionFile;
  content: Extract<SubmissionFile["parsed"], { ok: true }>["value"];
}

async function submit(
  { deps }: App,
  { caseNo, submission, content }: Submitting,
  cli: Cli,
): Promise<ExitCode> {
  const { kind } = submission;
  const result = await submitDocument(deps, { caseNo, kind, ...content, once: undefined });
  if (result.ok) {
    const { version, approvalId, warnings } = result.value;
    cli.out(`已提交 ${caseNo} ${kindText(kind)} v${version}，审批编号 ${approvalId}`);
    if (warnings.length > 0) {
      cli.out([`请留意 ${warnings.length} 处：`, ...problemLines(warnings, submission)].join("\n"));
    }
    return 0;
  }
  return tellRefused(result, { submission, deps }, cli);
}

async function preview(
  { deps }: App,
  { caseNo, submission, content }: Submitting,
  cli: Cli,
): Promise<ExitCode> {
  const { kind } = submission;
  const result = await previewDocument(deps, { caseNo, kind, ...content });
  if (!result.ok) return tellRefused(result, { submission, deps }, cli);
  const { version, nodes, direct, warnings } = result.value;
  const { organisation } = deps.bureau;
  cli.out(
    [
      `预览 ${caseNo} ${kindText(kind)} v${version}（未提交）`,
      ...forecastLines(nodes, organisation),
      ...directLines(direct),
      ...problemLines(warnings, submission),
    ].join("\n"),
  );
  return 0;
}

function tellRefused(
  result: Extract<ApiResult<never>, { ok: false }>,
  { submission, deps }: { submission: SubmissionFile; deps: App["deps"] },
  cli: Cli,
): ExitCode {
  if (result.why === "problems") {
    return tellProblems(cli, result.problems, { ...submission, verb: "提交" });
  }
  cli.err(`未提交：${refusedText(result, deps)}`);
  return 1;
}
