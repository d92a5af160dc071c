import { AppError } from "../lib/errors.ts";

/** The check that failed, in the order in which they are made. */
export type CallbackCheck =
  | "query"
  | "body"
  | "signature"
  | "freshness"
  | "aes-key"
  | "base64"
  | "cipher"
  | "padding"
  | "length"
  | "encoding"
  | "receiver"
  | "xml"
  | "message"
  | "agent";

/** A callback that is not provably from WeCom for this app; the check is for the log, never for the caller. */
export class CallbackRejected extends AppError {
  readonly check: CallbackCheck;

  constructor(check: CallbackCheck, message: string, options?: { cause?: unknown }) {
    super(`callback-rejected/${check}`, message, options);
    this.check = check;
  }
}
