import { readAll } from "../domain/verbs/copy-people.ts";
import type { StaffId } from "../domain/ids.ts";
import { unreadCases } from "../store/copies.ts";
import { changeCase } from "./change-case.ts";
import type { Deps } from "./deps.ts";

/** More cases than anybody marks at a time; what is left stays unread, and can be marked again. */
const MOST_CASES = 100;

/** 全部已阅: everything that somebody was copied, each case in its own transaction. A second time changes nothing. */
export async function readCopies(deps: Deps, { by }: { by: StaffId }): Promise<void> {
  for (const caseId of await unreadCases(deps.db, by, MOST_CASES)) {
    await changeCase(deps, {
      caseId,
      verb: (file, { at }) => ({ ok: true, next: readAll(file, by, at), events: [] }),
      conclude: () => undefined,
    });
  }
}
