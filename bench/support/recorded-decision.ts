// The very statements of one decision, as the service sends them, to be sent again without the service.
import { randomBytes } from "node:crypto";
import type { Pool, PoolConnection } from "mysql2/promise";
import { buildApp } from "../../src/app/build-app.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";
import { bindVerbs } from "../../src/http/pages/bind-verbs.ts";
import { dispatch } from "../../src/http/callback/dispatch.ts";
import { readChatEvent } from "../../src/wecom/callback.ts";
import { parseXml } from "../../src/wecom/xml.ts";
import type { Installation } from "./place.ts";
import { pressXml } from "./presses.ts";
import type { Waiting } from "./waiting.ts";

/** Statements that travel together. */
export interface Batch {
  sql: string;
  values: unknown[];
}

/** Presses the card in this process and writes down what goes to the server. */
export async function recordDecision({ env }: Installation, waiting: Waiting): Promise<Batch[]> {
  const app = await buildApp(loadConfig(env, diskFiles), {
    clock: systemClock,
    log: createLog("error"),
    failpoint: async () => undefined,
  });
  const press = (one: Waiting) =>
    dispatch(readChatEvent(parseXml(pressXml(one))), bindVerbs(app.deps));
  // A press on a card of nobody: the connection and the flow are known from now on.
  await press({ ...waiting, holder: "zhangwei" });
  const batches = listenTo(app.deps.db.pool);
  const answered = await press(waiting);
  for (const step of app.stopSteps) await step.stop();
  if (answered.result !== "done") throw new Error(`the press was ${answered.code}`);
  return batches;
}

function listenTo(pool: Pool): Batch[] {
  const batches: Batch[] = [];
  const getConnection = pool.getConnection.bind(pool);
  pool.getConnection = async () => {
    const connection = await getConnection();
    const query = connection.query.bind(connection) as (options: Batch) => Promise<unknown>;
    connection.query = ((options: Batch) => {
      batches.push({ sql: options.sql, values: options.values });
      return query(options);
    }) as PoolConnection["query"];
    return connection;
  };
  return batches;
}

/** The same decision on another case: every id in its values is exchanged. */
export function decisionOn(
  batches: readonly Batch[],
  { from, to }: { from: Waiting; to: Waiting },
): Batch[] {
  const ids = new RegExp(`\\b([AT])${from.caseId}-`, "g");
  // The look-up of the inbox is the last of what is read before the writes; its value is the event's key.
  const recordedKey = batches.at(-2)?.values.at(-1);
  const eventKey = randomBytes(32).toString("hex");
  const exchange = (value: unknown): unknown => {
    if (value === recordedKey) return eventKey;
    if (value === from.caseId) return to.caseId;
    return typeof value === "string" ? value.replace(ids, `$1${to.caseId}-`) : value;
  };
  return batches.map(({ sql, values }) => ({ sql, values: values.map(exchange) }));
}

/** Sends the statements of one decision, batch by batch. */
export async function replay(pool: Pool, batches: readonly Batch[]): Promise<void> {
  const connection = await pool.getConnection();
  try {
    for (const batch of batches) await connection.query(batch);
  } finally {
    connection.release();
  }
}
