import type { JSX } from "preact";
import { changesBetween } from "../../domain/case/document-changes.ts";
import { rowsOf, type FieldRow } from "../../domain/case/document-fields.ts";
import type { CaseDocument } from "../../domain/case/document.ts";
import { nameOf } from "../../messages/approval-words.ts";
import { momentText } from "../../messages/moments.ts";
import type { PageContext } from "./page-context.ts";
import { groupsOf, type FieldGroup } from "./field-groups.ts";
import { Pair } from "./layout.tsx";

/** Half-width characters that fit beside a label in half a panel. */
const HALF_COLUMN = 20;

interface DocumentProps {
  /** All versions of one kind, in any order. */
  documents: readonly CaseDocument[];
  context: PageContext;
}

/** The newest version in full, then what each version changed and the older ones. */
export function DocumentVersions({ documents, context }: DocumentProps): JSX.Element | null {
  const newestFirst = documents.toSorted((a, b) => b.version - a.version);
  const [newest, ...older] = newestFirst;
  if (newest === undefined) return null;
  return (
    <>
      <Submission document={newest} context={context} />
      <FullDocument document={newest} />
      {older.length === 0 ? null : <History versions={newestFirst} context={context} />}
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

function FullDocument({ document }: { document: CaseDocument }): JSX.Element {
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
  versions: readonly CaseDocument[];
  context: PageContext;
}

function History({ versions, context }: HistoryProps): JSX.Element {
  return (
    <section class="history">
      <h3>版本变化</h3>
      {versions.slice(0, -1).map((document, index) => (
        <Change key={document.version} after={document} before={versions[index + 1] ?? document} />
      ))}
      {versions.slice(1).map((document) => (
        <details key={document.version}>
          <summary>查看 v{document.version} 全文</summary>
          <Submission document={document} context={context} />
          <FullDocument document={document} />
        </details>
      ))}
    </section>
  );
}

function Change({ before, after }: { before: CaseDocument; after: CaseDocument }): JSX.Element {
  const changes = changesBetween(before.content, after.content);
  return (
    <table class="changes">
      <caption>
        v{before.version} → v{after.version}：{changes.length} 处变化
      </caption>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">原为</th>
          <th scope="col">改为</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <th scope="row">{change.label}</th>
            <td class="before">{change.before}</td>
            <td class="after">{change.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Width of a text in half-width characters; Chinese takes two. */
function halfWidthsOf(text: string): number {
  return text.replace(/[\u2e80-\uffff]/g, "xx").length;
}
