import { Readable } from "node:stream";
import type { Context } from "koa";
import type { MediaFile } from "../world/stored.ts";

/** Sends a file, or the part of it that `Range` asks for. @source wecom:90254 */
export function answerFile(ctx: Context, file: MediaFile): void {
  const { bytes, filename } = file;
  ctx.type = file.contentType;
  // Header values are latin-1 on the wire; the name's UTF-8 bytes must come through unchanged.
  const rawName = Buffer.from(filename, "utf8").toString("latin1");
  ctx.set("content-disposition", `attachment; filename="${rawName}"`);
  const range = /^bytes=(\d+)-(\d*)$/.exec(ctx.get("range"));
  if (range === null) {
    ctx.body = streamOf(bytes);
    return;
  }
  const from = Number(range[1]);
  const to = Math.min(range[2] === "" ? Infinity : Number(range[2]), bytes.length - 1);
  if (from > to) {
    ctx.status = 416;
    return;
  }
  ctx.status = 206;
  ctx.set("content-range", `bytes ${from}-${to}/${bytes.length}`);
  ctx.body = streamOf(bytes.subarray(from, to + 1));
}

/** Node decodes Content-Disposition once more where it knows the length beforehand; of a stream it does not. */
function streamOf(bytes: Buffer): Readable {
  return Readable.from([bytes]);
}
