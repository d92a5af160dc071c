import type { JSX } from "preact";
import type { Approval } from "../../domain/approval/instance.ts";
import { pendingTasks } from "../../domain/approval/tasks.ts";
import { approvalOfKind, type CaseFile } from "../../domain/case-file.ts";
import { CUSTOMER_CLASS_NAMES } from "../../domain/case/problems.ts";
import { departmentOf } from "../../domain/people/organisation.ts";
import { nameOf } from "../../messages/approval-words.ts";
import { stampText } from "../../messages/moments.ts";
import { REQUEST_KIND } from "./case-words.ts";
import { Layout, Pair } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";
import { FullDocument } from "./plan.tsx";
import type { PrintedSheet } from "./printed-sheet.ts";
import { revokedText } from "./revoked-words.ts";
import { SheetAttachments } from "./sheet-attachments.tsx";
import { SheetProof } from "./sheet-proof.tsx";
import { SheetSignatures } from "./sheet-signatures.tsx";
import { SheetTimes } from "./sheet-times.tsx";

export interface SheetProps {
  sheet: PrintedSheet;
  context: PageContext;
  viewerName: string;
}

/** 审批单: one document with every signature, to be printed on A4 and checked without the service. */
export function SheetPage({
  pdfUrl,
  ...props
}: SheetProps & { pdfUrl: string | undefined }): JSX.Element {
  const { statement } = props.sheet;
  return (
    <Layout title={sheetTitle(props.sheet)} viewerName={props.viewerName}>
      <main class="sheet">
        <p class="hint on-screen">
          {pdfUrl === undefined ? null : <a href={pdfUrl}>下载 PDF 文件</a>}
          {pdfUrl === undefined ? "" : "；也可"}用浏览器的“打印”打印或另存为 PDF。
          <a href={`/cases/${encodeURIComponent(statement.caseNo)}`}>返回工单</a>
        </p>
        <SheetContent {...props} />
      </main>
    </Layout>
  );
}

export function sheetTitle({ statement }: PrintedSheet): string {
  return `${statement.kind}审批单 ${statement.caseNo}`;
}

/** What stands on the paper, from whichever of the two it is printed. */
export function SheetContent({ sheet, context, viewerName }: SheetProps): JSX.Element {
  const { file, document, approvals, statement } = sheet;
  return (
    <>
      <header class="sheet-head">
        <h1>{`${statement.kind}审批单`}</h1>
        <p>
          <strong>{statement.caseNo}</strong>
          <span>{`${statement.kind} v${statement.version}`}</span>
          <strong class={isFinished(sheet) ? "stamp good" : "stamp bad"}>{statement.status}</strong>
        </p>
        <small class="sheet-foot">
          {`${viewerName} 于 ${stampText(context.now)} 生成，此后的变化不在本单上`}
        </small>
      </header>
      <Unfinished sheet={sheet} context={context} />
      <CaseFacts file={file} context={context} />
      <section class="panel">
        <h2>{`${statement.kind}内容（v${document.version}）`}</h2>
        <p class="byline">
          <span>
            {nameOf(context.bureau.organisation, document.submittedBy)} 于{" "}
            {stampText(document.submittedAt)} 提交
          </span>
        </p>
        <FullDocument document={document} />
      </section>
      <SheetAttachments document={document} />
      <SheetSignatures approvals={approvals} />
      <SheetTimes
        file={file}
        approvals={approvals.filter(({ revokes }) => revokes === undefined)}
        context={context}
      />
      <SheetProof sheet={sheet} />
    </>
  );
}

function isFinished(sheet: PrintedSheet): boolean {
  return statusOf(sheet) === "approved";
}

function statusOf({ file, document }: PrintedSheet): Approval["status"] | undefined {
  return approvalOfKind(file, document.kind)?.status;
}

/** What is approved counts until its revocation is decided, but nobody should begin to build by it. */
function warningOf(sheet: PrintedSheet): string {
  return statusOf(sheet) === "revoking" ? "有结果前请勿据此开始实施" : "本单不能作为实施依据";
}

/** Said where nobody can miss it: this is not a basis for building anything. */
function Unfinished({ sheet, context }: Omit<SheetProps, "viewerName">): JSX.Element | null {
  const { approvals, statement, file } = sheet;
  if (isFinished(sheet)) return null;
  const awaited = approvals.flatMap(pendingTasks);
  const { organisation } = context.bureau;
  return (
    <section class="unfinished">
      <p>
        <strong>{statement.status}</strong>，{warningOf(sheet)}。
      </p>
      {approvals
        .flatMap((approval) => revokedText(approval, file) ?? [])
        .map((words) => (
          <p key={words}>{words}</p>
        ))}
      {awaited.length === 0 ? null : (
        <ul>
          {awaited.map((task) => (
            <li key={task.id}>
              {`待 ${nameOf(organisation, task.holder)}（${task.label}）审批，自 ${stampText(task.openedAt)}，${stampText(task.dueAt)} 到期`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function CaseFacts({ file, context }: { file: CaseFile; context: PageContext }): JSX.Element {
  const { connectionCase } = file;
  const { organisation } = context.bureau;
  const branch = connectionCase.branch && departmentOf(organisation, connectionCase.branch)?.name;
  return (
    <section class="panel">
      <h2>客户与工单</h2>
      <dl class="pairs">
        <Pair term="客户名称">{connectionCase.customerName}</Pair>
        <Pair term="用电地址">{connectionCase.address}</Pair>
        <Pair term="客户类别">
          {CUSTOMER_CLASS_NAMES[connectionCase.customerClass]}，
          {REQUEST_KIND[connectionCase.requestKind]}
        </Pair>
        <Pair term="受理时间">{stampText(connectionCase.acceptedAt)}</Pair>
        {branch ? <Pair term="供电分局">{branch}</Pair> : null}
        <Pair term="网格客户经理">{nameOf(organisation, connectionCase.gridManager)}</Pair>
        <Pair term="业扩工程经理">{nameOf(organisation, connectionCase.worksManager)}</Pair>
      </dl>
    </section>
  );
}
