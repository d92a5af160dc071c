import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { createConnection } from "mysql2/promise";
import { startService } from "../support/service-process.ts";
import { freshDatabase, type FreshDatabase } from "../support/services.ts";
import { environment, freePorts } from "../support/world.ts";

describe("a service that cannot start says why in one sentence and ends", function () {
  this.timeout(60_000);
  let database: FreshDatabase;

  before(async () => {
    database = await freshDatabase("start");
  });

  after(() => database.drop());

  const mysql = (change: (url: URL) => void): string => {
    const url = new URL(database.mysqlUrl);
    change(url);
    return url.href;
  };

  /** What the process said on its way out. */
  async function refusal(
    mysqlUrl: string,
    change: Record<string, string> = {},
  ): Promise<{ code: number | null; said: string }> {
    const [port = 0] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const env = { ...environment({ port, url, simulatorUrl: url, mysqlUrl }), ...change };
    const service = startService(env);
    const said = await service.started.then(
      () => "it started",
      (error: Error) => error.message,
    );
    service.kill("SIGKILL");
    return { code: await service.exitCode, said };
  }

  it("wrong password", async () => {
    const { code, said } = await refusal(
      mysql((url) => {
        url.username = "nobody-of-ours";
        url.password = "wrong-password-1";
      }),
    );
    expect(said).to.match(/: 启动失败：MySQL 连不上：用户名或密码不对，请核对 MYSQL_URL。\n$/);
    expect(code).to.equal(1);
  });

  it("unknown database", async () => {
    const { code, said } = await refusal(mysql((url) => (url.pathname = "/no_such_database")));
    expect(said).to.match(/: 启动失败：MySQL 连不上：库不存在，请先建库.*\n$/);
    expect(code).to.equal(1);
  });

  it("tables of somebody else in the way of the schema", async () => {
    const foreign = await freshDatabase("foreign");
    const connection = await createConnection(foreign.mysqlUrl);
    await connection.query("CREATE TABLE cases (id INT PRIMARY KEY)");
    await connection.end();
    const { code, said } = await refusal(foreign.mysqlUrl);
    await foreign.drop();
    expect(said).to.match(/: 启动失败：数据库表结构没有升级成功（MySQL 报错 1050.*\n$/);
    expect(code).to.equal(1);
  });

  it("port in use", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const { code, said } = await refusal(database.mysqlUrl, { PORT: String(port) });
    await new Promise((resolve) => server.close(resolve));
    expect(said).to.match(new RegExp(`: 启动失败：端口 ${port} 已被占用；.*\\n$`));
    expect(code).to.equal(1);
  });

  it("configuration", async () => {
    const { code, said } = await refusal(database.mysqlUrl, { SESSION_SECRET: "short" });
    expect(said).to.match(/配置有 1 处问题：\n- 环境变量 SESSION_SECRET：太短.*\n$/);
    expect(code).to.equal(1);
  });
});
