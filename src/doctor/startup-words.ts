import { ConfigError } from "../config/config-error.ts";
import { DatabaseAway } from "../store/db.ts";
import { MigrationFailed } from "../store/migrate.ts";
import { mysqlNumberWords, mysqlWords } from "./mysql-words.ts";

/** What keeps the service from starting, in words for the operator. */
export interface StartFailure {
  words: string;
  /** Not foreseen: the fault itself belongs into the log. */
  isUnexpected: boolean;
}

/** Says why the start failed and what to do; holds no secret. */
export function startFailureOf(error: unknown): StartFailure {
  if (error instanceof ConfigError) return foreseen(error.message);
  const mysql = mysqlWords(asAway(error));
  if (mysql !== undefined) return foreseen(`启动失败：MySQL ${mysql}。`);
  if (error instanceof MigrationFailed) return foreseen(migrationWords(error));
  const system = systemWords(error);
  if (system !== undefined) return foreseen(`启动失败：${system}。`);
  return {
    words: `启动失败，原因不在预料之中：${nameOf(error)}。详情见日志中的 service.start-failed；可先用 npm run qianpi -- doctor 自检。`,
    isUnexpected: true,
  };
}

function foreseen(words: string): StartFailure {
  return { words, isUnexpected: false };
}

/** The migrations have connections of their own, whose loss says nothing but the network's code. */
function asAway(error: unknown): unknown {
  const fault = error instanceof MigrationFailed ? error.cause : error;
  const isOfNetwork = fault instanceof Error && "syscall" in fault && fault.syscall === "connect";
  return isOfNetwork ? new DatabaseAway(fault) : fault;
}

function migrationWords(error: MigrationFailed): string {
  return `启动失败：数据库表结构没有升级成功（${mysqlNumberWords(error)}）。请确认 MYSQL_URL 的帐号有建表和改表的权限、磁盘未满，改正后重新启动；升级会从没有完成的一步继续。`;
}

/** What the operating system refused, where an operator can mend it. */
function systemWords(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const port = "port" in error ? String(error.port) : "";
  if (error.code === "EADDRINUSE") {
    return `端口 ${port} 已被占用；请停掉占用它的程序（可能是上一个没有退出的本服务），或用 PORT 换一个端口`;
  }
  if (error.code === "EACCES" && port !== "") {
    return `没有权限监听端口 ${port}；请用 PORT 换一个 1024 以上的端口，由反向代理转发`;
  }
  const path = "path" in error ? String(error.path) : "";
  if (path !== "")
    return `读不了文件 ${path}（${String(error.code)}）；请检查它的权限和 CONFIG_DIR`;
  return undefined;
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error ? String(error.code) : error.name;
}
