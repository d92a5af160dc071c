import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { uploadAttachment } from "../actions/upload-attachment.ts";
import type { App } from "../app/build-app.ts";
import type { CaseNo, StaffId } from "../domain/ids.ts";
import { attachmentFacts, noUploadText } from "../messages/attachment-words.ts";
import type { Cli } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

interface Attaching {
  caseNo: CaseNo;
  submittedBy: StaffId;
  /** As typed; relative ones mean where npm was called. */
  paths: readonly string[];
}

/** Uploads files of the operator one after the other. Returns their ids, or undefined when one was not taken. */
export async function attachFiles(
  { deps }: App,
  { caseNo, submittedBy: uploadedBy, paths }: Attaching,
  cli: Cli,
): Promise<string[] | undefined> {
  const files = await Promise.all(paths.map((path) => fileAt(path, cli)));
  const ids: string[] = [];
  for (const path of files) {
    const name = basename(path);
    const open = () => createReadStream(path);
    const upload = { caseNo, uploadedBy, name, channel: "terminal", open } as const;
    const result = await uploadAttachment(deps, upload);
    if (!result.ok) {
      cli.err(`${name}：${noUploadText(result.why, deps.attachmentLimits)}`);
      return undefined;
    }
    cli.out(
      `已上传 ${result.file.name}（${attachmentFacts(result.file)}），编号 ${result.file.id}`,
    );
    ids.push(result.file.id);
  }
  return ids;
}

/** @throws UsageError in words when there is no such file */
async function fileAt(path: string, { env }: Cli): Promise<string> {
  const full = resolve(env["INIT_CWD"] ?? ".", path);
  const found = await stat(full).catch(() => undefined);
  if (found?.isFile() !== true) throw new UsageError(`${path}：找不到这个文件`);
  return full;
}
