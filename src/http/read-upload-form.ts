import { Busboy } from "@fastify/busboy";
import type { Context } from "koa";
import { HttpError } from "./errors.ts";

/** A form with one file, read as far as the file's first byte. */
export interface UploadForm {
  token: string;
  /** As the sender calls the file. */
  fileName: string;
  /** Read once; fails when the form ends before it should. */
  bytes: AsyncIterable<Uint8Array>;
}

const MULTIPART = /^multipart\/form-data\s*;/i;
/** One token and one file; everything else is no form of ours. */
const LIMITS = {
  fields: 1,
  files: 1,
  parts: 2,
  fieldNameSize: 20,
  fieldSize: 4_096,
  headerPairs: 10,
  headerSize: 2_048,
};

/**
 * Reads the form of the upload page up to its file. The token stands before the file, so that it is known whose the
 * bytes are before the first of them is taken.
 * @throws HttpError 403 for any other content type, 415 for a compressed body, 400 for a form that is none
 */
export async function readUploadForm(ctx: Context): Promise<UploadForm> {
  const contentType = ctx.get("Content-Type");
  if (!MULTIPART.test(contentType)) throw new HttpError(403, "not-a-form");
  refuseCompressed(ctx);
  const parser = parserOf(ctx, contentType);
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => reject(new HttpError(400, "bad-form", { cause }));
    let token = "";
    parser.on("field", (name, value) => {
      if (name === "token") token = value;
    });
    parser.on("file", (_field, file, fileName) => {
      // An end that comes too early: kept for whoever reads the file, which may be a moment later.
      file.on("error", (fault) => file.destroy(fault));
      parser.once("error", (fault: Error) => file.destroy(fault));
      // The line breaks: nobody else tells the file that nothing will come any more.
      ctx.req.once("error", (fault) => file.destroy(fault));
      const bytes = file.iterator({ destroyOnReturn: false });
      resolve({ token, fileName: fileName ?? "", bytes });
    });
    parser.once("finish", () => fail(undefined));
    parser.on("error", fail);
    ctx.req.once("error", fail);
    if (ctx.req.destroyed) fail(undefined);
    ctx.req.pipe(parser);
  });
}

/** A compressed body is never inflated here. */
export function refuseCompressed(ctx: Context): void {
  const encoding = ctx.get("Content-Encoding").toLowerCase();
  if (encoding !== "" && encoding !== "identity") throw new HttpError(415, "compressed-body");
}

function parserOf({ req }: Context, contentType: string) {
  try {
    return new Busboy({ headers: { ...req.headers, "content-type": contentType }, limits: LIMITS });
  } catch (cause) {
    throw new HttpError(400, "bad-form", { cause });
  }
}
