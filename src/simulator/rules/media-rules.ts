// Sizes and kinds of uploaded files. @source wecom:90253, wecom:99110
import type { Problem } from "./problem.ts";
import { problem } from "./problem.ts";

const MB = 1_048_576;
/** A file must be larger than this many bytes. */
const MIN_BYTES = 5;

interface MediaRule {
  readonly maxBytes: number;
  /** Endings of file names; undefined = any. */
  readonly endings?: RegExp;
}

const APP_MEDIA: Readonly<Record<string, MediaRule>> = {
  image: { maxBytes: 10 * MB, endings: /\.(jpe?g|png)$/i },
  voice: { maxBytes: 2 * MB, endings: /\.amr$/i },
  video: { maxBytes: 10 * MB, endings: /\.mp4$/i },
  file: { maxBytes: 20 * MB },
};
const ROBOT_TYPES = ["file", "voice"];

/** A file as it arrived; undefined when the request had none. */
export interface Upload {
  readonly type: string;
  readonly file: { readonly filename: string; readonly bytes: Buffer } | undefined;
  readonly isForRobot: boolean;
}

/** The first rule an upload breaks. Which of the size codes (40006, 40009, 40011, 45001) comes when is not settled. */
export function findMediaProblem({ type, file, isForRobot }: Upload): Problem | undefined {
  const isKnown = isForRobot ? ROBOT_TYPES.includes(type) : Object.hasOwn(APP_MEDIA, type);
  const rule = isKnown ? APP_MEDIA[type] : undefined;
  if (rule === undefined) return problem(40005, "invalid type");
  if (file === undefined) return problem(41005, "media data missing");
  if (file.bytes.length === 0) return problem(44001, "empty media data");
  if (file.bytes.length <= MIN_BYTES) return problem(40006, "invalid meta size");
  if (file.bytes.length > rule.maxBytes) return problem(45001, "media file is too big");
  const isGoodKind = rule.endings === undefined || rule.endings.test(file.filename);
  return isGoodKind ? undefined : problem(40004, "invalid media type");
}
