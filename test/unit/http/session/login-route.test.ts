import { buildFlow } from "../../../support/build-flow.ts";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { createWecomClient, type WecomClient } from "../../../../src/wecom/client.ts";
import { createMemoryTokenCache } from "../../../../src/wecom/token-cache.ts";
import { buildFile, staff } from "../../../support/build.ts";
import { HOUR_MS, MINUTE_MS } from "../../../../src/lib/clock.ts";
import { buildParts, NOW } from "../parts.ts";
import { startHttp, type Running } from "../running.ts";

const USED_CODE = { errcode: 40029, errmsg: "invalid code" };

/** The two calls of WeCom's API that a login needs; codes are answered from a table, unknown ones refused. */
function startApi(users: Readonly<Record<string, object>>): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://api");
    const answer = url.pathname.endsWith("/gettoken")
      ? { errcode: 0, errmsg: "ok", access_token: "token", expires_in: 7_200 }
      : (users[url.searchParams.get("code") ?? ""] ?? USED_CODE);
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(answer));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

describe("login through WeCom", () => {
  let api: Server;
  let client: WecomClient;
  let running: Running;
  let now: Date;
  let viewers: unknown[];

  before(async () => {
    api = await startApi({
      good: { errcode: 0, errmsg: "ok", userid: "ZhangWei" },
      other: { errcode: 0, errmsg: "ok", userid: "liuyang" },
      outsider: { errcode: 0, errmsg: "ok", openid: "oXXXX", external_userid: "wmXXXX" },
      linked: { errcode: 0, errmsg: "ok", userid: "wwother/zhangwei" },
      stranger: { errcode: 0, errmsg: "ok", userid: "nobody" },
    });
    const { port } = api.address() as AddressInfo;
    client = createWecomClient({
      apiUrl: `http://127.0.0.1:${port}`,
      corpId: "wwcorp0000000001",
      agentId: 1_000_002,
      secret: "secret",
      tokenCache: createMemoryTokenCache({ now: () => NOW }),
      clock: { now: () => NOW },
    });
  });

  after(async () => {
    await client.close();
    await new Promise((resolve) => api.close(resolve));
  });

  beforeEach(async () => {
    now = NOW;
    viewers = [];
    running = await start("http://bureau.test");
  });

  function start(publicUrl: string): Promise<Running> {
    const lookUpCase = ({ viewer }: { viewer: unknown }) => {
      viewers.push(viewer);
      return Promise.resolve({ file: buildFile(), asOf: now, flowOf: () => buildFlow() });
    };
    return startHttp({
      publicUrl,
      clock: { now: () => now },
      getLoginUser: (code) => client.getLoginUser(code),
      verbs: { ...buildParts().verbs, lookUpCase },
    });
  }

  /** A browser that keeps cookies and follows nothing by itself. */
  function browser(site = running) {
    const jar = new Map<string, string>();
    const get = async (path: string) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(site.url + path, { redirect: "manual", headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ""] = line.split(";");
        const at = pair.indexOf("=");
        if (line.includes("Max-Age=0")) jar.delete(pair.slice(0, at));
        else jar.set(pair.slice(0, at), pair.slice(at + 1));
      }
      return answer;
    };
    return { jar, get };
  }

  type Browser = ReturnType<typeof browser>;
  const locationOf = (answer: Response) => answer.headers.get("location") ?? "";
  const stateOf = (answer: Response) => new URL(locationOf(answer)).searchParams.get("state") ?? "";

  async function comeBack(who: Browser, code: string, to = "/cases/BZ-2026-000123") {
    const state = stateOf(await who.get(`/login?to=${encodeURIComponent(to)}`));
    return who.get(`/login/callback?code=${code}&state=${state}`);
  }

  it("leads from the case to the authorize page, back, and to the case", async () => {
    const who = browser();
    const first = await who.get("/cases/BZ-2026-000123");
    expect(locationOf(first)).to.equal("/login?to=%2Fcases%2FBZ-2026-000123");
    const login = await who.get(locationOf(first));
    const authorize = new URL(locationOf(login));
    expect(authorize.searchParams.get("redirect_uri")).to.equal(
      "http://bureau.test/login/callback",
    );
    expect(stateOf(login)).to.match(/^[A-Za-z0-9]{1,128}$/);
    const back = await who.get(`/login/callback?code=good&state=${stateOf(login)}`);
    expect(locationOf(back)).to.equal("/cases/BZ-2026-000123");
    const page = await who.get(locationOf(back));
    expect(page.status).to.equal(200);
    expect(await page.text())
      .to.include("内蒙古牧名食品有限公司")
      .and.include("当前登录：张伟");
    expect(viewers).to.deep.equal([{ staff: "zhangwei" }]);
  });

  it("writes the authorize address as WeCom wants it", async () => {
    const site = await startHttp({
      publicUrl: "https://bureau.test",
      login: { corpId: "wwcorp", agentId: 7, wecomApiUrl: "https://qyapi.weixin.qq.com" },
    });
    const answer = await browser(site).get("/login?to=/cases/X");
    expect(locationOf(answer)).to.match(
      /^https:\/\/open\.weixin\.qq\.com\/connect\/oauth2\/authorize\?appid=wwcorp&redirect_uri=https%3A%2F%2Fbureau\.test%2Flogin%2Fcallback&response_type=code&scope=snsapi_base&state=[0-9a-f]+&agentid=7#wechat_redirect$/,
    );
  });

  it("keeps cookies from scripts and from other sites, and over TLS on this host only", async () => {
    const plain = await browser().get("/login");
    expect(plain.headers.getSetCookie()[0]).to.match(/^qianpi-login=.*HttpOnly; SameSite=Lax/);
    const site = await start("https://bureau.test");
    const secure = await browser(site).get("/login");
    expect(secure.headers.getSetCookie()[0]).to.match(/^__Host-qianpi-login=.*Path=\/;.*; Secure$/);
  });

  it("refuses to come back without a state (G01)", async () => {
    expect((await browser().get("/login/callback?code=good")).status).to.equal(400);
    expect((await browser().get("/login/callback?code=good&state=a&state=b")).status).to.equal(400);
  });

  it("takes a state from nobody else's browser (G02)", async () => {
    const [mine, theirs] = [browser(), browser()];
    await mine.get("/login");
    const state = stateOf(await theirs.get("/login"));
    const answer = await mine.get(`/login/callback?code=good&state=${state}`);
    expect(answer.status).to.equal(403);
    expect(mine.jar.has("qianpi-session")).to.equal(false);
  });

  it("takes a state once (G03)", async () => {
    const who = browser();
    const state = stateOf(await who.get("/login"));
    await who.get(`/login/callback?code=good&state=${state}`);
    const again = await who.get(`/login/callback?code=good&state=${state}`);
    expect(again.status).to.equal(403);
  });

  it("takes a state for ten minutes (G04)", async () => {
    const who = browser();
    const state = stateOf(await who.get("/login"));
    now = new Date(NOW.getTime() + 10 * MINUTE_MS);
    expect((await who.get(`/login/callback?code=good&state=${state}`)).status).to.equal(403);
  });

  it("repeats a login with a used code once by itself, then leaves it to the person (G05)", async () => {
    const who = browser();
    const first = await comeBack(who, "used");
    expect(first.status).to.equal(302);
    expect(locationOf(first)).to.include("/connect/oauth2/authorize?");
    const second = await who.get(`/login/callback?code=used&state=${stateOf(first)}`);
    expect(second.status).to.equal(403);
    const page = await second.text();
    expect(page).to.include("请重新打开").and.include('href="/login?to=%2Fcases%2FBZ-2026-000123"');
  });

  it("still reaches the case when the second code is good", async () => {
    const who = browser();
    const first = await comeBack(who, "used");
    const second = await who.get(`/login/callback?code=good&state=${stateOf(first)}`);
    expect(locationOf(second)).to.equal("/cases/BZ-2026-000123");
  });

  it("lets in members of this bureau only (G06)", async () => {
    for (const code of ["outsider", "linked", "stranger"]) {
      const who = browser();
      const answer = await comeBack(who, code);
      expect(answer.status, code).to.equal(403);
      expect(await answer.text()).to.include("不在本系统的人员名单中");
      expect(who.jar.has("qianpi-session")).to.equal(false);
    }
  });

  it("leads to our own paths only (G07)", async () => {
    const elsewhere = [
      "https://evil.test",
      "//evil.test",
      "/\\evil.test",
      "javascript:alert(1)",
      "/cases/X\r\nSet-Cookie: a=b",
      "/..//evil.test",
      "",
    ];
    for (const to of elsewhere) {
      expect(locationOf(await comeBack(browser(), "good", to)), to).to.equal("/");
    }
  });

  it("knows a person by their own login, whatever the link says (G08, G09)", async () => {
    const who = browser();
    await comeBack(who, "other");
    const stolen = browser();
    await comeBack(stolen, "good");
    await who.get(`/cases/BZ-2026-000123?session=${stolen.jar.get("qianpi-session") ?? ""}`);
    expect(viewers).to.deep.equal([{ staff: "liuyang" }]);
  });

  it("begins a new session at every login (G10)", async () => {
    const who = browser();
    await comeBack(who, "good");
    const before = who.jar.get("qianpi-session");
    who.jar.set("qianpi-session", "planted");
    await comeBack(who, "good");
    expect(who.jar.get("qianpi-session")).not.to.be.oneOf(["planted", before]);
  });

  it("asks for a new login when the cookie is not ours to the last letter (G11)", async () => {
    const who = browser();
    await comeBack(who, "good");
    const good = who.jar.get("qianpi-session") ?? "";
    const attempt = await browser().get("/login");
    const loginCookie = /qianpi-login=([^;]*)/.exec(attempt.headers.getSetCookie()[0] ?? "")?.[1];
    const forged = [
      good.slice(0, -1),
      `x${good}`,
      good.split(".")[0],
      `${good}.x`,
      "x".repeat(5_000),
      loginCookie,
      `${good}; qianpi-session=${good}`,
      "",
    ];
    for (const cookie of forged) {
      const headers = { cookie: `qianpi-session=${cookie}` };
      const answer = await fetch(`${running.url}/cases/X1-2026`, { headers, redirect: "manual" });
      expect(locationOf(answer), cookie).to.equal("/login?to=%2Fcases%2FX1-2026");
    }
  });

  it("ends a session after twelve hours and at logout (G12)", async () => {
    const who = browser();
    await comeBack(who, "good");
    now = new Date(NOW.getTime() + 12 * HOUR_MS - 1);
    expect((await who.get("/cases/BZ-2026-000123")).status).to.equal(200);
    now = new Date(NOW.getTime() + 12 * HOUR_MS);
    expect((await who.get("/cases/BZ-2026-000123")).status).to.equal(302);
    now = NOW;
    expect((await who.get("/logout")).status).to.equal(200);
    expect((await who.get("/cases/BZ-2026-000123")).status).to.equal(302);
  });

  it("goes on from the logout to a page of ours, and to no other site", async () => {
    const who = browser();
    const page = "http://bureau.test/cases/BZ-2026-000123";
    const answer = await who.get(`/logout?next=${encodeURIComponent(page)}`);
    expect(locationOf(answer)).to.equal("/cases/BZ-2026-000123");
    for (const foreign of [
      "https://evil.test/cases/X",
      "http://bureau.test.evil.test/",
      "//evil.test",
    ]) {
      const stays = await who.get(`/logout?next=${encodeURIComponent(foreign)}`);
      expect(stays.status, foreign).to.equal(200);
    }
  });

  it("does not know a person any more whom the organisation does not know (G13)", async () => {
    const who = browser();
    await comeBack(who, "good");
    const { bureau } = buildParts();
    const people = bureau.organisation.people.filter(({ userid }) => userid !== staff("zhangwei"));
    const later = await startHttp({
      bureau: { ...bureau, organisation: { ...bureau.organisation, people } },
    });
    const cookie = `qianpi-session=${who.jar.get("qianpi-session") ?? ""}`;
    const answer = await fetch(`${later.url}/cases/BZ-2026-000123`, {
      headers: { cookie },
      redirect: "manual",
    });
    expect(answer.status).to.equal(302);
  });

  it("knows no other methods", async () => {
    const answer = await fetch(`${running.url}/login`, { method: "POST" });
    expect(answer.status).to.equal(405);
  });
});
