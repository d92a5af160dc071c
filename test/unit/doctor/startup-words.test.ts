import { expect } from "chai";
import { ConfigError } from "../../../src/config/config-error.ts";
import { startFailureOf } from "../../../src/doctor/startup-words.ts";
import { DatabaseAway } from "../../../src/store/db.ts";
import { MigrationFailed } from "../../../src/store/migrate.ts";

/** An error as Node or the driver makes it. */
const fault = (fields: object) => Object.assign(new Error("secret hunter2 in English"), fields);

const FORESEEN: [what: string, error: unknown, words: RegExp][] = [
  [
    "configuration",
    new ConfigError([{ where: "环境变量 PORT", message: "应为整数" }]),
    /^配置有 1 处问题：\n- 环境变量 PORT：应为整数$/,
  ],
  [
    "a wrong password",
    fault({ errno: 1045, code: "ER_ACCESS_DENIED_ERROR" }),
    /^启动失败：MySQL 连不上：用户名或密码不对，请核对 MYSQL_URL。$/,
  ],
  ["a database that is not there", fault({ errno: 1049 }), /MySQL 连不上：库不存在，请先建库/],
  [
    "MySQL that is down",
    new DatabaseAway(fault({ code: "ECONNREFUSED" })),
    /MySQL 连不上：对方拒绝连接.*请检查 MySQL 是否在运行/,
  ],
  [
    "MySQL that is down, as the migrations see it",
    new MigrationFailed(
      fault({ code: "ECONNREFUSED", syscall: "connect", errno: -111, address: "10.0.0.1" }),
    ),
    /^启动失败：MySQL 连不上：对方拒绝连接/,
  ],
  [
    "a migration that a right is missing for",
    new MigrationFailed(fault({ errno: 1142 })),
    /^启动失败：数据库表结构没有升级成功（MySQL 报错 1142.*建表和改表的权限/,
  ],
  [
    "a port in use",
    fault({ code: "EADDRINUSE", syscall: "listen", port: 3000 }),
    /^启动失败：端口 3000 已被占用；请停掉占用它的程序.*PORT/,
  ],
  [
    "a port of the system",
    fault({ code: "EACCES", syscall: "listen", port: 80 }),
    /没有权限监听端口 80/,
  ],
  [
    "a file that may not be read",
    fault({ code: "EACCES", syscall: "open", path: "config/organisation.yaml" }),
    /读不了文件 config\/organisation\.yaml（EACCES）/,
  ],
];

describe("why the service does not start", () => {
  for (const [what, error, words] of FORESEEN) {
    it(`is said in one sentence: ${what}`, () => {
      const failure = startFailureOf(error);
      expect(failure.words).to.match(words);
      expect(failure.words).not.to.include("hunter2");
      expect(failure.isUnexpected).to.equal(false);
    });
  }

  it("is told as unexpected, with no more than the name of the fault, where nobody foresaw it", () => {
    for (const error of [fault({}), fault({ code: "ODD" }), "thrown text"]) {
      const { words, isUnexpected } = startFailureOf(error);
      expect(isUnexpected).to.equal(true);
      expect(words).to.match(/^启动失败，原因不在预料之中：(Error|ODD|string)。.*doctor/);
      expect(words).not.to.include("hunter2");
    }
  });
});
