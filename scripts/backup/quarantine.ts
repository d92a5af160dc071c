import type { Connection } from "mysql2/promise";

/** What the operator must look at after a restore. */
export interface LookAt {
  /** Messages that waited when the backup was taken, by kind and receiver. */
  quarantined: { kind: string; receiver: string; rows: number }[];
  /** Signatures that the restored state waits for; some were given after the backup. */
  pending: { caseNo: string; label: string; holder: string }[];
  decisions: { count: number; lastAt: string | null };
}

/** More than a bureau opens between two backups; numbers in between stay unused. */
const SEQUENCE_AHEAD = 1_000;

/**
 * Makes restored rows safe to start a service on: what waited is not sent, numbers given out after the backup
 * are not given out again. Runs in the caller's transaction. `takenAt` is UTC, as the server writes it.
 */
export async function afterRestore(connection: Connection, takenAt: string): Promise<LookAt> {
  await connection.query(
    `UPDATE outbox SET state = 'quarantined', last_error = ?, done_at = UTC_TIMESTAMP(3),
       claim_token = NULL, claimed_until = NULL WHERE state = 'waiting'`,
    [`waited when the backup of ${takenAt} was taken`],
  );
  await connection.query("UPDATE sequences SET value = value + ?", [SEQUENCE_AHEAD]);
  // What was decided since is brought back first: nobody is to be told that they may have to press again.
  await connection.query("DELETE FROM ticks WHERE name = 'heard'");
  return {
    quarantined: await rowsOf(
      connection,
      `SELECT JSON_UNQUOTE(JSON_EXTRACT(message, '$.kind')) AS kind,
         COALESCE(JSON_UNQUOTE(JSON_EXTRACT(message, '$.to')), '-') AS receiver, COUNT(*) AS \`rows\`
       FROM outbox WHERE state = 'quarantined' GROUP BY 1, 2 ORDER BY 1, 2`,
    ),
    pending: await rowsOf(
      connection,
      `SELECT cases.case_no AS caseNo, tasks.label AS label, tasks.holder AS holder
       FROM tasks JOIN cases ON cases.id = tasks.case_id
       WHERE tasks.status = 'pending' ORDER BY cases.case_no, tasks.task_no`,
    ),
    decisions: await decisionsIn(connection),
  };
}

async function decisionsIn(connection: Connection): Promise<LookAt["decisions"]> {
  const [row] = await rowsOf<LookAt["decisions"]>(
    connection,
    `SELECT COUNT(*) AS count, DATE_FORMAT(MAX(committed_at), '%Y-%m-%d %H:%i:%s') AS lastAt
     FROM decisions`,
  );
  return row ?? { count: 0, lastAt: null };
}

async function rowsOf<Row>(connection: Connection, sql: string): Promise<Row[]> {
  const [rows] = await connection.query(sql);
  return rows as Row[];
}
