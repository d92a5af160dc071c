import type { JSX } from "preact";
import type { CaseFile } from "../../domain/case-file.ts";
import { CUSTOMER_CLASS_NAMES } from "../../domain/case/problems.ts";
import { whyNotSubmit } from "../../domain/people/may-submit.ts";
import { departmentOf, type Person } from "../../domain/people/organisation.ts";
import type { OwnPhrase } from "../../domain/own-phrases.ts";
import type { ApprovalKind } from "../../domain/approval-kind.ts";
import { nameOf } from "../../messages/approval-words.ts";
import { kindText } from "../../messages/document-words.ts";
import { momentText } from "../../messages/moments.ts";
import type { CaseForms } from "../pages/case-forms.ts";
import type { Draft } from "../pages/draft.ts";
import { REQUEST_KIND } from "./case-words.ts";
import { WHOM } from "./act-choices.ts";
import { ACT_FORMS, type ActForm } from "./act-forms.ts";
import type { AttachmentAccess } from "./attachment-list.tsx";
import { AddedSigners } from "./added-signers.tsx";
import { AskedPanel } from "./decision-form.tsx";
import { Colleagues } from "./colleagues.tsx";
import { CopiedPanel } from "./copies.tsx";
import { DRAFT_SCRIPT_URL } from "./draft-script.ts";
import { Layout, Pair } from "./layout.tsx";
import { OwnApprovals } from "./own-approvals.tsx";
import { OwnAutomatic } from "./own-automatic.tsx";
import { OVERRIDE_ID, OverridePanel } from "./override-panel.tsx";
import { OwnDecisions } from "./own-decisions.tsx";
import type { PageContext } from "./page-context.ts";
import { DocumentVersions } from "./plan.tsx";
import { AnswerPanel } from "./questions.tsx";
import { Stages } from "./stages.tsx";
import { StatusStrip, type Jump } from "./status-strip.tsx";
import { TimeLeft } from "./time-left.tsx";
import { Timeline } from "./timeline.tsx";
import { NotCounted } from "./unsent.tsx";

interface CaseProps {
  file: CaseFile;
  context: PageContext;
  viewer: Person;
  /** Their own 常用语. */
  phrases: readonly OwnPhrase[];
  /** Everything that the viewer may do. */
  forms: CaseForms;
  /** What the viewer has just sent and no task here waits for any more. */
  unsent: { refused: string; draft: Draft } | undefined;
}

/** Everything about one case for whoever may see it; what is asked of the viewer comes first. */
export function CasePage(props: CaseProps): JSX.Element {
  const { file, context, viewer, phrases, forms, unsent } = props;
  const { connectionCase, stages } = file;
  const overrides = forms.acts.filter(isOverride);
  return (
    <Layout title={connectionCase.caseNo} viewerName={viewer.name} script={DRAFT_SCRIPT_URL}>
      <StatusStrip
        file={file}
        jumps={[...jumpsOf(file), ...jumpToOverrides(overrides)]}
        context={context}
      />
      <main class="case">
        {unsent === undefined ? null : <NotCounted {...unsent} />}
        {forms.acts.some(({ kind }) => WHOM[kind] !== undefined) ? (
          <Colleagues organisation={context.bureau.organisation} />
        ) : null}
        <OwnDecisions
          file={file}
          viewer={viewer.userid}
          acts={forms.acts.filter(isOfSigner)}
          context={context}
        />
        <OwnAutomatic acts={forms.acts.filter(isOfRule)} context={context} />
        <AddedSigners acts={forms.acts.filter(isOfSigners)} context={context} />
        {forms.acts.filter(isOfAsked).map((form) => (
          <AnswerPanel key={form.action} form={form} file={file} context={context} />
        ))}
        {forms.asked.map((one) => (
          <AskedPanel
            key={one.task.id}
            asked={one}
            acts={forms.acts.filter(
              (act) => isOfHolder(act) && act.subject.task?.id === one.task.id,
            )}
            phrases={phrases}
            file={file}
            context={context}
          />
        ))}
        <CopiedPanel file={file} acts={forms.acts.filter(isOfCopied)} context={context} />
        <CaseHeader file={file} viewer={viewer} context={context} />
        <OwnApprovals acts={forms.acts.filter(isOfOwner)} file={file} context={context} />
        {KINDS.map((kind) => (
          <KindSection
            key={kind}
            kind={kind}
            file={file}
            access={{ viewer: viewer.userid, token: forms.openToken }}
            context={context}
          />
        ))}
        <section class="panel" id="stages">
          <h2>办理环节</h2>
          <Stages stages={stages} customerClass={connectionCase.customerClass} context={context} />
        </section>
        <OverridePanel acts={overrides} file={file} context={context} />
      </main>
    </Layout>
  );
}

const isOfHolder = ({ kind }: ActForm): boolean => ACT_FORMS[kind].place === "task";
const isOfSigners = ({ kind }: ActForm): boolean => ACT_FORMS[kind].place === "signers";
const isOfSigner = ({ kind }: ActForm): boolean => ACT_FORMS[kind].place === "decision";
const isOfRule = ({ kind }: ActForm): boolean => ACT_FORMS[kind].place === "rule";
const isOfCopied = ({ kind }: ActForm): boolean => ACT_FORMS[kind].place === "copied";
const isOfAsked = ({ kind }: ActForm): boolean => ACT_FORMS[kind].place === "question";
const isOfOwner = ({ kind }: ActForm): boolean => ACT_FORMS[kind].place === "approval";

const isOverride = ({ kind }: ActForm): boolean => ACT_FORMS[kind].place === "override";

const KINDS: readonly ApprovalKind[] = ["supply_plan", "grid_investment"];

function jumpsOf(file: CaseFile): Jump[] {
  const jumps = KINDS.filter((kind) => hasKind(file, kind)).flatMap((kind) => [
    { id: kind, text: kindText(kind) },
    { id: `${kind}-approval`, text: "审批" },
  ]);
  return [...jumps, { id: "stages", text: "环节" }];
}

function jumpToOverrides(overrides: readonly ActForm[]): Jump[] {
  return overrides.length === 0 ? [] : [{ id: OVERRIDE_ID, text: "越权处理" }];
}

function hasKind(file: CaseFile, kind: ApprovalKind): boolean {
  return [...file.documents, ...file.approvals].some((one) => one.kind === kind);
}

function CaseHeader({
  file,
  viewer,
  context,
}: Pick<CaseProps, "file" | "viewer" | "context">): JSX.Element {
  const { connectionCase } = file;
  const { organisation } = context.bureau;
  const branch = connectionCase.branch && departmentOf(organisation, connectionCase.branch)?.name;
  return (
    <section class="panel">
      <h1>{connectionCase.customerName}</h1>
      <CurrentStages file={file} context={context} />
      <dl class="pairs">
        <Pair term="用电地址">{connectionCase.address}</Pair>
        <Pair term="客户类别">
          {CUSTOMER_CLASS_NAMES[connectionCase.customerClass]}，
          {REQUEST_KIND[connectionCase.requestKind]}
        </Pair>
        <Pair term="受理时间">{momentText(connectionCase.acceptedAt, context.now)}</Pair>
        {branch ? <Pair term="供电分局">{branch}</Pair> : null}
        <Pair term="网格客户经理">{nameOf(organisation, connectionCase.gridManager)}</Pair>
        <Pair term="业扩工程经理">{nameOf(organisation, connectionCase.worksManager)}</Pair>
      </dl>
      {whyNotSubmit(viewer, connectionCase) === undefined ? (
        <p>
          <a href={`/cases/${connectionCase.caseNo}/attachments`}>上传附件</a>
        </p>
      ) : null}
    </section>
  );
}

function CurrentStages({ file, context }: { file: CaseFile; context: PageContext }): JSX.Element {
  const running = file.stages.filter((stage) => stage.status === "running");
  if (running.length === 0) return <p class="current">当前没有进行中的环节</p>;
  return (
    <ul class="current">
      {running.map((stage) => (
        <li key={stage.id}>
          当前环节 <strong>{stage.name}</strong>
          {stage.dueAt === undefined ? null : <TimeLeft dueAt={stage.dueAt} context={context} />}
        </li>
      ))}
    </ul>
  );
}

interface KindProps {
  kind: ApprovalKind;
  file: CaseFile;
  access: AttachmentAccess;
  context: PageContext;
}

/** A plan or an investment: its document beside its approvals. */
function KindSection({ kind, file, access, context }: KindProps): JSX.Element | null {
  const approvals = file.approvals.filter((approval) => approval.kind === kind);
  if (!hasKind(file, kind)) return null;
  return (
    <div class="kind">
      <section class="panel" id={kind}>
        <h2>{kindText(kind)}</h2>
        <DocumentVersions file={file} kind={kind} access={access} context={context} />
      </section>
      <section class="panel" id={`${kind}-approval`}>
        <h2>{kindText(kind)}审批</h2>
        <p>
          <a href={`/cases/${encodeURIComponent(file.connectionCase.caseNo)}/sheet/${kind}`}>
            打印{kindText(kind)}审批单
          </a>
        </p>
        {approvals.toReversed().map((approval) => (
          <Timeline key={approval.id} approval={approval} context={{ ...context, file }} />
        ))}
      </section>
    </div>
  );
}
