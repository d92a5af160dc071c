import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  browserOf,
  browser,
  SESSION,
  type Browser,
  type Page,
} from "../../support/bad-input/browser.ts";
import { leave, warmUp, watch } from "../../support/bad-input/watch.ts";
import { bureauVariant } from "../../support/bureau-variant.ts";
import { callApi, example, openCase, submitPlan } from "../../support/people.ts";
import { projectRoot } from "../../support/services.ts";
import { openWorld, type World } from "../../support/world.ts";

const CASE_NO = "BZ-2026-000123";
const CASE = `/cases/${CASE_NO}`;
const MINUTE_MS = 60_000;

describe("bad input in the browser: login, sessions, pages", () => {
  let world: World;
  let who: Browser;

  before(async () => {
    world = await openWorld();
    await warmUp(world);
    await openCase(world, { customerName: "<b>牧场</b>" });
    const plan = { ...example("hv-plan"), opinion: "<img src=x onerror=alert(1)>" };
    const { status } = await submitPlan(world, { plan });
    expect(status).to.equal(201);
    const warm = await browserOf(world, "zhangwei");
    await warm.get(CASE);
  });

  beforeEach(() => {
    // The limits of a minute belong to one test.
    world.clock.advanceMs(MINUTE_MS);
    who = browser(world);
  });

  after(() => leave(world));

  /** The page at an address, with the promise that looking changed nothing. */
  async function look(path: string, from = who): Promise<Page> {
    const { answer, changed } = await watch(world, () => from.get(path));
    expect(changed, "rows").to.deep.equal([]);
    return answer;
  }
  const isLoggedIn = () => who.jar.has(SESSION);

  it("G01 back from the login without a state: 400", async () => {
    for (const query of ["?code=x", "", "?code=x&state=", "?code=x&state=a&state=b"]) {
      expect((await look(`/login/callback${query}`)).status, query).to.equal(400);
    }
  });

  it("G02 with the state of another browser: refused", async () => {
    const way = await browser(world).authorized("zhangwei");
    await who.get("/login");
    expect((await look(way)).status).to.equal(403);
    expect(isLoggedIn()).to.equal(false);
  });

  it("G03 with a state that was used: refused", async () => {
    const way = await who.authorized("zhangwei");
    expect((await who.get(way)).status).to.equal(302);
    who.jar.delete(SESSION);
    expect((await look(way)).status).to.equal(403);
    expect(isLoggedIn()).to.equal(false);
  });

  it("G04 with a state of ten minutes ago: refused", async () => {
    const way = await who.authorized("zhangwei");
    world.clock.advanceMs(10 * MINUTE_MS);
    expect((await look(way)).status).to.equal(403);
  });

  it("G05 with a code that is used, made up or of another app: one more try, then a page that says nothing", async () => {
    const other = browser(world);
    const used = await other.authorized("zhangwei");
    await other.get(used);
    for (const code of [new URL(used, world.url).searchParams.get("code") ?? "", "x", "%00"]) {
      const fresh = browser(world);
      const first = await fresh.authorized("zhangwei");
      const again = await look(first.replace(/code=[^&]*/, `code=${code}`), fresh);
      expect(again.location).to.include("/connect/oauth2/authorize?");
      const state = new URL(again.location).searchParams.get("state") ?? "";
      const last = await look(`/login/callback?code=${code}&state=${state}`, fresh);
      expect(last.status).to.equal(403);
      expect(last.text)
        .to.include("重新")
        .and.not.match(/40029|errcode|invalid/);
      expect(fresh.jar.has(SESSION)).to.equal(false);
    }
  });

  it("G06 as a visitor, or a member whom the bureau does not know: refused", async () => {
    const { members } = world.simulator.world;
    const [someone] = members.values();
    if (someone !== undefined) members.set("guest", { ...someone, userid: "guest" });
    for (const userid of ["@outsider", "guest"]) {
      const page = await look(await who.authorized(userid));
      expect(page.status, userid).to.equal(403);
      expect(page.text).to.include("不在本系统的人员名单中");
      expect(isLoggedIn()).to.equal(false);
    }
  });

  it("G07 towards another site: to our own start page", async () => {
    const elsewhere = ["https://evil.test", "//evil.test", "/\\evil.test", "javascript:alert(1)"];
    for (const to of [...elsewhere, "/a\r\nSet-Cookie: x=y", "/%0d%0aSet-Cookie:x=y"]) {
      const fresh = browser(world);
      const { location, headers } = await fresh.logIn("zhangwei", to);
      expect(location, to).to.equal("/");
      expect(headers.getSetCookie().join()).to.not.include("x=y");
    }
  });

  it("G08 a forwarded link: everybody is who they are, and no link opens anything", async () => {
    await who.logIn("wangfang", CASE);
    expect((await look(CASE)).status).to.equal(404);
    const stranger = browser(world);
    expect((await look(CASE, stranger)).location).to.match(/^\/login\?to=/);
    expect((await look(`${CASE}?token=x&userid=zhangwei`)).status).to.equal(404);
  });

  it("G09 somebody's session in the address: ignored", async () => {
    await who.logIn("zhangwei");
    const session = who.jar.get(SESSION) ?? "";
    const thief = browser(world);
    for (const name of [SESSION, "session", "sid"]) {
      const page = await look(`${CASE}?${name}=${encodeURIComponent(session)}`, thief);
      expect(page.status).to.equal(302);
    }
  });

  it("G10 a cookie planted before the login is not the one after it", async () => {
    who.jar.set(SESSION, "planted");
    await who.logIn("zhangwei");
    const first = who.jar.get(SESSION);
    expect(first).to.not.equal("planted");
    const again = browser(world);
    again.jar.set(SESSION, first ?? "");
    who.jar.delete(SESSION);
    await who.logIn("zhangwei");
    expect(who.jar.get(SESSION)).to.not.equal(first);
  });

  it("G11 a cookie altered, cut, of 5 KB, or twice: a new login", async () => {
    await who.logIn("zhangwei");
    const good = who.jar.get(SESSION) ?? "";
    const forged = [good.slice(0, -1), `x${good}`, `${good}.x`, "x".repeat(5_000), ""];
    for (const cookie of [...forged, `${good}; ${SESSION}=${good}`]) {
      const other = browser(world);
      other.jar.set(SESSION, cookie);
      expect((await look(CASE, other)).location, cookie.slice(0, 30)).to.match(/^\/login/);
    }
  });

  it("G12 a copied cookie after the logout: refused, by every process", async () => {
    await who.logIn("zhangwei");
    const copy = browser(world);
    copy.jar.set(SESSION, who.jar.get(SESSION) ?? "");
    expect((await look(CASE, copy)).status).to.equal(200);
    const { changed } = await watch(world, () => who.get("/logout"));
    expect(changed).to.deep.equal(["ended_sessions"]);
    expect((await look(CASE, copy)).location).to.match(/^\/login/);
    const elsewhere = await openWorld({ database: world.database, withRedis: false });
    const there = browser(elsewhere);
    there.jar.set(SESSION, copy.jar.get(SESSION) ?? "");
    expect((await there.get(CASE)).location).to.match(/^\/login/);
    for (const step of elsewhere.app.stopSteps) await step.stop();
    await elsewhere.simulator.close();
  });

  it("G13 a person who left the bureau's list while logged in: refused at the next request", async () => {
    await who.logIn("wangfang");
    expect((await look("/tasks")).status).to.equal(200);
    const path = "organisation.yaml";
    const people = readFileSync(join(projectRoot, "config", path), "utf8").replace(
      /.*wangfang.*\n/,
      "",
    );
    const variant = bureauVariant({ [path]: people });
    const later = await openWorld({
      database: world.database,
      withRedis: false,
      env: { CONFIG_DIR: variant.configDir },
    });
    const there = browser(later);
    there.jar.set(SESSION, who.jar.get(SESSION) ?? "");
    expect((await there.get("/tasks")).location).to.equal("/login?to=%2Ftasks");
    for (const step of later.app.stopSteps) await step.stop();
    await later.simulator.close();
    variant.remove();
  });

  const bare = ({ status, text }: Page) => `${status} ${text}`;

  it("G16 a case of others looks exactly like one that does not exist", async () => {
    await who.logIn("wangfang");
    const theirs = await look(CASE);
    const none = await look("/cases/BZ-2026-999999");
    expect(theirs.status).to.equal(404);
    expect(bare(theirs)).to.equal(bare(none));
  });

  it("G17 numbers that cannot be: the same 404", async () => {
    await who.logIn("zhangwei");
    const none = bare(await look("/cases/BZ-2026-999999"));
    for (const odd of ["1%00", "-1", "1e3", "0x1", "9".repeat(30), "%27%20or%201=1", "..%2f"]) {
      expect(bare(await look(`/cases/${odd}`)), odd).to.equal(none);
    }
  });

  it("G18 fields that are not asked for: refused, nothing is taken over", async () => {
    for (const extra of [{ status: "approved" }, { approver: "zhangwei" }, { isAdmin: true }]) {
      const { answer, changed } = await watch(world, () =>
        openCase(world, { caseNo: "BZ-2026-000999", ...extra }),
      );
      expect(answer.status).to.equal(422);
      expect(answer.body["problems"]).to.have.length(1);
      expect(changed).to.deep.equal([]);
    }
    expect((await callApi(world, "/api/cases/BZ-2026-000999")).status).to.equal(404);
  });

  it("G19 in a frame of another site: forbidden on every page", async () => {
    await who.logIn("zhangwei");
    for (const path of ["/", CASE, "/nothing", "/login"]) {
      const { headers } = await look(path);
      expect(headers.get("content-security-policy"), path).to.include("frame-ancestors 'none'");
      expect(headers.get("x-frame-options")).to.equal("DENY");
    }
  });

  it("G20 markup that people wrote: text on the page", async () => {
    await who.logIn("zhangwei");
    const { status, text } = await look(CASE);
    expect(status).to.equal(200);
    expect(text).to.include("&lt;img src=x onerror=alert(1)").and.include("&lt;b");
    expect(text).to.not.include("<img").and.not.include("<b>");
  });

  it("G22 a hundred failed logins from one address, or a thousand numbers by one person: 429 and an alarm", async () => {
    await who.logIn("zhangwei");
    const lines = world.logLines.length;
    const statuses: number[] = [];
    for (let n = 0; n < 200; n += 1) {
      statuses.push((await who.get(`/cases/BZ-2026-${500_000 + n}`)).status);
    }
    expect(statuses.slice(0, 120)).to.deep.equal(Array(120).fill(404));
    expect(statuses.slice(120)).to.deep.equal(Array(80).fill(429));
    const other = await browserOf(world, "maqiang");
    expect((await look(CASE, other)).status, "others").to.equal(200);
    for (let n = 0; n < 100; n += 1) await other.get("/login/callback?code=x&state=x");
    const refused = await other.get("/login/callback?code=x&state=x");
    expect([refused.status, refused.headers.get("retry-after")]).to.deep.equal([429, "60"]);
    const log = world.logLines.slice(lines).join("");
    for (const limit of ["case-views", "failed-logins"]) {
      expect(log.match(new RegExp(`"limit":"${limit}"[^\n]*limit.reached`, "g"))).to.have.length(1);
    }
    world.clock.advanceMs(MINUTE_MS);
    expect((await look(CASE)).status, "a minute later").to.equal(200);
  });
});
