// The least that could take a press: Koa, verify, decrypt, five statements in one transaction, an empty 200.
import { decrypt, getSignature } from "@wecom/crypto";
import Koa from "koa";
import { createPool, type Pool } from "mysql2/promise";
import getRawBody from "raw-body";
import { AES_KEY, CORP_ID, TOKEN } from "../../test/support/world.ts";

const BODY_LIMIT = "64kb";

const pool = createPool({ uri: process.env["MYSQL_URL"] ?? "", connectionLimit: 10 });

function open(query: URLSearchParams, body: string): string {
  const encrypted = /<Encrypt><!\[CDATA\[([A-Za-z0-9+/=]+)\]\]><\/Encrypt>/.exec(body)?.[1] ?? "";
  const [timestamp = "", nonce = ""] = [query.get("timestamp"), query.get("nonce")].map(String);
  const signature = getSignature(TOKEN, timestamp, nonce, encrypted);
  const { message, id } = decrypt(AES_KEY, encrypted);
  if (signature !== query.get("msg_signature") || id !== CORP_ID) throw new Error("not for us");
  return message;
}

function field(message: string, name: string): string {
  return new RegExp(`<${name}><!\\[CDATA\\[([^\\]]*)\\]\\]></${name}>`).exec(message)?.[1] ?? "";
}

/** The seven round trips that everybody would write first. */
async function decide(from: Pool, message: string): Promise<void> {
  const id = Number(/^T(\d{1,15})-/.exec(field(message, "TaskId"))?.[1] ?? 0);
  const by = field(message, "FromUserName");
  const eventKey = field(message, "ResponseCode");
  const connection = await from.getConnection();
  try {
    await connection.query("START TRANSACTION");
    await connection.query("SELECT * FROM ref_tasks WHERE id = ? FOR UPDATE", [id]);
    await connection.query("INSERT INTO ref_decisions VALUES (?, ?, ?, NOW(3))", [
      id,
      eventKey,
      by,
    ]);
    await connection.query("UPDATE ref_tasks SET status = 'done' WHERE id = ?", [id]);
    await connection.query("UPDATE ref_cases SET decided = decided + 1 WHERE id = ?", [id]);
    await connection.query("INSERT INTO ref_outbox (message) VALUES (?)", [message.slice(0, 400)]);
    await connection.query("COMMIT");
  } finally {
    connection.release();
  }
}

const app = new Koa();
app.use(async (ctx) => {
  if (ctx.method === "POST") {
    const body = await getRawBody(ctx.req, { limit: BODY_LIMIT, encoding: "utf8" });
    await decide(pool, open(new URLSearchParams(ctx.querystring), body));
  }
  ctx.body = "";
});
const server = app.listen(Number(process.env["PORT"]));
process.once("SIGTERM", () => {
  server.closeAllConnections();
  server.close(() => void pool.end());
});
