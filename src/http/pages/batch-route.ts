import { randomBytes } from "node:crypto";
import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { BatchTask } from "../../actions/approve-together.ts";
import type { BatchPlan } from "../../domain/verbs/batch.ts";
import type { Bureau } from "../../domain/bureau.ts";
import { nodeOfTask } from "../../domain/approval/tasks.ts";
import { parseTaskId } from "../../domain/ids.ts";
import { sha256Hex } from "../../lib/hash.ts";
import { HttpError } from "../errors.ts";
import { holdWhileAway, type Hold } from "../hold-while-away.ts";
import { inTime } from "../in-time.ts";
import { onlyMethods } from "../only-methods.ts";
import { refuseForeignOrigin } from "../session/own-origin.ts";
import { readPairs } from "./read-form.ts";
import { visitorOf, type SessionParts, type Visitor } from "../session/session.ts";
import { openValue, sealValue } from "../session/signed-value.ts";
import { parseStrictQuery } from "../strict-query.ts";
import type { BatchVerbs } from "../verbs.ts";
import { BatchPlanPage, BatchReportPage } from "../views/batch-page.tsx";
import { sendPage } from "../views/send-page.ts";

export interface BatchParts {
  verbs: BatchVerbs;
  session: SessionParts;
  bureau: Bureau;
  hold: Hold;
  /** Without a slash at the end. */
  publicUrl: string;
}

const PATH = "/tasks/batch";
/** What a page of the list holds; more was not chosen there. */
const MOST_CHOSEN = 50;

/** 批量同意: what was chosen in the list is shown once more, and only then agreed to. */
export function batchRoute(router: Router, parts: BatchParts): void {
  router.get(PATH, inTime(parts.hold), (ctx) => showPlan(ctx, parts));
  router.post(PATH, (ctx) => agree(ctx, parts));
  onlyMethods(router, PATH, "GET, POST");
}

async function showPlan(ctx: Context, { verbs, session, bureau }: BatchParts): Promise<void> {
  const visitor = await visitorOf(ctx, session);
  if (visitor === undefined) return askWho(ctx);
  const chosen = Object.keys(parseStrictQuery(ctx.querystring));
  const taskIds = chosen.flatMap((name) => parseTaskId(name.replace(/^task\./, "")) ?? []);
  const by = visitor.person.userid;
  const plan = await verbs.planTogether({ by, taskIds: taskIds.slice(0, MOST_CHOSEN) });
  const token = makeBatchToken(tasksOf(plan), visitor, session);
  const context = { bureau, now: plan.asOf };
  sendPage(ctx, BatchPlanPage({ plan, token, viewer: visitor.person, context }));
}

async function agree(ctx: Context, parts: BatchParts): Promise<void> {
  const { verbs, session, bureau, hold, publicUrl } = parts;
  refuseForeignOrigin(ctx, publicUrl);
  const values = await readPairs(ctx);
  const visitor = await holdWhileAway(() => visitorOf(ctx, session), hold);
  if (visitor === undefined) return askWho(ctx);
  const token = openBatchToken(values["token"] ?? "", session);
  if (token === undefined || token.sessionId !== visitor.sessionId) {
    throw new HttpError(403, "bad-token");
  }
  const { tasks, nonce } = token;
  const from = visitor.person.userid;
  const batch = { onceKey: sha256Hex(`batch ${nonce}`), from, at: session.clock.now(), tasks };
  const answers = await holdWhileAway(() => verbs.approveTogether(batch), hold);
  const context = { bureau, now: session.clock.now() };
  sendPage(ctx, BatchReportPage({ answers, viewer: visitor.person, context }));
}

/** Nothing was typed that could be lost: after the login the list is there to choose from again. */
function askWho(ctx: Context): void {
  ctx.status = 303;
  ctx.redirect(`/login?to=${encodeURIComponent("/tasks")}`);
}

/** Proof that a confirmation was ours: what it listed, for this session; good for one time. */
interface BatchToken {
  sessionId: string;
  nonce: string;
  tasks: readonly BatchTask[];
}

function tasksOf({ items }: BatchPlan): BatchTask[] {
  return items.map(({ file, approval, task }) => ({
    caseNo: file.connectionCase.caseNo,
    taskId: task.id,
    round: task.round,
    documentVersion: nodeOfTask(approval, task)?.documentVersion ?? approval.documentVersion,
  }));
}

/** Short names: twenty tasks have to fit into a sealed value. */
function makeBatchToken(
  tasks: readonly BatchTask[],
  { sessionId }: Visitor,
  { secret }: SessionParts,
): string {
  const short = tasks.map((one) => [one.caseNo, one.taskId, one.round, one.documentVersion]);
  const nonce = randomBytes(12).toString("hex");
  return sealValue("batch", { sessionId, nonce, tasks: short }, secret);
}

function openBatchToken(text: string, { secret }: SessionParts): BatchToken | undefined {
  const value = openValue("batch", text, secret);
  if (typeof value !== "object" || value === null || !("tasks" in value)) return undefined;
  // Sealed by `makeBatchToken`.
  const token = value as Omit<BatchToken, "tasks"> & {
    tasks: [BatchTask["caseNo"], BatchTask["taskId"], number, number][];
  };
  const tasks = token.tasks.map(([caseNo, taskId, round, documentVersion]) => ({
    caseNo,
    taskId,
    round,
    documentVersion,
  }));
  return { ...token, tasks };
}
