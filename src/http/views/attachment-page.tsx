import type { JSX } from "preact";
import type { Attachment } from "../../domain/case/attachment.ts";
import type { CaseNo } from "../../domain/ids.ts";
import { departmentOf, type Person } from "../../domain/people/organisation.ts";
import { attachmentFacts } from "../../messages/attachment-words.ts";
import { stampText } from "../../messages/moments.ts";
import { Layout } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";
import { Watermark } from "./watermark.tsx";

interface AttachmentProps {
  caseNo: CaseNo;
  attachment: Attachment;
  contentUrl: string;
  viewer: Person;
  context: PageContext;
}

/** One attachment under the name of whoever looks at it. */
export function AttachmentPage(props: AttachmentProps): JSX.Element {
  const { caseNo, attachment, contentUrl, viewer, context } = props;
  const department = departmentOf(context.bureau.organisation, viewer.department)?.name ?? "";
  return (
    <Layout title={attachment.name} viewerName={viewer.name}>
      <main class="case">
        <section class="panel">
          <h1>{attachment.name}</h1>
          <p class="byline">
            <span>{attachmentFacts(attachment)}</span>
            <a href={`/cases/${caseNo}`}>回到工单 {caseNo}</a>
            {isPdf(attachment) ? <a href={contentUrl}>下面不能显示时，直接打开</a> : null}
          </p>
          <div class="paper">
            <Shown attachment={attachment} contentUrl={contentUrl} />
            <Watermark text={`${viewer.name} ${department} ${stampText(context.now)}`} />
          </div>
        </section>
      </main>
    </Layout>
  );
}

type ShownProps = Pick<AttachmentProps, "attachment" | "contentUrl">;

function Shown({ attachment, contentUrl }: ShownProps): JSX.Element {
  if (isPdf(attachment)) return <iframe src={contentUrl} title={attachment.name} />;
  return <img src={contentUrl} alt={attachment.name} />;
}

function isPdf({ type }: Attachment): boolean {
  return type === "application/pdf";
}
