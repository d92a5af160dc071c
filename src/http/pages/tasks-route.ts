import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { JSX } from "preact";
import type { WorkPage } from "../../actions/list-work.ts";
import type { Bureau } from "../../domain/bureau.ts";
import type { ListPlace } from "../../domain/asking/work-list.ts";
import type { Hold } from "../hold-while-away.ts";
import { inTime } from "../in-time.ts";
import { placeOf } from "./list-place.ts";
import { onlyMethods } from "../only-methods.ts";
import { makeOwnToken } from "./own-form.ts";
import { ownPath } from "../session/own-path.ts";
import { visitorOf, type SessionParts, type Visitor } from "../session/session.ts";
import { parseStrictQuery } from "../strict-query.ts";
import type { ListVerbs } from "../verbs.ts";
import { sendPage } from "../views/send-page.ts";
import { WorkListPage } from "../views/work-page.tsx";
import { CopyRow, QuestionRow, SubmissionRow, TaskRow } from "../views/work-rows.tsx";
import { WORK_TABS, type WorkTab } from "../views/work-tabs.ts";

export interface TasksParts {
  verbs: ListVerbs;
  session: SessionParts;
  bureau: Bureau;
  hold: Hold;
}

/** The lists of whoever is logged in; an address names the list and where its page begins, never whose it is. */
export function tasksRoute(router: Router, parts: TasksParts): void {
  for (const tab of WORK_TABS) {
    router.get(tab.path, inTime(parts.hold), (ctx) => showList(ctx, tab, parts));
    onlyMethods(router, tab.path, "GET");
  }
}

async function showList(ctx: Context, tab: WorkTab, parts: TasksParts): Promise<void> {
  const visitor = await visitorOf(ctx, parts.session);
  if (visitor === undefined) {
    ctx.redirect(`/login?to=${encodeURIComponent(ownPath(ctx.path))}`);
    return;
  }
  const after = placeOf(parseStrictQuery(ctx.querystring)["after"]);
  const { page, rows } = await rowsOf(tab, { visitor, after }, parts);
  const { next, asOf } = page;
  const shown = {
    tab,
    viewer: visitor.person,
    ...besideRows(page, { tab, visitor, after }, parts),
  };
  sendPage(ctx, WorkListPage({ ...shown, next, asOf, rows }));
}

/** What a list has besides its rows: counts of others, questions, and what can be done with several rows. */
function besideRows(
  { waiting, questions, unread, batchable, asOf }: Shown["page"],
  { tab, visitor, after }: { tab: WorkTab; visitor: Visitor; after: ListPlace | undefined },
  { session, bureau }: TasksParts,
) {
  const context = { bureau, now: asOf };
  const isFirst = tab.list === "todo" && after === undefined;
  const hasUnread = tab.list === "copied" && unread > 0;
  return {
    // What waits for an answer waits as well, and stands first.
    waiting: waiting + questions.length,
    questions: isFirst ? questions.map((one) => QuestionRow({ ...one, context })) : [],
    unread,
    readToken: hasUnread ? makeOwnToken("copies", visitor, session) : undefined,
    canBatch: batchable.size > 1,
  };
}

interface Shown {
  page: Pick<WorkPage<unknown>, "waiting" | "questions" | "unread" | "batchable" | "next" | "asOf">;
  rows: JSX.Element[];
}

async function rowsOf(
  { list }: WorkTab,
  { visitor, after }: { visitor: Visitor; after: ListPlace | undefined },
  { verbs, bureau }: TasksParts,
): Promise<Shown> {
  const viewer = visitor.person.userid;
  if (list === "mine") {
    const page = await verbs.listSubmissions({ viewer, after });
    const context = { bureau, now: page.asOf };
    return { page, rows: page.entries.map((entry) => SubmissionRow({ ...entry, context })) };
  }
  if (list === "copied") {
    const page = await verbs.listCopies({ viewer, after });
    const context = { bureau, now: page.asOf };
    return { page, rows: page.entries.map((entry) => CopyRow({ ...entry, context })) };
  }
  const page = await verbs.listWork({ viewer, list, after });
  const context = { bureau, now: page.asOf };
  // One alone is decided on its own page.
  const canChoose = page.batchable.size > 1;
  const rows = page.entries.map((entry) => {
    const canBatch = canChoose && page.batchable.has(entry.task.id);
    return TaskRow({ ...entry, list, canBatch, context });
  });
  return { page, rows };
}
