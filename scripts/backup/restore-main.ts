// `npm run restore -- FILE`: a backup into the empty database of `MYSQL_URL`, before the service is started on it.
import { verifyChecksum } from "./checksum.ts";
import { runCommand } from "./command.ts";
import { loadBackup } from "./load.ts";
import { restoreReport } from "./restore-report.ts";

await runCommand("restore", async (mysqlUrl, file) => {
  await verifyChecksum(file);
  const { tally, lookAt } = await loadBackup(mysqlUrl, file);
  return restoreReport(tally, lookAt);
});
