import { BackupRefused } from "./backup-format.ts";

const MISSING_FILE = "ENOENT";

/** Runs one of the two commands with its file and `MYSQL_URL`; expected failures are one line and exit code 1. */
export async function runCommand(
  name: "backup" | "restore",
  act: (mysqlUrl: string, file: string) => Promise<string>,
): Promise<void> {
  const [file, ...rest] = process.argv.slice(2);
  const mysqlUrl = process.env["MYSQL_URL"]?.trim() ?? "";
  try {
    if (file === undefined || rest.length > 0) {
      throw new BackupRefused(`one file is needed: npm run ${name} -- qianpi.sql.gz`);
    }
    if (mysqlUrl === "") throw new BackupRefused("MYSQL_URL is not set");
    process.stdout.write(`${await act(mysqlUrl, file)}\n`);
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`${name}: ${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Refusals of ours, files that are not there, and what the database server or the network says. */
function isExpected(error: unknown): error is Error {
  if (error instanceof BackupRefused) return true;
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === MISSING_FILE || "errno" in error;
}
