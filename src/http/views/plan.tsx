import type { JSX } from "preact";
import { rowsOf, type FieldRow } from "../../domain/case/document-fields.ts";
import type { CaseDocument } from "../../domain/case/document.ts";
import type { CaseFile } from "../../domain/case-file.ts";
import { documentWarnings } from "../../domain/document-warnings.ts";
import type { ApprovalKind } from "../../domain/approval-kind.ts";
import { nameOf } from "../../messages/approval-words.ts";
import { momentText } from "../../messages/moments.ts";
import { AttachmentList, type AttachmentAccess } from "./attachment-list.tsx";
import type { PageContext } from "./page-context.ts";
import { groupsOf, type FieldGroup } from "./field-groups.ts";
import { Comparison } from "./comparison.tsx";
import { Pair } from "./layout.tsx";

/** Half-width characters that fit beside a label in half a panel. */
const HALF_COLUMN = 20;

interface DocumentProps {
  file: CaseFile;
  kind: ApprovalKind;
  access: AttachmentAccess;
  context: PageContext;
}

/** The newest version in full, then what each version changed and the older ones. */
export function DocumentVersions({
  file,
  kind,
  access,
  context,
}: DocumentProps): JSX.Element | null {
  const documents = file.documents.filter((document) => document.kind === kind);
  const newestFirst = documents.toSorted((a, b) => b.version - a.version);
  const [newest, ...older] = newestFirst;
  if (newest === undefined) return null;
  return (
    <>
      <Submission document={newest} context={context} />
      <Warnings file={file} document={newest} context={context} />
      <AttachmentList file={file} document={newest} access={access} context={context} />
      <FullDocument document={newest} />
      {older.length === 0 ? null : (
        <History file={file} versions={newestFirst} access={access} context={context} />
      )}
    </>
  );
}

function Submission({
  document,
  context,
}: {
  document: CaseDocument;
  context: PageContext;
}): JSX.Element {
  const { organisation } = context.bureau;
  return (
    <p class="byline">
      <span>
        v{document.version}，{nameOf(organisation, document.submittedBy)} 于{" "}
        {momentText(document.submittedAt, context.now)} 提交
      </span>
      <span>
        内容指纹 <code>{document.contentHash.slice(0, 12)}</code>
      </span>
    </p>
  );
}

/** What was doubtful when the version was submitted; those who sign are to judge it. */
function Warnings({ file, document, context }: WarningsProps): JSX.Element | null {
  const warnings = documentWarnings(file, document, context.bureau);
  if (warnings.length === 0) return null;
  return (
    <aside class="warnings">
      <h3>提示（{warnings.length} 条，请审批时留意）</h3>
      <ul>
        {warnings.map(({ field, code, message }) => (
          <li key={`${field} ${code}`}>{message}</li>
        ))}
      </ul>
    </aside>
  );
}

interface WarningsProps {
  file: CaseFile;
  document: CaseDocument;
  context: PageContext;
}

/** Every filled field under its heading. */
export function FullDocument({ document }: { document: CaseDocument }): JSX.Element {
  const groups = groupsOf(rowsOf(document.content));
  return (
    <div class="groups">
      {groups.map((group) => (
        <Group key={group.title} group={group} />
      ))}
    </div>
  );
}

function Group({ group }: { group: FieldGroup }): JSX.Element {
  return (
    <section class="group">
      <h3>{group.title}</h3>
      {group.rows.length === 0 ? null : <Rows rows={group.rows} />}
      {group.items.map((item) => (
        <div class="item" key={item.title}>
          <h4>{item.title}</h4>
          <Rows rows={item.rows} />
        </div>
      ))}
    </section>
  );
}

function Rows({ rows }: { rows: readonly FieldRow[] }): JSX.Element {
  return (
    <dl class="pairs">
      {rows.map((row) => (
        <Pair key={row.field} term={row.label} isWide={halfWidthsOf(row.text) > HALF_COLUMN}>
          {row.text}
        </Pair>
      ))}
    </dl>
  );
}

interface HistoryProps {
  file: CaseFile;
  versions: readonly CaseDocument[];
  access: AttachmentAccess;
  context: PageContext;
}

function History({ file, versions, access, context }: HistoryProps): JSX.Element {
  return (
    <section class="history">
      <h3>版本变化</h3>
      {versions.slice(0, -1).map((document, index) => (
        <Comparison
          key={document.version}
          before={versions[index + 1] ?? document}
          after={document}
        />
      ))}
      {versions.slice(1).map((document) => (
        <details key={document.version}>
          <summary>查看 v{document.version} 全文</summary>
          <Submission document={document} context={context} />
          <Warnings file={file} document={document} context={context} />
          <AttachmentList file={file} document={document} access={access} context={context} />
          <FullDocument document={document} />
        </details>
      ))}
    </section>
  );
}

/** Width of a text in half-width characters; Chinese takes two. */
function halfWidthsOf(text: string): number {
  return text.replace(/[\u2e80-\uffff]/g, "xx").length;
}
