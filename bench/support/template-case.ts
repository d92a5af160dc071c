// One case made by the service itself, from which the others are copied.
import { buildApp, type App } from "../../src/app/build-app.ts";
import { openApp } from "../../src/app/start-app.ts";
import { diskFiles } from "../../src/config/disk-files.ts";
import { loadConfig } from "../../src/config/load.ts";
import { bindVerbs } from "../../src/http/pages/bind-verbs.ts";
import { dispatch } from "../../src/http/callback/dispatch.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";
import { read, sqlFor, type Db } from "../../src/store/db.ts";
import { readChatEvent } from "../../src/wecom/callback.ts";
import { parseXml } from "../../src/wecom/xml.ts";
import { example } from "../../test/support/people.ts";
import { API_KEY } from "../../test/support/world.ts";
import { PEOPLE, personNo } from "./bureau.ts";
import type { Installation } from "./place.ts";
import { pressXml } from "./presses.ts";
import type { Waiting } from "./waiting.ts";

/** Opens case n through the API: person n is its works manager and the next one its grid manager, among so many. */
export async function openCaseAt(
  url: string,
  n: number,
  among = PEOPLE,
): Promise<{ caseNo: string; submit: (round?: number) => Promise<void> }> {
  const caseNo = `BZ-2026-${String(n).padStart(7, "0")}`;
  const managers = { worksManager: personNo(n % among), gridManager: personNo((n + 1) % among) };
  await post(`${url}/api/cases`, { ...example("case"), caseNo, ...managers });
  return {
    caseNo,
    submit: (round = 1) =>
      post(`${url}/api/cases/${caseNo}/plans`, {
        submittedBy: "zhangwei",
        plan: { ...example("hv-plan"), minCompKvar: 94 + round },
      }),
  };
}

async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`${url} answered ${response.status}: ${text}`);
}

/**
 * Makes the schema and one case, in the round that is asked for: in each before, everybody has approved but the last,
 * who returned it. Its cards count as sent. Returns what waits.
 */
export async function makeTemplate({ env }: Installation, round = 1): Promise<Waiting[]> {
  const config = loadConfig({ ...env, PORT: "0" }, diskFiles);
  const log = createLog("error");
  const app = await buildApp(
    { ...config, port: 0 },
    {
      clock: systemClock,
      log,
      failpoint: async () => undefined,
    },
  );
  try {
    const url = await openApp(app);
    await countCasesFrom(app.deps.db);
    const { submit } = await openCaseAt(url, 0);
    await submit();
    await settleCards(app.deps.db);
    for (let next = 2; next <= round; next += 1) {
      for (const { one, isLast } of withLast(await waitingTasks(app.deps.db))) {
        await press(app, one, isLast ? "return" : "approve");
      }
      await submit(next);
      await settleCards(app.deps.db);
    }
    return await waitingTasks(app.deps.db);
  } finally {
    for (const step of app.stopSteps) await step.stop();
  }
}

function withLast<T>(all: readonly T[]): { one: T; isLast: boolean }[] {
  return all.map((one, index) => ({ one, isLast: index === all.length - 1 }));
}

async function press(app: App, waiting: Waiting, verb: "approve" | "return"): Promise<void> {
  const event = readChatEvent(parseXml(pressXml(waiting, verb)));
  const { result, code } = await dispatch(event, bindVerbs(app.deps));
  if (result !== "done") throw new Error(`the press was ${result}: ${code}`);
}

/** A number that means nothing else, so that it can be found among the values of a recorded statement. */
const BEFORE_FIRST_CASE = 700_000;

async function countCasesFrom(db: Db): Promise<void> {
  await read(db, sqlFor.insertInto("sequences").values({ name: "case", value: BEFORE_FIRST_CASE }));
}

async function settleCards(db: Db): Promise<void> {
  const sent = sqlFor.updateTable("cards").set({ sent_at: new Date(), response_code: "sent" });
  await read(db, sent, sqlFor.deleteFrom("outbox"));
}

async function waitingTasks(db: Db): Promise<Waiting[]> {
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("tasks")
      .innerJoin("cards", "cards.task_id", "tasks.id")
      .select(["tasks.case_id", "cards.id", "tasks.holder", "tasks.round"])
      .where("tasks.status", "=", "pending")
      .orderBy("tasks.task_no"),
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    cardId: row.id,
    holder: row.holder,
    round: row.round,
  }));
}
