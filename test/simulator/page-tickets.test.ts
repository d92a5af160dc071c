import { expect } from "chai";
import { jsSignature } from "../../src/simulator/rules/js-signature.ts";
import type { Json } from "./support/bureau.ts";
import { bureauForEach } from "./support/bureau.ts";

describe("simulator, rule 9: tickets and signatures of pages", () => {
  const bureau = bureauForEach();

  const corpTicket = async () => (await bureau.call("get_jsapi_ticket"))["ticket"];
  const appTicket = async () =>
    (await bureau.call("ticket/get", undefined, { type: "agent_config" }))["ticket"];
  const page = { noncestr: "n1", timestamp: "1780279200", url: "https://app.example.cn/a?b=1" };
  const check = (change: Json) =>
    bureau.control("check-js-signature", { kind: "corp", ...page, ...change });

  it("are of two kinds, which differ", async () => {
    expect(await corpTicket()).not.to.equal(await appTicket());
    expect((await bureau.call("ticket/get", undefined, { type: "x" }))["errcode"]).to.equal(40097);
  });

  it("are refused beyond 400 requests an hour for the enterprise and 100 for the app with 91040", async () => {
    const { clock, usage } = bureau.simulator.world;
    const moments = (length: number) => Array.from({ length }, () => clock.nowMs());
    usage.set("corp-ticket", moments(400));
    usage.set("app-ticket 1000002", moments(100));
    expect((await bureau.call("get_jsapi_ticket"))["errcode"]).to.equal(91040);
    const reply = await bureau.call("ticket/get", undefined, { type: "agent_config" });
    expect(reply["errcode"]).to.equal(91040);
  });

  it("are signed as in the documentation's example", () => {
    const signature = jsSignature({
      ticket:
        "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg",
      noncestr: "Wm3WZYTPz0wzccnW",
      timestamp: "1414587457",
      url: "http://mp.weixin.qq.com?params=value",
    });
    expect(signature).to.equal("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
  });

  it("are accepted for the page's address without its fragment", async () => {
    const signature = jsSignature({ ticket: await corpTicket(), ...page });
    expect(await check({ signature })).to.deep.equal({ ok: true });
    expect(await check({ signature, url: `${page.url}#top` })).to.deep.equal({ ok: true });
  });

  it("are refused with 40093 and the classic mistake by name", async () => {
    const wrong = async (signed: Json, change: Json = {}) => {
      const ticket = await corpTicket();
      return check({ signature: jsSignature({ ticket, ...page, ...signed }), ...change });
    };
    expect(await wrong({ ticket: await appTicket() })).to.deep.equal({
      ok: false,
      errcode: 40093,
      detail: "signed with the agent ticket",
    });
    const url = `${page.url}#top`;
    expect((await wrong({ url }, { url }))["detail"]).to.include("fragment");
    const encoded = encodeURIComponent(page.url);
    expect((await wrong({ url: encoded }))["detail"]).to.equal("signed with an encoded address");
    expect((await wrong({ noncestr: "n2" }))["detail"]).to.include("does not fit");
  });
});
