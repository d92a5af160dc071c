import type { JSX } from "preact";
import type { AttachmentLimits, UploadedFile } from "../../domain/case/attachment.ts";
import type { ConnectionCase } from "../../domain/case/connection-case.ts";
import type { NoUpload } from "../../domain/people/may-upload.ts";
import type { Person } from "../../domain/people/organisation.ts";
import { attachmentFacts, attachmentRules } from "../../messages/attachment-words.ts";
import { shortMomentText } from "../../messages/moments.ts";
import { Layout } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";
import { uploadRefused } from "./upload-refused.ts";

interface UploadProps {
  connectionCase: ConnectionCase;
  /** What the viewer has uploaded for this case and no version has. */
  waiting: readonly UploadedFile[];
  token: string;
  limits: AttachmentLimits;
  refused: NoUpload | undefined;
  viewer: Person;
  context: PageContext;
}

/** Where staff upload what is to go with their next submission; works without a script. */
export function UploadPage(props: UploadProps): JSX.Element {
  const { connectionCase, waiting, token, limits, refused, viewer, context } = props;
  const { caseNo, customerName } = connectionCase;
  return (
    <Layout title="上传附件" viewerName={viewer.name}>
      <main class="case">
        <section class="panel">
          <h1>上传附件</h1>
          <p class="byline">
            <span>{customerName}</span>
            <a href={`/cases/${caseNo}`}>回到工单 {caseNo}</a>
          </p>
          {refused === undefined ? null : (
            <p class="refused" role="alert">
              {uploadRefused(refused, limits)}
            </p>
          )}
          <form class="upload" method="post" enctype="multipart/form-data">
            <input type="hidden" name="token" value={token} />
            <label>
              <span>选择文件或拍照</span>
              <input
                type="file"
                name="file"
                required
                accept="application/pdf,image/jpeg,image/png,image/webp"
              />
            </label>
            <button type="submit" class="button">
              上传
            </button>
            <p class="hint">
              {attachmentRules(limits)}一次传一个；照片、扫描件里不要有无关的个人信息。
            </p>
          </form>
        </section>
        <section class="panel">
          <h2>已上传，等待提交（{waiting.length} 个）</h2>
          <p class="hint">
            提交方案时写上这些编号（attachments），附件才属于那一版；7 天未用的自动清理。
          </p>
          <ul class="waiting">
            {waiting.map((file) => (
              <li key={file.id}>
                <strong>{file.name}</strong>
                <span class="hint">
                  {attachmentFacts(file)}，{shortMomentText(file.uploadedAt, context.now)} 上传
                </span>
                <code>{file.id}</code>
              </li>
            ))}
          </ul>
        </section>
      </main>
    </Layout>
  );
}
