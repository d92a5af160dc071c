import type { JSX } from "preact";
import type { CaseDocument } from "../../domain/case/document.ts";
import { attachmentFacts } from "../../messages/attachment-words.ts";
import { Cell, SheetTable } from "./sheet-table.tsx";

const COLUMNS = ["序号", "文件名", "类型、大小", "SHA-256（前 16 位）"];
/** Enough to find the file that is meant; the whole hash is under the hash of the document. */
const SHOWN_HEX = 16;

/** Which files belong to the version, so that a copy of one can be compared with what was approved. */
export function SheetAttachments({
  document,
}: {
  document: Pick<CaseDocument, "attachments">;
}): JSX.Element {
  const { attachments } = document;
  return (
    <section class="panel">
      <h2>附件（{attachments.length} 个）</h2>
      {attachments.length === 0 ? (
        <p>无附件</p>
      ) : (
        <>
          <SheetTable columns={COLUMNS}>
            {attachments.map((attachment, index) => (
              <tr key={attachment.id}>
                <Cell of={COLUMNS[0]}>{index + 1}</Cell>
                <Cell of={COLUMNS[1]}>{attachment.name}</Cell>
                <Cell of={COLUMNS[2]}>{attachmentFacts(attachment)}</Cell>
                <Cell of={COLUMNS[3]}>
                  <code>{attachment.sha256.slice(0, SHOWN_HEX)}</code>
                </Cell>
              </tr>
            ))}
          </SheetTable>
          <p class="hint">附件的内容计入内容指纹，文件名不计。</p>
        </>
      )}
    </section>
  );
}
