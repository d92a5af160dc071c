import { isMysqlAddress } from "../config/rules.ts";
import type { Environment } from "../config/variables.ts";
import { mysqlWords } from "../doctor/mysql-words.ts";
import type { Flow } from "../domain/approval/flow.ts";
import { closeDb, openDb } from "../store/db.ts";
import { editedFlows, type EditedFlow } from "../store/flow-versions.ts";
import { mysqlErrnoOf } from "../store/server-facts.ts";

/** Flows that differ from what was published under their version; or why that cannot be said. */
export type Compared = { edited: readonly EditedFlow[] } | { why: string };

/** Nothing was ever published there. @source https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
const NO_SUCH_TABLE = 1146;

/** Looks into the database where there is one: whoever checks files may be far from it. */
export async function comparePublished(
  env: Environment,
  flows: readonly Flow[],
): Promise<Compared> {
  const mysqlUrl = env["MYSQL_URL"]?.trim() ?? "";
  if (mysqlUrl === "") return { why: "没有设置 MYSQL_URL" };
  const wrong = isMysqlAddress(mysqlUrl);
  if (wrong !== undefined) return { why: `MYSQL_URL ${wrong}` };
  const db = openDb(mysqlUrl, 1);
  try {
    return { edited: await editedFlows(db, flows) };
  } catch (error) {
    if (mysqlErrnoOf(error) === NO_SUCH_TABLE) return { edited: [] };
    const why = mysqlWords(error);
    if (why === undefined) throw error;
    return { why: `MySQL ${why}` };
  } finally {
    await closeDb(db);
  }
}
