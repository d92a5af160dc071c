// A session from outside that holds what the service needs.
import { createConnection, type Connection } from "mysql2/promise";
import { until } from "./process-world.ts";

export interface Held {
  /** Lets go after so much real time; default at once. */
  release(heldMs?: number): Promise<void>;
}

function held(connection: Connection, ending: () => Promise<unknown>): Held {
  return {
    release: async (heldMs = 0) => {
      await connection.query("SELECT SLEEP(?)", [heldMs / 1_000]);
      await ending();
    },
  };
}

/** Locks the row of a case, as a transaction of somebody else would. */
export async function holdCase(mysqlUrl: string, caseNo: string): Promise<Held> {
  const connection = await createConnection(mysqlUrl);
  await connection.query("START TRANSACTION");
  await connection.query("SELECT id FROM cases WHERE case_no = ? FOR UPDATE", [caseNo]);
  return held(connection, () => connection.end());
}

/** Whether some transaction holds the row of a case. */
export async function isCaseHeld(mysqlUrl: string, caseNo: string): Promise<boolean> {
  const connection = await createConnection(mysqlUrl);
  try {
    await connection.query("SET SESSION innodb_lock_wait_timeout = 0");
    await connection.query("SELECT id FROM cases WHERE case_no = ? FOR UPDATE", [caseNo]);
    return false;
  } catch (error) {
    if ((error as { errno?: number }).errno === LOCK_WAIT_TIMEOUT) return true;
    throw error;
  } finally {
    connection.destroy();
  }
}

const LOCK_WAIT_TIMEOUT = 1205;

/** A change of a table that cannot begin while somebody reads it, and that whoever comes later waits for. */
export async function alterTable(mysqlUrl: string, table: string): Promise<Held> {
  const [reader, changer] = [await createConnection(mysqlUrl), await createConnection(mysqlUrl)];
  await reader.query("START TRANSACTION");
  await reader.query(`SELECT COUNT(*) FROM ${table}`);
  const changing = changer.query(`ALTER TABLE ${table} COMMENT = 'changed'`);
  await until(async () => (await tableWaiters(mysqlUrl)) > 0);
  return held(reader, async () => {
    await reader.end();
    await changing;
    await changer.end();
  });
}

/** Ends every other connection to this database. Returns how many there were. */
export async function killConnections(mysqlUrl: string): Promise<number> {
  const connection = await createConnection(mysqlUrl);
  try {
    const [rows] = await connection.query(
      "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()",
    );
    const ids = (rows as { id: number }[]).map(({ id }) => id);
    for (const id of ids) await connection.query(`KILL ${id}`).catch(() => undefined);
    return ids.length;
  } finally {
    connection.destroy();
  }
}

/** How many sessions of this database wait for a table. */
export async function tableWaiters(mysqlUrl: string): Promise<number> {
  const connection = await createConnection(mysqlUrl);
  try {
    const [rows] = await connection.query(
      "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND state LIKE 'Waiting for table%'",
    );
    return (rows as unknown[]).length;
  } finally {
    connection.destroy();
  }
}

/** Whether a transaction of this database waits for a row that another one holds. */
export async function isRowWaitedFor(mysqlUrl: string): Promise<boolean> {
  const connection = await createConnection(mysqlUrl);
  try {
    // The server shows what it had before while it is asked again within a tenth of a second.
    await connection.query("DO SLEEP(0.15)");
    const [rows] = await connection.query(
      `SELECT trx_id FROM information_schema.innodb_trx
       JOIN information_schema.processlist ON id = trx_mysql_thread_id
       WHERE trx_state = 'LOCK WAIT' AND db = DATABASE()`,
    );
    return (rows as unknown[]).length > 0;
  } finally {
    connection.destroy();
  }
}
