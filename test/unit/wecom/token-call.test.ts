import { expect } from "chai";
import { urlOf } from "../../../src/wecom/token-call.ts";
import { TOKEN_REPLY } from "./chat-server.ts";
import { connectedForEach } from "./connect-client.ts";
import { failureOf } from "./failure.ts";

const GET_TOKEN = "/cgi-bin/gettoken";
const SEND = "/cgi-bin/message/send";

describe("wecom/token-call", () => {
  const { server, client } = connectedForEach();

  const sayHello = () => client.sendText({ to: "staff02", content: "hello" });
  const tokensAsked = () => server.seen.filter(({ path }) => path === GET_TOKEN).length;

  for (const errcode of [40014, 42001]) {
    it(`renews the token once when WeCom answers ${errcode}, and the call repeated once`, async () => {
      server.answer(GET_TOKEN, TOKEN_REPLY, { ...TOKEN_REPLY, access_token: "TOKEN-2" });
      server.answer(SEND, { errcode, errmsg: "token" }, { errcode: 0, errmsg: "ok" });
      await sayHello();
      expect(server.seen.map(({ query }) => query["access_token"])).to.deep.equal([
        undefined,
        "TOKEN-1",
        undefined,
        "TOKEN-2",
      ]);
    });
  }

  it("does not renew it a second time for one call", async () => {
    server.answer(SEND, { errcode: 40014, errmsg: "invalid access_token" });
    expect(await failureOf(sayHello())).to.include({ errcode: 40014, outcome: "not-delivered" });
    expect(server.bodiesOf(SEND)).to.have.length(2);
  });

  it("does not renew it for another error", async () => {
    server.answer(SEND, { errcode: 40058, errmsg: "bad" });
    await failureOf(sayHello());
    expect(tokensAsked()).to.equal(1);
  });

  it("encodes every value of a query", () => {
    const url = urlOf("https://example.cn", "/cgi-bin/x", { userid: "a&b=c#d/../e" });
    expect(url.href).to.equal("https://example.cn/cgi-bin/x?userid=a%26b%3Dc%23d%2F..%2Fe");
  });
});
