import type { JSX } from "preact";
import { rowsKept } from "../../domain/case/document-changes.ts";
import type { FieldRow } from "../../domain/case/document-fields.ts";
import type { CaseDocument, FieldChange } from "../../domain/case/document.ts";
import { reviewedFirst, type ReviewFields } from "../../domain/case/review-fields.ts";
import { versionChanges } from "../../domain/case/version-changes.ts";

interface Versions {
  before: CaseDocument;
  after: CaseDocument;
}

/** Two versions side by side: what changed first, what stayed below it, folded. */
export function Comparison({ before, after }: Versions): JSX.Element {
  const changes = versionChanges(before, after);
  const kept = rowsKept(after.content, changes);
  return (
    <div class="comparison">
      <Changes before={before} after={after} />
      <details>
        <summary>
          并排查看未变化的 {kept.length} 项（v{before.version} 与 v{after.version} 相同）
        </summary>
        <table class="versions kept">
          <Columns before={before} after={after} />
          <tbody>
            {kept.map((row) => (
              <KeptRow key={row.field} row={row} />
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

/** Only what changed; to somebody who answers for some of it that comes first, under a heading of its own. */
export function Changes({
  before,
  after,
  reviewed,
}: Versions & { reviewed?: ReviewFields }): JSX.Element {
  const changes = versionChanges(before, after);
  const { own, others } = reviewedFirst(changes, after.kind, reviewed);
  return (
    <table class="versions">
      <caption>
        v{before.version} → v{after.version}：{changes.length} 处变化
      </caption>
      <Columns before={before} after={after} />
      {reviewed === undefined ? null : <Part title={`您审核的内容：${own.length} 处`} />}
      <ChangedRows changes={own} />
      {others.length === 0 ? null : <Part title={`其他内容：${others.length} 处`} />}
      <ChangedRows changes={others} />
    </table>
  );
}

function Part({ title }: { title: string }): JSX.Element {
  return (
    <tbody class="part">
      <tr>
        <th colSpan={3} scope="colgroup">
          {title}
        </th>
      </tr>
    </tbody>
  );
}

function ChangedRows({ changes }: { changes: readonly FieldChange[] }): JSX.Element {
  return (
    <tbody>
      {changes.map((change) => (
        <ChangedRow key={change.field} change={change} />
      ))}
    </tbody>
  );
}

function Columns({ before, after }: Versions): JSX.Element {
  return (
    <thead>
      <tr>
        <th scope="col">项目</th>
        <th scope="col">v{before.version}（原）</th>
        <th scope="col">v{after.version}（现）</th>
      </tr>
    </thead>
  );
}

function ChangedRow({ change }: { change: FieldChange }): JSX.Element {
  return (
    <tr class="changed">
      <th scope="row">{change.label}</th>
      <td>
        <del>{change.before}</del>
      </td>
      <td>
        <ins>{change.after}</ins>
      </td>
    </tr>
  );
}

function KeptRow({ row }: { row: FieldRow }): JSX.Element {
  return (
    <tr>
      <th scope="row">{row.label}</th>
      <td class="twin">{row.text}</td>
      <td>{row.text}</td>
    </tr>
  );
}
