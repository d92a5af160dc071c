// Many cases in little time: every row of one case is copied inside the server, with its ids and people exchanged.
import { createConnection, type Connection } from "mysql2/promise";
import { personNo, PEOPLE } from "./bureau.ts";
import type { Waiting } from "./waiting.ts";

const TABLES = [
  "cases",
  "case_contacts",
  "stages",
  "documents",
  "approvals",
  "approval_nodes",
  "tasks",
  "decisions",
  "cards",
];
const COPIED_AT_ONCE = 2_000;

export interface Copies {
  from: number;
  count: number;
  /** Each case has its own two people, by its id; or all have those of the template. */
  people: "by-case" | "as-template";
}

/** Copies of the template with case ids `from` … `from + count - 1`. */
export async function cloneCases(
  mysqlUrl: string,
  template: readonly Waiting[],
  { from, count, people }: Copies,
): Promise<void> {
  const caseId = template[0]?.caseId ?? 0;
  const connection = await createConnection(mysqlUrl);
  try {
    await fillNumbers(connection, COPIED_AT_ONCE);
    const copies = await Promise.all(
      TABLES.map((table) => copyOf(connection, { table, caseId, people })),
    );
    for (let first = from; first < from + count; first += COPIED_AT_ONCE) {
      const below = Math.min(COPIED_AT_ONCE, from + count - first);
      await connection.beginTransaction();
      for (const copy of copies) await connection.query(copy(first, below));
      await connection.commit();
    }
  } finally {
    await connection.end();
  }
}

/** A table of the numbers 0 … count - 1, which both dialects lack. */
export async function fillNumbers(connection: Connection, count: number): Promise<void> {
  await connection.query("CREATE TABLE IF NOT EXISTS bench_numbers (n BIGINT PRIMARY KEY)");
  await connection.query("TRUNCATE bench_numbers");
  await connection.query("INSERT INTO bench_numbers VALUES (0)");
  for (let known = 1; known < count; known *= 2) {
    const more = Math.min(known, count - known);
    await connection.query(
      `INSERT INTO bench_numbers SELECT n + ${known} FROM bench_numbers WHERE n < ${more}`,
    );
  }
}

type Copy = (first: number, below: number) => string;

async function copyOf(
  connection: Connection,
  { table, caseId, people }: { table: string; caseId: number; people: Copies["people"] },
): Promise<Copy> {
  const [rows] = await connection.query(
    "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?",
    [table],
  );
  const columns = rows as { name: string; type: string }[];
  const names = columns.map(({ name }) => name).join(", ");
  const key = table === "cases" ? "id" : "case_id";
  return (first, below) => {
    const id = `(${first} + n)`;
    const values = columns.map(({ name, type }) => {
      if (name === key) return id;
      if (name === "case_no") return `CONCAT('BZ-2026-', LPAD(${id}, 7, '0'))`;
      if (!/char|text|json/.test(type)) return name;
      const text = withIdsOf(name, { id, caseId });
      return people === "by-case" ? withPeopleOf(text, id) : text;
    });
    return `INSERT INTO ${table} (${names}) SELECT ${values.join(", ")} FROM ${table} JOIN bench_numbers ON n < ${below} WHERE ${key} = ${caseId}`;
  };
}

function withIdsOf(column: string, { id, caseId }: { id: string; caseId: number }): string {
  return ["T", "A"].reduce(
    (text, letter) => `REPLACE(${text}, '${letter}${caseId}-', CONCAT('${letter}', ${id}, '-'))`,
    column,
  );
}

/** By way of marks: the second exchange must not meet the outcome of the first. */
function withPeopleOf(column: string, id: string): string {
  const marked = [0, 1].reduce((text, n) => `REPLACE(${text}, '${personNo(n)}', '@@${n}')`, column);
  return [0, 1].reduce(
    (text, n) =>
      `REPLACE(${text}, '@@${n}', CONCAT('p', LPAD((${id} + ${n}) % ${PEOPLE}, 3, '0')))`,
    marked,
  );
}

/** What waits in a copy. */
export function copied(template: Waiting, caseId: number, people: Copies["people"]): Waiting {
  return {
    ...template,
    caseId,
    cardId: template.cardId.replace(`T${template.caseId}-`, `T${caseId}-`),
    holder: people === "by-case" ? personNo(caseId) : template.holder,
  };
}
