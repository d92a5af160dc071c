// A database as the migrations leave it. The first of a process is migrated; the others are made as that one was found
// to be, which is several times as quick. What the migrations do is tested in `test/store`.
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { migrate } from "../../src/store/migrate.ts";
import { freshDatabase, type FreshDatabase } from "./services.ts";

/** Statements that make all tables and the rows that migrations leave in them. */
let script: string | undefined;

export async function migratedDatabase(name: string): Promise<FreshDatabase> {
  const database = await freshDatabase(name);
  const { mysqlUrl } = database;
  if (script === undefined) {
    await migrate(mysqlUrl);
    script = await scriptOf(mysqlUrl);
    return database;
  }
  const connection = await createConnection({ uri: mysqlUrl, multipleStatements: true });
  await connection.query(script);
  await connection.end();
  return database;
}

async function scriptOf(mysqlUrl: string): Promise<string> {
  const connection = await createConnection({ uri: mysqlUrl, dateStrings: true });
  const [tables] = await connection.query<RowDataPacket[]>("SHOW TABLES");
  const statements: string[] = [];
  for (const table of tables.map((row) => String(Object.values(row)[0]))) {
    const [[made]] = await connection.query<RowDataPacket[]>("SHOW CREATE TABLE ??", [table]);
    statements.push(String(made?.["Create Table"]));
    const [rows] = await connection.query<RowDataPacket[]>("SELECT * FROM ??", [table]);
    const values = rows.map((row) => Object.values(row));
    if (values.length > 0)
      statements.push(connection.format("INSERT INTO ?? VALUES ?", [table, values]));
  }
  await connection.end();
  return statements.join(";\n");
}
