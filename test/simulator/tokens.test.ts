import { expect } from "chai";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, SECRET } from "./support/bureau.ts";
import { CORP_ID } from "./support/receiver.ts";

describe("simulator, rule 1: access tokens", () => {
  const bureau = bureauForEach();

  const get = async (path: string): Promise<Json> =>
    (await (await fetch(`${bureau.url}${path}`)).json()) as Json;

  const WRONG: readonly [what: string, errcode: number, query: string][] = [
    ["no corpid", 41002, `corpsecret=${SECRET}`],
    ["no secret", 41004, `corpid=${CORP_ID}`],
    ["another corpid", 40013, `corpid=wwother&corpsecret=${SECRET}`],
    ["a wrong secret", 40001, `corpid=${CORP_ID}&corpsecret=guess`],
  ];
  for (const [what, errcode, query] of WRONG) {
    it(`are refused for ${what} with ${errcode}`, async () => {
      expect((await get(`/cgi-bin/gettoken?${query}`))["errcode"]).to.equal(errcode);
    });
  }

  it("are refused with 45009 after ten wrong secrets, for one hour", async () => {
    const good = `/cgi-bin/gettoken?corpid=${CORP_ID}&corpsecret=${SECRET}`;
    for (let count = 0; count < 10; count += 1)
      await get(`/cgi-bin/gettoken?corpid=${CORP_ID}&corpsecret=guess`);
    expect((await get(good))["errcode"]).to.equal(45009);
    await bureau.control("clock", { advanceMs: 3_600_001 });
    expect((await get(good))["errcode"]).to.equal(0);
  });

  it("are missing (41001), unknown (40014) or older than two hours (42001)", async () => {
    const query = `corpid=${CORP_ID}&corpsecret=${SECRET}`;
    const { access_token: token, expires_in: sec } = await get(`/cgi-bin/gettoken?${query}`);
    expect(sec).to.equal(7200);
    const agent = (value: string) => get(`/cgi-bin/agent/get?agentid=1000002${value}`);
    expect((await agent(""))["errcode"]).to.equal(41001);
    expect((await agent("&access_token=made-up"))["errcode"]).to.equal(40014);
    expect((await agent(`&access_token=${token}`))["errcode"]).to.equal(0);
    await bureau.control("clock", { advanceMs: 7_200_000 });
    expect((await agent(`&access_token=${token}`))["errcode"]).to.equal(42001);
  });

  it("can be made invalid early (40014)", async () => {
    const query = `corpid=${CORP_ID}&corpsecret=${SECRET}`;
    const { access_token: token } = await get(`/cgi-bin/gettoken?${query}`);
    await bureau.control("invalidate-tokens");
    const reply = await get(`/cgi-bin/agent/get?agentid=1000002&access_token=${token}`);
    expect(reply["errcode"]).to.equal(40014);
  });
});
