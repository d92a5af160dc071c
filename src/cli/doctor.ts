import type { Command } from "commander";
import { createApi } from "../app/wecom-api.ts";
import type { Config } from "../config/config.ts";
import { ConfigError } from "../config/config-error.ts";
import { diskFiles } from "../config/disk-files.ts";
import { loadConfig } from "../config/load.ts";
import { findingsOfConfigError } from "../doctor/check-config.ts";
import { examine } from "../doctor/examine.ts";
import type { Finding } from "../doctor/finding.ts";
import { isSick, reportText } from "../doctor/report.ts";
import { closeDb, openDb } from "../store/db.ts";
import type { Cli } from "./surroundings.ts";

/** `doctor [--json]` */
export function addDoctorCommand(program: Command, cli: Cli): void {
  program
    .command("doctor")
    .description("自检：配置、MySQL、Redis、企业微信、人员、回调地址，逐项说明问题和办法")
    .option("--json", "以 JSON 输出，供程序读取")
    .addHelpText("after", "\n有一项不通过时退出码为 1。请在服务运行时执行，才能检查回调地址。")
    .action(async ({ json }: { json?: true }) => {
      const findings = await findingsFor(cli);
      cli.out(json ? JSON.stringify(findings, null, 2) : reportText(findings, cli.columns));
      cli.finish(isSick(findings) ? 1 : 0);
    });
}

async function findingsFor({ env, clock }: Cli): Promise<Finding[]> {
  let config: Config;
  try {
    config = loadConfig(env, diskFiles);
  } catch (error) {
    if (error instanceof ConfigError) return findingsOfConfigError(error);
    throw error;
  }
  const db = openDb(config.mysqlUrl, 2);
  // Without the shared cache, so that the credentials themselves are tried and not a token they gave earlier.
  const api = createApi(config, { clock, redis: undefined });
  try {
    return await examine({ config, clock, db, api });
  } finally {
    await Promise.all([closeDb(db), api.close()]);
  }
}
