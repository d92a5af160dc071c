import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { browser } from "../../support/bad-input/browser.ts";
import {
  json,
  openHostileChat,
  text,
  type Answer,
  type HostileChat,
} from "../../support/bad-input/hostile-chat.ts";
import { rawRequest, send } from "../../support/bad-input/raw-http.ts";
import { sealed, textXml } from "../../support/bad-input/seal.ts";
import { warmUp, watch } from "../../support/bad-input/watch.ts";
import { read, sqlFor } from "../../../src/store/db.ts";
import { openWorld, settle, type World } from "../../support/world.ts";

const HOUR_MS = 3_600_000;

describe("bad answers of the chat server", () => {
  let world: World;
  let chat: HostileChat;

  before(async () => {
    chat = await openHostileChat();
    world = await openWorld({ withRedis: false, env: { WECOM_API_URL: chat.url } });
    await warmUp(world);
    await answered();
  });

  beforeEach(async () => {
    // Whatever rests or waits after the test before has its turn.
    chat.answers.clear();
    world.clock.advanceMs(24 * HOUR_MS);
    await settle(world);
    chat.calls.length = 0;
  });

  after(async () => {
    await world.close();
    await chat.close();
  });

  /** 李婷 asks; what became of the message that answers her, e.g. `waiting`. */
  async function answered(): Promise<string> {
    world.clock.advanceMs(3_000);
    await send(world, rawRequest(sealed(world, textXml(world))));
    await settle(world);
    const [rows] = await read(
      world.app.deps.db,
      sqlFor.selectFrom("outbox").select("state").orderBy("id", "desc").limit(1),
    );
    return rows[0]?.state ?? "none";
  }

  /** The same while the API answers so. */
  async function answeredWith(api: string, answer: Answer): Promise<string> {
    chat.answers.set(api, answer);
    const { answer: state, changed } = await watch(world, answered);
    expect(changed).to.deep.equal(["inbox", "outbox"]);
    chat.answers.delete(api);
    return state;
  }

  it("J01 an errcode that is no number, absent or null is no success; a missed receiver is no delivery", async () => {
    for (const errcode of ["0", undefined, null, true, 0.5]) {
      expect(await answeredWith("send", json({ errcode, errmsg: "ok" })), `${errcode}`).to.equal(
        "waiting",
      );
      world.clock.advanceMs(HOUR_MS);
      await settle(world);
    }
    const missed = json({ errcode: 0, errmsg: "ok", invaliduser: "liting" });
    expect(await answeredWith("send", missed)).to.equal("dead");
  });

  it("J02 a token with a line end, of 10 KB or empty: refused, not kept", async () => {
    world.clock.advanceMs(3 * HOUR_MS);
    for (const access_token of ["a\nb", "a".repeat(10_240), "", 7, null]) {
      chat.calls.length = 0;
      const answer = json({ errcode: 0, errmsg: "ok", access_token, expires_in: 7_200 });
      expect(await answeredWith("gettoken", answer)).to.equal("waiting");
      expect(chat.calls).to.include("gettoken").and.not.include("send");
      world.clock.advanceMs(HOUR_MS);
    }
    expect(await answered()).to.equal("sent");
  });

  it("J03 a validity of nothing, less, a text or thirty years: between a minute and two hours", async () => {
    for (const expires_in of [0, -1, "7200", 1e9]) {
      world.clock.advanceMs(3 * HOUR_MS);
      chat.calls.length = 0;
      chat.answers.set(
        "gettoken",
        json({ errcode: 0, errmsg: "ok", access_token: "t", expires_in }),
      );
      await answered();
      await answered();
      expect(countOf("gettoken"), `${expires_in} at once`).to.equal(1);
      world.clock.advanceMs(2 * HOUR_MS);
      await answered();
      expect(countOf("gettoken"), `${expires_in} after two hours`).to.equal(2);
    }
  });
  const countOf = (api: string) => chat.calls.filter((call) => call === api).length;

  it("J04 prototypes, doubled keys, bottomless nesting: nothing polluted, tried again or taken", async () => {
    const polluting = '{"__proto__":{"errcode":0,"polluted":1},"errmsg":"ok"}';
    expect(await answeredWith("send", text(polluting))).to.equal("waiting");
    const deep = `{"errcode":0,"x":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    expect(await answeredWith("send", text(deep))).to.be.oneOf(["sent", "waiting"]);
    world.clock.advanceMs(HOUR_MS);
    expect(await answeredWith("send", text('{"errcode":0,"errcode":40058,"errmsg":"x"}'))).to.equal(
      "dead",
    );
    expect(({} as Record<string, unknown>)["polluted"]).to.equal(undefined);
  });

  it("J05 a page of a captive portal, no content, a redirect: tried again, never followed", async () => {
    const elsewhere = { location: `${chat.url}/elsewhere` };
    const odd = [
      text("<html>login</html>"),
      text("", 204),
      text("", 301, elsewhere),
      text("", 200),
    ];
    for (const answer of odd) {
      expect(await answeredWith("send", answer)).to.equal("waiting");
      world.clock.advanceMs(HOUR_MS);
      await settle(world);
    }
    expect(chat.calls).to.not.include("elsewhere");
  });

  it("J06 an answer that inflates to 50 MB, and one of 10 MB: neither is taken in", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const before = process.memoryUsage().rss;
    expect(await answeredWith("send", text(bomb, 200, { "content-encoding": "gzip" }))).to.equal(
      "waiting",
    );
    world.clock.advanceMs(HOUR_MS);
    chat.answers.set("send", text(Buffer.alloc(10_000_000, " ")));
    expect(await answered()).to.equal("waiting");
    expect((process.memoryUsage().rss - before) / 1e6, "MB").to.be.below(60);
  });

  it("J07 a member with markup for a name and ten thousand departments: bounded", async () => {
    const name = "<script>alert(1)</script>".repeat(1_000);
    const department = Array.from({ length: 10_000 }, (_, n) => n);
    chat.answers.set("get", json({ errcode: 0, errmsg: "ok", userid: "liting", name, department }));
    const { answer } = await watch(world, () => world.app.api.getUser("liting"));
    expect(answer.name.length).to.be.at.most(64);
    expect(answer.departmentIds.length).to.be.at.most(100);
  });

  it("J10 a login that names an openid and no userid: refused", async () => {
    for (const who of [
      { OpenId: "o1" },
      { openid: "o1", external_userid: "wm1" },
      { userid: ["zhangwei"] },
    ]) {
      chat.answers.set("getuserinfo", json({ errcode: 0, errmsg: "ok", ...who }));
      const visitor = browser(world);
      const { location } = await visitor.get("/login");
      const state = new URL(location).searchParams.get("state") ?? "";
      const { answer, changed } = await watch(world, () =>
        visitor.get(`/login/callback?code=c&state=${state}`),
      );
      expect(answer.status).to.equal(403);
      expect(visitor.jar.size).to.equal(0);
      expect(changed).to.deep.equal([]);
    }
  });
});
