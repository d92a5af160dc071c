import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { createApi } from "../../src/app/wecom-api.ts";
import { openRedis } from "../../src/store/redis.ts";
import { addPeople } from "../../src/simulator/world/members.ts";
import type { Finding } from "../../src/doctor/finding.ts";
import { startupCheck } from "../../src/doctor/startup-check.ts";
import { systemClock, type Clock } from "../../src/lib/clock.ts";
import { createLog } from "../../src/lib/log.ts";
import type { App as SimulatedApp } from "../../src/simulator/world/world.ts";
import { markLeft, findMember } from "../../src/simulator/world/members.ts";
import { consult, type } from "../support/operator.ts";
import { freshDatabase } from "../support/services.ts";
import { AGENT_ID, freePorts, MANAGERS_CHAT } from "../support/world.ts";
import { worldForEach } from "../support/world-hooks.ts";

/** A host whose clock is wrong by so much. */
const offBy = (offsetMs: number): Clock => ({
  now: () => new Date(systemClock.now().getTime() + offsetMs),
});

describe("the doctor looks at an installation", () => {
  const world = worldForEach();

  beforeEach(async () => {
    // HTTP and MySQL tell the real time, so the service and the doctor must have it too.
    world.clock.advanceMs(systemClock.now().getTime() - world.clock.now().getTime());
    await world.app.api.createGroupChat({
      name: "督办群",
      owner: "linna",
      userIds: ["linna", "zhangwei"],
      chatId: MANAGERS_CHAT,
    });
  });

  const look = (env: Record<string, string | undefined> = {}, clock: Clock = world.clock) =>
    consult(world, { env, clock });
  const changeApp = (change: Partial<SimulatedApp>) => {
    const { apps } = world.simulator.world;
    const app = apps.get(AGENT_ID);
    if (app !== undefined) apps.set(AGENT_ID, { ...app, ...change });
  };
  const deadUrl = async () => `127.0.0.1:${(await freePorts(1))[0]}`;
  const badOnes = (findings: Finding[]) =>
    findings.filter(({ result }) => result === "fail").map(({ check }) => check);

  it("finds nothing that fails where all is well, and ends with 0", async () => {
    const { code, of, findings } = await look();
    expect(badOnes(findings)).to.deep.equal([]);
    expect(code).to.equal(0);
    for (const check of [
      "config",
      "mysql",
      "mysql.version",
      "mysql.isolation",
      "mysql.clock",
      "mysql.schema",
      "redis",
      "wecom.reach",
      "wecom.clock",
      "wecom.token",
      "wecom.egress-ip",
      "wecom.agent",
      "wecom.people",
      "wecom.managers-chat",
      "wecom.webhook",
      "callback",
    ]) {
      expect(of(check)?.result, check).to.equal("ok");
    }
    expect(of("public-url")?.message).to.include("https");
    expect(of("config.provisional")?.message).to.include("暂定");
  });

  it("names every provisional number and calendar once", async () => {
    const { findings } = await look();
    const naming = (words: string) => findings.filter(({ message }) => message.includes(words));
    for (const words of ["2027 年日历是暂定的", "阈值 T1 =", "hvlvMaxKva = 500 kVA"]) {
      expect(naming(words), words).to.have.length(1);
    }
  });

  it("prints a table for people", async () => {
    const { out } = await type(world, ["doctor"]);
    expect(out).to.match(/^✓ 正常 +MySQL +可以连接$/m);
    expect(out).to.match(/共 \d+ 项：.*不通过 0/);
  });

  it("tells a wrong secret, once, and does not go on asking", async () => {
    const { code, of, findings } = await look({ WECOM_SECRET: "not-the-secret" });
    expect(code).to.equal(1);
    expect(of("wecom.token")?.message).to.include("40001").and.include("WECOM_SECRET");
    expect(badOnes(findings)).to.deep.equal(["wecom.token"]);
    expect(of("wecom.people")).to.equal(undefined);
    const counts = [...world.simulator.world.wrongSecrets.values()].map(({ count }) => count);
    expect(counts).to.deep.equal([1]);
  });

  it("tells a wrong corp id, and an agent id of another app", async () => {
    const corp = await look({ WECOM_CORP_ID: "wwother" });
    expect(corp.of("wecom.token")?.message).to.include("40013").and.include("WECOM_CORP_ID");
    const agent = await look({ WECOM_AGENT_ID: "1000009" });
    expect(agent.of("wecom.token")?.result).to.equal("ok");
    expect(agent.of("wecom.agent")?.message).to.include("301002").and.include("WECOM_AGENT_ID");
  });

  it("names the egress address that must be listed", async () => {
    changeApp({ trustedIps: ["203.0.113.7"] });
    const { code, of } = await look();
    expect(code).to.equal(1);
    expect(of("wecom.token")?.result).to.equal("ok");
    expect(of("wecom.egress-ip")?.message).to.match(/127\.0\.0\.1.*企业可信IP/);
  });

  it("names people who left, and people outside the app's range", async () => {
    const left = findMember(world.simulator.world, "wuyun");
    if (left !== undefined) markLeft(world.simulator.world, left);
    const visibleTo = world.config.bureau.organisation.people
      .map(({ userid }) => userid)
      .filter((userid) => userid !== "gaoyuan");
    changeApp({ visibleTo });
    const { findings } = await look();
    const people = findings.filter(({ check }) => check === "wecom.people");
    expect(people.map(({ result }) => result)).to.deep.equal(["fail", "fail"]);
    expect(people[0]?.message).to.match(/^wuyun 在企业微信里不存在或已离职/);
    expect(people[1]?.message).to.match(/^gaoyuan 不在应用的可见范围内/);
  });

  it("warns of a userid that belongs to somebody else", async () => {
    world.simulator.world.members.delete("wuyun");
    addPeople(world.simulator.world, [{ userid: "wuyun", name: "另一人" }]);
    const { of } = await look();
    expect(of("wecom.people")).to.include({ result: "warn" });
    expect(of("wecom.people")?.message).to.include("wuyun 的姓名");
  });

  it("tells a group chat that does not exist, and what is not set up", async () => {
    const unknown = await look({ WECOM_MANAGERS_CHAT_ID: "nosuchchat" });
    expect(unknown.of("wecom.managers-chat")).to.include({ result: "fail" });
    expect(unknown.of("wecom.managers-chat")?.message).to.include("group create");
    const none = await look({
      WECOM_MANAGERS_CHAT_ID: undefined,
      WECOM_WEBHOOK_URL: undefined,
    });
    expect(none.of("wecom.managers-chat")?.result).to.equal("warn");
    expect(none.of("wecom.webhook")?.message).to.include("WECOM_WEBHOOK_URL");
  });

  it("warns of a clock that is off, and fails when callbacks would soon be refused", async () => {
    const little = await look({}, offBy(100_000));
    expect(little.of("wecom.clock")?.result).to.equal("warn");
    expect(little.of("wecom.clock")?.message).to.match(/快 (99|100|101) 秒/);
    expect(little.of("mysql.clock")?.message).to.match(/数据库时钟比本机慢 100 秒/);
    const much = await look({}, offBy(-290_000));
    expect(much.of("wecom.clock")?.result).to.equal("fail");
    expect(much.of("wecom.clock")?.message).to.match(/慢 (289|290) 秒.*300 秒/);
  });

  it("says why MySQL cannot be used, and looks at the rest all the same", async () => {
    const away = await look({ MYSQL_URL: `mysql://u:p@${await deadUrl()}/x` });
    expect(away.code).to.equal(1);
    expect(away.of("mysql")?.message).to.include("对方拒绝连接").and.include("MYSQL_URL");
    expect(away.of("wecom.people")?.result).to.equal("ok");
    const noSuch = new URL(world.database.mysqlUrl);
    noSuch.pathname = "/no_such_database";
    expect((await look({ MYSQL_URL: noSuch.href })).of("mysql")?.message).to.include("库不存在");
  });

  it("says that an empty database will be filled by the service", async () => {
    const empty = await freshDatabase("doctor");
    const { of } = await look({ MYSQL_URL: empty.mysqlUrl });
    await empty.drop();
    expect(of("mysql.schema")).to.include({ result: "warn" });
    expect(of("mysql.schema")?.message).to.include("0001-init").and.include("启动服务时");
  });

  it("calls a service without Redis degraded, not broken", async () => {
    const away = await look({ REDIS_URL: `redis://${await deadUrl()}` });
    expect(away.of("redis")).to.include({ result: "warn" });
    expect(away.of("redis")?.message).to.include("连不上").and.include("降级");
    const absent = await look({ REDIS_URL: undefined });
    expect(absent.of("redis")?.message).to.include("没有设置 REDIS_URL").and.include("降级");
    expect(absent.code).to.equal(0);
  });

  it("tries the callback as WeCom does and says what is in the way", async () => {
    const away = await look({ PUBLIC_URL: `http://${await deadUrl()}` });
    expect(away.of("callback")?.message).to.include("对方拒绝连接");
    const otherKey = await look({ WECOM_CALLBACK_TOKEN: "anotherToken" });
    expect(otherKey.of("callback")?.message).to.include("应答 403").and.include("TOKEN");
    const elsewhere = await look({ PUBLIC_URL: world.simulatorUrl });
    expect(elsewhere.of("callback")?.message).to.include("应答 404");
  });

  it("notices a proxy in between that answers in its own words or sends callers elsewhere", async () => {
    const proxy = createServer((request, response) => {
      const isLogin = request.url?.startsWith("/login/") === true;
      response.writeHead(isLogin ? 302 : 200, isLogin ? { location: "/" } : {});
      response.end("1234567890\n");
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as AddressInfo;
    const rewritten = await look({ PUBLIC_URL: `http://127.0.0.1:${port}` });
    const moved = await look({ PUBLIC_URL: `http://127.0.0.1:${port}/login` });
    await new Promise((resolve) => proxy.close(resolve));
    expect(rewritten.of("callback")?.message).to.include("应原样返回验证串");
    expect(moved.of("callback")?.message).to.include("302").and.include("不跟随跳转");
  });

  it("says that WeCom cannot be reached, and checks nothing that needs it", async () => {
    const { of } = await look({ WECOM_API_URL: `http://${await deadUrl()}` });
    expect(of("wecom.reach")?.message).to.include("对方拒绝连接");
    expect(of("wecom.token")).to.equal(undefined);
    expect(of("callback")?.result).to.equal("ok");
  });

  it("lists everything that is wrong with the configuration and stops there", async () => {
    const { code, findings } = await look({ MYSQL_URL: "", WECOM_CALLBACK_AES_KEY: "short" });
    expect(code).to.equal(1);
    const text = findings.map(({ message }) => message).join("\n");
    expect(text).to.include("MYSQL_URL").and.include("WECOM_CALLBACK_AES_KEY");
    expect(new Set(findings.map(({ check }) => check))).to.deep.equal(new Set(["config"]));
  });

  it("is not fooled by a token that Redis holds of a former secret", async () => {
    await world.app.api.getAgent();
    const { config, deps } = world.app;
    const redis = await openRedis(config.redisUrl ?? "", createLog("silent"));
    const changed = { ...config, wecom: { ...config.wecom, secret: "not-the-secret" } };
    const api = createApi(changed, { clock: world.clock, redis });
    const lines: string[] = [];
    const log = createLog("info", { write: (line) => lines.push(line) });
    await startupCheck({ config: changed, clock: world.clock, db: deps.db, api }, log);
    await api.close();
    redis.close();
    expect(lines.find((line) => line.includes('"wecom.token"'))).to.include("40001");
  });

  it("writes what is wrong into the log of a service that starts, and never stops it", async () => {
    changeApp({ trustedIps: ["203.0.113.7"] });
    const lines: string[] = [];
    const log = createLog("info", { write: (line) => lines.push(line) });
    const { config, deps, api } = world.app;
    await startupCheck({ config, clock: world.clock, db: deps.db, api }, log);
    const egress = lines.find((line) => line.includes('"wecom.egress-ip"'));
    expect(egress).to.include("企业可信IP").and.include("selfcheck.failure");
    expect(lines.filter((line) => line.includes('"config.provisional"'))).to.have.length(1);
    expect(lines.at(-1)).to.include("selfcheck.done").and.include('"failures":1');
  });
});
