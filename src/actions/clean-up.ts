import { DAY_MS } from "../lib/clock.ts";
import {
  forgetEvents,
  forgetMessages,
  forgetOnceKeys,
  forgetSessions,
  forgetUploads,
} from "../store/clean-up.ts";
import { sweepContents } from "../store/file-contents.ts";
import type { Deps } from "./deps.ts";

/** Longer than any repetition of a business system and than the life of a card. */
const OTHERS_KEEP_DAYS = 30;
/** For a file that no submission has named. */
const UPLOADS_KEEP_DAYS = 7;
/** Longer than any upload may take. */
const BROKEN_KEEP_DAYS = 1;

export type CleanUpDeps = Pick<Deps, "db" | "clock" | "log" | "inboxKeepDays">;

/**
 * Deletes what nobody will ask for any more: handled events, messages that are done with, idempotency keys,
 * ended logins, files that no version has.
 * Never a decision, a document, an approval, nor a message that was given up. Returns how many rows went.
 */
export async function cleanUp(deps: CleanUpDeps): Promise<number> {
  const { db, clock, log, inboxKeepDays } = deps;
  const nowMs = clock.now().getTime();
  const before = (days: number): Date => new Date(nowMs - days * DAY_MS);
  const events = await forgetEvents(db, before(inboxKeepDays));
  const messages = await forgetMessages(db, before(OTHERS_KEEP_DAYS));
  const onceKeys = await forgetOnceKeys(db, before(OTHERS_KEEP_DAYS));
  const sessions = await forgetSessions(db, clock.now());
  const uploads = await forgetUploads(db, before(UPLOADS_KEEP_DAYS));
  const contents = await sweepContents(db, before(BROKEN_KEEP_DAYS));
  log.info({ events, messages, onceKeys, sessions, uploads, contents }, "clean-up.done");
  return events + messages + onceKeys + sessions + uploads + contents;
}
