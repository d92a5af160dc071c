// `npm run backup -- FILE`: the whole database of `MYSQL_URL` into one gzipped SQL file, with its checksum beside it.
import { writeChecksum } from "./checksum.ts";
import { runCommand } from "./command.ts";
import { dumpDatabase } from "./dump.ts";

await runCommand("backup", async (mysqlUrl, file) => {
  const { rows, takenAt } = await dumpDatabase(mysqlUrl, file);
  const checksum = await writeChecksum(file);
  const total = Object.values(rows).reduce((sum, each) => sum + each, 0);
  return `${file}: ${total} rows as of ${takenAt} UTC; checksum in ${checksum}`;
});
