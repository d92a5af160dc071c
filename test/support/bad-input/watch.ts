// What one input did to the service: rows, log, processor time. Every test of bad input looks through this.
import { expect } from "chai";
import type { RowDataPacket } from "mysql2/promise";
import { cpuTimeOf } from "../cpu-time.ts";
import { checkTruth, type Expected } from "../truth.ts";
import { AES_KEY, API_KEY, TOKEN, type World } from "../world.ts";
import { rawRequest, send, type RawAnswer, type RawRequest } from "./raw-http.ts";
import { innerXml, sealed, type Call } from "./seal.ts";

/** Most processor time that one input may cost, tests and simulator included. */
const MOST_CPU_MS = 100;

export interface Seen<T> {
  answer: T;
  /** Tables whose rows are not what they were. */
  changed: string[];
  /** Log lines meanwhile. */
  log: string;
}

/** Does something and tells what came of it; it must be cheap, leave no secret in the log and the service alive. */
export async function watch<T>(world: World, act: () => Promise<T>): Promise<Seen<T>> {
  const [before, lines] = [await checksums(world), world.logLines.length];
  const { result: answer, cpuMs } = await cpuTimeOf(act);
  const after = await checksums(world);
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  const log = world.logLines.slice(lines).join("");
  expect(cpuMs, "CPU in ms").to.be.below(MOST_CPU_MS);
  checkLog(log);
  const health = await fetch(`${world.url}/healthz`);
  expect(health.status, "health").to.equal(200);
  return { answer, changed, log };
}

/** A checksum of every table. */
export async function checksums({ app }: World): Promise<Record<string, string>> {
  const { pool } = app.deps.db;
  const [tables] = await pool.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()",
  );
  const names = tables.map((row) => String(row["name"]));
  const [sums] = await pool.query<RowDataPacket[]>(`CHECKSUM TABLE ${names.join(", ")}`);
  // The server names them with their schema.
  const nameOf = (row: RowDataPacket) => String(row["Table"]).replace(/^.*\./, "");
  return Object.fromEntries(sums.map((row) => [nameOf(row), String(row["Checksum"])]));
}

const SECRETS = [AES_KEY, TOKEN, API_KEY, "journey-secret", "journey-session-secret", "牧名食品"];

function checkLog(log: string): void {
  for (const line of log.split("\n").filter((one) => one !== "")) {
    expect(() => JSON.parse(line) as unknown, "one JSON a line").not.to.throw();
  }
  for (const secret of SECRETS) expect(log, "secret in the log").not.to.include(secret);
}

/** First callbacks compile code, which is no cost of the input that comes after. */
export async function warmUp(world: World): Promise<void> {
  for (let n = 0; n < 30; n += 1) {
    const entered = innerXml(world, { MsgType: "event", Event: "enter_agent" });
    await send(world, rawRequest(sealed(world, entered)));
    await send(world, rawRequest(sealed(world, entered, { token: "wrong" })));
    await checksums(world);
  }
}

export interface Refused {
  /** One of these. */
  status: number | readonly number[];
  /** The check that the log names. */
  check?: string;
}

/** A request that is refused at the door: an empty answer, no row, and the reason in the log alone. */
export async function expectRefused(
  world: World,
  request: RawRequest | Call | Buffer,
  { status, check }: Refused,
): Promise<RawAnswer> {
  const bytes = Buffer.isBuffer(request) ? request : rawRequest(request);
  const { answer, changed, log } = await watch(world, () => send(world, bytes));
  expect(answer.status).to.be.oneOf([status].flat());
  expect(answer.body, "says nothing").to.equal("");
  expect(changed, "rows").to.deep.equal([]);
  if (check !== undefined) {
    expect(log).to.include(`"check":"${check}"`).and.include("callback.rejected");
  }
  return answer;
}

/** A genuine event that leads to nothing: 200 and empty, remembered, perhaps answered in words. */
export async function expectNoEffect(
  world: World,
  inner: string,
  result: RegExp,
): Promise<Seen<RawAnswer>> {
  const seen = await watch(world, () => send(world, rawRequest(sealed(world, inner))));
  expect(seen.answer.status).to.equal(200);
  expect(seen.answer.body).to.equal("");
  expect(seen.changed.filter((table) => table !== "inbox" && table !== "outbox")).to.deep.equal([]);
  expect(seen.log).to.match(result);
  return seen;
}

/** Ends a world; what must hold after every journey holds after bad input too. */
export async function leave(world: World, expected: Expected = {}): Promise<void> {
  try {
    await checkTruth(world, expected);
  } finally {
    await world.close();
  }
}
