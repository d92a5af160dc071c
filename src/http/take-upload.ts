import type { IncomingMessage } from "node:http";
import type { Context } from "koa";
import type { Upload, UploadResult } from "../actions/upload-attachment.ts";
import type { AttachmentLimits } from "../domain/case/attachment.ts";
import { SECOND_MS } from "../lib/clock.ts";
import { HttpError } from "./errors.ts";
import type { AttachmentVerbs } from "./verbs.ts";

/** How files come in, from a page or from a business system. */
export interface Uploads {
  limits: AttachmentLimits;
  /** @throws HttpError 503 when too many come at once, 400 when the bytes break off, 415 when they are compressed */
  take(
    ctx: Context,
    upload: Omit<Upload, "open">,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<UploadResult>;
}

interface UploadsParts {
  verbs: Pick<AttachmentVerbs, "uploadAttachment">;
  limits: AttachmentLimits;
  atOnce: number;
  /** Lets a request take longer than others may. */
  giveTime: (request: IncomingMessage) => void;
}

/** A line that is silent for so long is dead. */
const SILENCE_MS = 20 * SECOND_MS;
/** What a form writes around a file. */
const AROUND_BYTES = 64 * 1024;
/** Of what is too large so much is read, so that its sender gets to read why, and no more. */
const READ_IN_VAIN = 5;

export function createUploads({ verbs, limits, atOnce, giveTime }: UploadsParts): Uploads {
  let inside = 0;
  const open = (ctx: Context, bytes: AsyncIterable<Uint8Array>) => () => {
    giveTime(ctx.req);
    ctx.req.setTimeout(SILENCE_MS);
    return unbroken(bytes);
  };
  const take: Uploads["take"] = async (ctx, upload, bytes) => {
    const declaredBytes = Number(ctx.get("Content-Length"));
    if (declaredBytes > limits.maxBytes + AROUND_BYTES) {
      if (declaredBytes < READ_IN_VAIN * limits.maxBytes) giveTime(ctx.req);
      return { ok: false, why: "too-large" };
    }
    return verbs.uploadAttachment({ ...upload, open: open(ctx, bytes) });
  };
  return {
    limits,
    take: async (ctx, upload, bytes) => {
      if (inside >= atOnce) throw new HttpError(503, "busy");
      inside += 1;
      try {
        return await take(ctx, upload, bytes);
      } finally {
        inside -= 1;
        ctx.req.setTimeout(0);
        drain(ctx);
      }
    },
  };
}

/** What has not been read is thrown away as it comes: a sender that is cut off never reads why. */
export function drain({ req }: Context): void {
  req.unpipe();
  req.resume();
}

/** Whatever ends the bytes before their time is the sender's fault or the line's. */
async function* unbroken(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (cause) {
    throw new HttpError(400, "body-broken", { cause });
  }
}
