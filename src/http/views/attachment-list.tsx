import type { JSX } from "preact";
import type { CaseFile } from "../../domain/case-file.ts";
import type { Attachment } from "../../domain/case/attachment.ts";
import type { CaseDocument } from "../../domain/case/document.ts";
import type { StaffId } from "../../domain/ids.ts";
import { attachmentFacts } from "../../messages/attachment-words.ts";
import { shortMomentText } from "../../messages/moments.ts";
import type { PageContext } from "./page-context.ts";

/** Who reads the page, and the token by which their forms open attachments. */
export interface AttachmentAccess {
  viewer: StaffId;
  token: string;
}

interface ListProps {
  file: CaseFile;
  document: CaseDocument;
  access: AttachmentAccess;
  context: PageContext;
}

/** The files of a version; each is opened by a form, because that it was opened is remembered. */
export function AttachmentList({ file, document, access, context }: ListProps): JSX.Element | null {
  const { attachments } = document;
  if (attachments.length === 0) return null;
  return (
    <section class="group attachments">
      <h3>附件（{attachments.length} 个）</h3>
      <ul>
        {attachments.map((attachment) => (
          <Item
            key={attachment.id}
            attachment={attachment}
            file={file}
            access={access}
            context={context}
          />
        ))}
      </ul>
    </section>
  );
}

type ItemProps = Omit<ListProps, "document"> & { attachment: Attachment };

function Item({ attachment, file, access, context }: ItemProps): JSX.Element {
  const { id, name, sha256 } = attachment;
  const { viewer, token } = access;
  const read = file.readings.find((one) => one.by === viewer && one.sha256 === sha256);
  return (
    <li>
      <form method="post" action={`/cases/${file.connectionCase.caseNo}/attachments/${id}/open`}>
        <input type="hidden" name="token" value={token} />
        <button type="submit" class="link-button">
          {name}
        </button>
      </form>
      <span class="hint">{attachmentFacts(attachment)}</span>
      {read === undefined ? (
        <span class="pill">未看</span>
      ) : (
        <span class="pill good">已看 {shortMomentText(read.at, context.now)}</span>
      )}
    </li>
  );
}
