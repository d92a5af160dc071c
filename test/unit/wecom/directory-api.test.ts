import { expect } from "chai";
import { connectedForEach } from "./connect-client.ts";
import { failureOf } from "./failure.ts";

describe("wecom/directory-api", () => {
  const { server, client } = connectedForEach();

  it("reads a member, and only what has the right type", async () => {
    server.answer("/cgi-bin/user/get", {
      errcode: 0,
      errmsg: "ok",
      userid: "manager01",
      name: `张工${"x".repeat(100)}`,
      department: [1, "2", 3],
      position: "主任",
      direct_leader: ["boss", "boss2"],
      status: 5,
    });
    expect(await client.getUser("manager01")).to.deep.equal({
      userId: "manager01",
      name: `张工${"x".repeat(62)}`,
      departmentIds: [1, 3],
      position: "主任",
      directLeaders: ["boss"],
      status: "left",
    });
    server.answer("/cgi-bin/user/get", { errcode: 0, errmsg: "ok" });
    expect(await client.getUser("a&b")).to.deep.equal({
      userId: "a&b",
      name: "",
      departmentIds: [],
      position: "",
      directLeaders: [],
      status: "unknown",
    });
    expect(server.seen.at(-1)?.query).to.deep.equal({ access_token: "TOKEN-1", userid: "a&b" });
  });

  it("knows who logged in, and that an outsider is nobody", async () => {
    const API = "/cgi-bin/auth/getuserinfo";
    server.answer(
      API,
      { errcode: 0, errmsg: "ok", userid: "staff02" },
      { errcode: 0, errmsg: "ok", OpenId: "o" },
      { errcode: 40029, errmsg: "invalid code" },
    );
    expect(await client.getLoginUser("CODE")).to.equal("staff02");
    expect(await client.getLoginUser("CODE")).to.equal(undefined);
    expect((await failureOf(client.getLoginUser("CODE"))).reaction).to.equal("stale");
  });

  it("replaces the menu and reads the app", async () => {
    const menu = { button: [{ type: "click", name: "我的待办", key: "MY_TODO" }] } as const;
    await client.createMenu(menu);
    expect(server.bodiesOf("/cgi-bin/menu/create")).to.deep.equal([menu]);
    expect(server.seen.at(-1)?.query).to.include({ agentid: "1000002" });
    server.answer("/cgi-bin/agent/get", { errcode: 0, errmsg: "ok", name: "签批", close: 1 });
    expect(await client.getAgent()).to.deep.equal({
      name: "签批",
      isClosed: true,
      visible: { userIds: [], departmentIds: [], tagIds: [] },
    });
  });

  it("reads whom the app may see, and skips what has another shape", async () => {
    server.answer("/cgi-bin/agent/get", {
      errcode: 0,
      errmsg: "ok",
      name: "签批",
      close: 0,
      allow_userinfos: { user: [{ userid: "zhangwei" }, { userid: 7 }, null, "x"] },
      allow_partys: { partyid: [1, "2"] },
      allow_tags: { tagid: [9] },
    });
    expect((await client.getAgent()).visible).to.deep.equal({
      userIds: ["zhangwei"],
      departmentIds: [1],
      tagIds: [9],
    });
  });
});
