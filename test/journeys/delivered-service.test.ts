import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { createConnection } from "mysql2/promise";
import { until } from "../support/process-world.ts";
import { startService, type ServiceProcess } from "../support/service-process.ts";
import { freshDatabase, freshRedis, projectRoot, type FreshDatabase } from "../support/services.ts";
import { API_KEY, environment, freePorts } from "../support/world.ts";

describe("the service as it is delivered: one file with all its modules", function () {
  this.timeout(60_000);
  let database: FreshDatabase;
  let url: string;
  let service: ServiceProcess;

  before(async () => {
    database = await freshDatabase("delivered");
    const [port = 0] = await freePorts(1);
    url = `http://127.0.0.1:${port}`;
    service = startService({
      ...environment({ port, url, simulatorUrl: url, mysqlUrl: database.mysqlUrl }),
      REDIS_URL: await freshRedis(),
    });
    await service.started;
  });

  after(async () => {
    service.kill("SIGKILL");
    await service.ended;
    await database.drop();
  });

  it("imports no module of ours, and only packages that stand beside it", () => {
    const program = readFileSync(join(projectRoot, "dist", "src", "main.js"), "utf8");
    const imported = [...program.matchAll(/^import .*?"(\.{1,2}\/[^"]+)";$/gm)].map(([, at]) => at);
    expect(imported).to.include("./main/koa.js").and.to.include("./main/mysql2.js");
    for (const at of imported) expect(at).to.match(/^\.\/main\//);
    expect(program).not.to.include("import.meta.url");
  });

  it("answers that it is ready", async () => {
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
  });

  it("names the lines of our sources where something breaks", async () => {
    const connection = await createConnection(database.mysqlUrl);
    await connection.query("RENAME TABLE cases TO cases_elsewhere");
    const answer = await fetch(`${url}/api/cases/BZ-2026-000001`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    await connection.query("RENAME TABLE cases_elsewhere TO cases");
    await connection.end();
    expect(answer.status).to.equal(500);
    await until(() => service.lines.some((line) => line.includes("http.fault")));
    const stack = service.lines.find((line) => line.includes("http.fault")) ?? "";
    const frames = [...stack.matchAll(/at async (\w+) \([^)]*?\/(src\/[\w/-]+\.tsx?):(\d+)/g)];
    expect(frames.map(([, , file]) => file)).to.include("src/store/case-file.ts");
    for (const [, , file = "", line] of frames) {
      const source = readFileSync(join(projectRoot, file), "utf8").split("\n");
      expect(source[Number(line) - 1], `${file}:${line}`).to.contain("await");
    }
  });

  it("stops when it is told to", async () => {
    service.kill("SIGTERM");
    expect(await service.exitCode).to.equal(0);
    await until(() => service.lines.some((line) => line.includes("service.stopped")));
  });

  it("stops too when the disk of its log is full", async () => {
    const full = openSync("/dev/full", "w");
    const [port = 0] = await freePorts(1);
    const simulatorUrl = `http://127.0.0.1:${port}`;
    const env = environment({ port, url: simulatorUrl, simulatorUrl, mysqlUrl: database.mysqlUrl });
    const silenced = startService(env, full);
    await silenced.started;
    silenced.kill("SIGTERM");
    expect(await silenced.exitCode).to.equal(0);
    closeSync(full);
  });
});
