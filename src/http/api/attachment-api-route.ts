import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { UploadResult } from "../../actions/upload-attachment.ts";
import type { StaffId } from "../../domain/ids.ts";
import type { NoUpload } from "../../domain/people/may-upload.ts";
import { apiKeyName, type NamedKey } from "./bearer.ts";
import { caseNoOf } from "../case-no.ts";
import { HttpError } from "../errors.ts";
import { onlyMethods } from "../only-methods.ts";
import { refuseCompressed } from "../read-upload-form.ts";
import { userIdShape } from "./shapes.ts";
import { parseStrictQuery } from "../strict-query.ts";
import type { Uploads } from "../take-upload.ts";
import { uploadRefused } from "../views/upload-refused.ts";

export interface AttachmentApiParts {
  apiKeys: readonly NamedKey[];
  uploads: Uploads;
}

const PATH = "/api/cases/:caseNo/attachments";

/** Files from the business systems: the body is the file, its name and who hands it in stand in the query. */
export function attachmentApiRoute(router: Router, parts: AttachmentApiParts): void {
  router.post(PATH, (ctx) => upload(ctx, parts));
  onlyMethods(router, PATH, "POST");
}

async function upload(ctx: Context, { apiKeys, uploads }: AttachmentApiParts): Promise<void> {
  const keyName = apiKeyName(ctx, apiKeys);
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  if (caseNo === undefined) throw new HttpError(404, "not-found");
  refuseCompressed(ctx);
  const named = namedIn(ctx);
  const bytes = ctx.req.iterator({ destroyOnReturn: false });
  const result = await uploads.take(ctx, { caseNo, ...named, channel: `api:${keyName}` }, bytes);
  answerUpload(ctx, result, uploads);
}

/** @throws HttpError 400 */
function namedIn(ctx: Context): { uploadedBy: StaffId; name: string } {
  const { name = "", uploadedBy, ...others } = parseStrictQuery(ctx.querystring);
  const by = userIdShape.safeParse(uploadedBy);
  if (!by.success || Object.keys(others).length > 0) throw new HttpError(400, "bad-query");
  return { uploadedBy: by.data as StaffId, name };
}

/** What business systems tell apart; the rest is a 422. */
const STATUS: Readonly<Partial<Record<NoUpload, number>>> = {
  "too-large": 413,
  "wrong-type": 415,
  "too-many-waiting": 409,
};

function answerUpload(ctx: Context, result: UploadResult, { limits }: Uploads): void {
  if (!result.ok) {
    ctx.status = STATUS[result.why] ?? 422;
    ctx.body = { code: result.why, message: uploadRefused(result.why, limits) };
    return;
  }
  const { id, name, type, sizeBytes, sha256 } = result.file;
  ctx.status = 201;
  ctx.body = { attachmentId: id, name, type, sizeBytes, sha256 };
}
