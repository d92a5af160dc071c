import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { encodeActionKey } from "../../src/messages/action-key.ts";
import { inParallel } from "../../src/outbox/in-parallel.ts";
import { cardEvent } from "../../src/simulator/callback/events.ts";
import { forge } from "../../src/simulator/callback/forge.ts";
import type { HttpOutcome } from "../../src/simulator/callback/post.ts";
import { systemClock } from "../../src/lib/clock.ts";
import type { Card } from "../../src/simulator/world/world.ts";
import type { Simulator } from "../../src/simulator/simulator.ts";
import { closeDb, openDb, read, sqlFor, type Db } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { findNginx, startNginx, type Nginx } from "../support/nginx.ts";
import { bring, example } from "../support/people.ts";
import { until } from "../support/process-world.ts";
import { startService, type ServiceProcess } from "../support/service-process.ts";
import { freshDatabase, freshRedis, type FreshDatabase } from "../support/services.ts";
import { AGENT_ID, environment, freePorts, openSimulator } from "../support/world.ts";

const CASES = 160;
const PRESS_EVERY_MS = 25;

interface Pressable {
  cardId: string;
  holder: string;
}

describe("two processes behind nginx, restarted one after the other while people press", function () {
  this.timeout(90_000);
  let database: FreshDatabase;
  let db: Db;
  let simulator: Simulator;
  let nginx: Nginx;
  let environments: Record<string, string>[];
  let services: ServiceProcess[];
  let cards: Pressable[];

  before(async function () {
    const program = await findNginx();
    if ("missing" in program) {
      if (process.env["CI"] !== undefined) throw new Error(program.missing);
      this.skip();
    }
    database = await freshDatabase("rolling");
    await migrate(database.mysqlUrl);
    db = openDb(database.mysqlUrl, 2);
    const [port = 0, ...ports] = await freePorts(3);
    const url = `http://127.0.0.1:${port}`;
    simulator = openSimulator(systemClock, url);
    const at = { url, simulatorUrl: await simulator.listen(), mysqlUrl: database.mysqlUrl };
    const redisUrl = await freshRedis();
    environments = ports.map((own) => ({
      ...environment({ ...at, port: own }),
      REDIS_URL: redisUrl,
    }));
    services = environments.map((env) => startService(env));
    await Promise.all(services.map(({ started }) => started));
    nginx = await startNginx(program, { port, upstreams: ports });
    cards = await openCases();
  });

  after(async () => {
    for (const service of services ?? []) service.kill("SIGKILL");
    await nginx?.stop();
    await simulator?.close();
    if (db !== undefined) await closeDb(db);
    await database?.drop();
  });

  it("F10: every callback gets 200 at the first try, every press decides once", async () => {
    const answers: Promise<HttpOutcome>[] = [];
    let isOver = false;
    const presses = (async () => {
      for (let n = 0; !isOver || n < cards.length; n += 1) {
        // Once everybody has pressed, people press again: those callbacks must be answered as well.
        answers.push(press(cards[n % cards.length] as Pressable));
        await pause(PRESS_EVERY_MS);
      }
    })();

    const exits = [await restart(0), await restart(1)];
    isOver = true;
    await presses;
    const outcomes = await Promise.all(answers);

    expect(exits).to.deep.equal([0, 0]);
    expect(outcomes.filter(({ status }) => status !== 200)).to.deep.equal([]);
    expect(Math.max(...outcomes.map(({ latencyMs }) => latencyMs))).to.be.below(4_500);
    expect(outcomes.length).to.be.at.least(CASES);
    const [decisions] = await read(db, sqlFor.selectFrom("decisions").select("task_id"));
    const tasks = cards.map(({ cardId }) => cardId.split("@")[0]);
    expect(decisions.map((row) => row.task_id)).to.have.members(tasks);
  });

  /** As a supervisor does it: SIGTERM, wait for the end, start again; then until it does its share of the work. */
  async function restart(n: number): Promise<number | null> {
    const old = services[n] as ServiceProcess;
    old.kill("SIGTERM");
    const exit = await old.exitCode;
    const fresh = startService(environments[n] as Record<string, string>);
    services[n] = fresh;
    await fresh.started;
    await until(() => fresh.lines.some((line) => line.includes('"event.done"')));
    return exit;
  }

  async function openCases(): Promise<Pressable[]> {
    const numbers = Array.from({ length: CASES }, (_, n) => `BZ-2026-${500_000 + n}`);
    await inParallel(numbers, 8, async (caseNo) => {
      await bring(nginx.url, "/api/cases", { ...example("case"), caseNo });
      const body = { submittedBy: "zhangwei", plan: example("hv-plan") };
      await bring(nginx.url, `/api/cases/${caseNo}/plans`, body);
    });
    const [rows] = await read(
      db,
      sqlFor.selectFrom("cards").select(["id", "to_userid"]).orderBy("id"),
    );
    return rows.map((row) => ({ cardId: row.id, holder: row.to_userid }));
  }

  /** The phone may not have the card yet: limits let few cards through a minute, and only the callback counts here. */
  function press({ cardId, holder }: Pressable): Promise<HttpOutcome> {
    const chat = simulator.world;
    const app = chat.apps.get(AGENT_ID);
    if (app === undefined) throw new Error("the app is gone");
    const { plaintext } = cardEvent(chat, app, {
      card: { taskId: cardId } as Card,
      event: "template_card_event",
      cardType: "button_interaction",
      key: encodeActionKey({ verb: "approve", round: 1, documentVersion: 1 }),
      responseCode: `RC-${randomUUID()}`,
      selections: { opinion: ["agree"] },
      userid: holder,
    });
    return forge(chat, app, { forgery: { plaintext }, signal: new AbortController().signal });
  }
});
