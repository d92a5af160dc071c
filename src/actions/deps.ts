// actions: the verbs of the system; the only place where a case changes.
// Must not know SQL, WeCom's wire or Koa: it joins domain, store and messages.
import type { AttachmentLimits } from "../domain/case/attachment.ts";
import type { Bureau } from "../domain/bureau.ts";
import type { StaffId } from "../domain/ids.ts";
import type { Clock } from "../lib/clock.ts";
import type { Logger } from "../lib/log.ts";
import type { Signer } from "../lib/signing.ts";
import type { Db } from "../store/db.ts";

export interface Deps {
  db: Db;
  clock: Clock;
  log: Logger;
  bureau: Bureau;
  /** Address that links in messages begin with; no slash at the end. */
  publicUrl: string;
  /** A robot of the managers' group is configured. */
  hasGroupRobot: boolean;
  /** Signs 审批单; undefined when no key is configured. */
  signer: Signer | undefined;
  /** Alerts of one tick leave within this time; 0 sends them at once. */
  alertSpreadMs: number;
  /** Days for which events from the chat are remembered. */
  inboxKeepDays: number;
  attachmentLimits: AttachmentLimits;
  /** What the directory says of a member; undefined where it may not be asked. */
  lookUpMember: ((userid: StaffId) => Promise<"there" | "gone" | "unknown">) | undefined;
  /** Tells the sender that there may be something to send. A lost nudge only costs a poll. */
  nudge: () => void;
  /** Counts a case that the clock could not handle. */
  countClockFault: () => void;
  /** A named point where a test may stop the world; does nothing in production. */
  failpoint: (name: string) => Promise<void>;
}
