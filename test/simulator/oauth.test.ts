import { expect } from "chai";
import { CORP_ID } from "./support/receiver.ts";
import { bureauForEach } from "./support/bureau.ts";

describe("simulator, rule 8: login", () => {
  const bureau = bureauForEach();

  const authorize = (change: Record<string, string> = {}, cookie = "") => {
    const query = new URLSearchParams({
      appid: CORP_ID,
      redirect_uri: new URL("/login/callback", bureau.receiver.url).href,
      response_type: "code",
      scope: "snsapi_base",
      state: "abc123",
      agentid: "1000002",
      ...change,
    });
    const init = { redirect: "manual", headers: cookie === "" ? {} : { cookie } } as const;
    return fetch(`${bureau.url}/connect/oauth2/authorize?${query}`, init);
  };
  const codeFrom = (response: Response) =>
    new URL(response.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const userOf = (code: string) => bureau.call("auth/getuserinfo", undefined, { code });

  it("sends the phone's person back with a code and the state", async () => {
    const response = await authorize({ sim_user: "lisi" });
    expect(response.status).to.equal(302);
    expect(response.headers.get("location")).to.include("state=abc123");
    expect(await userOf(codeFrom(response))).to.deep.include({ errcode: 0, userid: "lisi" });
  });

  it("knows the person by the browser's cookie too", async () => {
    const code = codeFrom(await authorize({}, "sim_user=wangwu"));
    expect((await userOf(code))["userid"]).to.equal("wangwu");
  });

  it("tells that a visitor is no member", async () => {
    const visitor = await userOf(codeFrom(await authorize({ sim_user: "@outsider" })));
    expect(visitor).to.have.property("external_userid");
    expect(visitor).not.to.have.property("userid");
  });

  it("names a member outside the app's range too, but opens no private data of his", async () => {
    await bureau.control("unsubscribe", { userid: "lisi" });
    const code = codeFrom(await authorize({ sim_user: "lisi" }));
    expect((await userOf(code))["userid"]).to.equal("lisi");
    const refusal = await authorize({ sim_user: "lisi", scope: "snsapi_privateinfo" });
    expect(await refusal.text()).to.include("60011");
  });

  describe("private data (getuserdetail)", () => {
    const detail = (ticket: unknown) => bureau.call("auth/getuserdetail", { user_ticket: ticket });
    const ticketOf = async (scope: string) =>
      (await userOf(codeFrom(await authorize({ sim_user: "lisi", scope }))))["user_ticket"];

    it("comes for the ticket of a consent, for half an hour (84014), else not (84015)", async () => {
      const person = { userid: "lisi", name: "李四", mobile: "13900000000" };
      await bureau.control("people", { people: [person] });
      const ticket = await ticketOf("snsapi_privateinfo");
      expect(await detail(ticket)).to.include({ userid: "lisi", mobile: "13900000000" });
      expect((await detail("made-up"))["errcode"]).to.equal(84015);
      await bureau.control("clock", { advanceMs: 1_800_001 });
      expect((await detail(ticket))["errcode"]).to.equal(84014);
    });

    it("has no ticket in a silent login", async () => {
      expect(await ticketOf("snsapi_base")).to.equal(undefined);
    });
  });

  it("asks who it is when nothing says so", async () => {
    const response = await authorize();
    expect(response.status).to.equal(200);
    expect(await response.text()).to.include("李四");
  });

  it("gives codes for one use (40029) and five minutes (42003)", async () => {
    const first = codeFrom(await authorize({ sim_user: "lisi" }));
    await userOf(first);
    expect((await userOf(first))["errcode"]).to.equal(40029);
    expect((await userOf("made-up"))["errcode"]).to.equal(40029);
    const second = codeFrom(await authorize({ sim_user: "lisi" }));
    await bureau.control("clock", { advanceMs: 300_001 });
    expect((await userOf(second))["errcode"]).to.equal(42003);
  });

  const WRONG: readonly [what: string, errcode: string, change: Record<string, string>][] = [
    ["another host", "50001", { redirect_uri: "https://evil.example/" }],
    ["another port", "50001", { redirect_uri: "http://127.0.0.1:1/" }],
    ["another enterprise", "40013", { appid: "wwother" }],
    ["a state with a dash", "40058", { state: "a-b" }],
    ["an unknown scope", "40058", { scope: "everything" }],
    ["private data without agentid", "40058", { scope: "snsapi_privateinfo", agentid: "" }],
  ];
  for (const [what, errcode, change] of WRONG) {
    it(`is refused for ${what} (${errcode})`, async () => {
      const response = await authorize({ sim_user: "lisi", ...change });
      expect(response.status).to.equal(400);
      expect(await response.text()).to.include(errcode);
    });
  }

  it("carries the person along when a link is opened on his phone", async () => {
    const target = "http://127.0.0.1:3000/cases/1";
    const response = await fetch(
      `${bureau.url}/phone/lisi/link?url=${encodeURIComponent(target)}`,
      { redirect: "manual" },
    );
    expect(response.headers.get("location")).to.equal(target);
    expect(response.headers.get("set-cookie")).to.include("sim_user=lisi");
  });
});
