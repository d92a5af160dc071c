import type { JSX } from "preact";
import { changesBetween, rowsKept } from "../../domain/case/document-changes.ts";
import type { FieldRow } from "../../domain/case/document-fields.ts";
import type { CaseDocument, FieldChange } from "../../domain/case/document.ts";

interface Versions {
  before: CaseDocument;
  after: CaseDocument;
}

/** Two versions side by side: what changed first, what stayed below it, folded. */
export function Comparison({ before, after }: Versions): JSX.Element {
  const changes = changesBetween(before.content, after.content);
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

/** Only what changed. */
export function Changes({ before, after }: Versions): JSX.Element {
  const changes = changesBetween(before.content, after.content);
  return (
    <table class="versions">
      <caption>
        v{before.version} → v{after.version}：{changes.length} 处变化
      </caption>
      <Columns before={before} after={after} />
      <tbody>
        {changes.map((change) => (
          <ChangedRow key={change.field} change={change} />
        ))}
      </tbody>
    </table>
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
