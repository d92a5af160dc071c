import { DatabaseAway } from "../store/db.ts";
import { mysqlErrnoOf } from "../store/server-facts.ts";
import { networkWords } from "./network-words.ts";

/** Refusals of a server that answered. @source https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
const REFUSALS: Readonly<Record<number, string>> = {
  1044: "帐号没有这个库的权限，请用 GRANT 授权",
  1045: "用户名或密码不对，请核对 MYSQL_URL",
  1049: "库不存在，请先建库（字符集 utf8mb4），或核对 MYSQL_URL 末尾的库名",
  1698: "用户名或密码不对，请核对 MYSQL_URL",
};

/** Why MySQL cannot be used and what to do; undefined when the error has nothing to do with reaching it. */
export function mysqlWords(error: unknown): string | undefined {
  const errno = mysqlErrnoOf(error);
  const refusal = errno === undefined ? undefined : REFUSALS[errno];
  if (refusal !== undefined) return `连不上：${refusal}`;
  if (!(error instanceof DatabaseAway)) return undefined;
  return `连不上：${networkWords(error)}；请检查 MySQL 是否在运行，以及 MYSQL_URL 的主机和端口`;
}

/** The number by which MySQL's log and manual can be searched. */
export function mysqlNumberWords(error: unknown): string {
  return `MySQL 报错 ${mysqlErrnoOf(error) ?? "（无错误码）"}，请查看 MySQL 日志`;
}
