import { expect } from "chai";
import { createMemoryTokenCache } from "../../../src/wecom/token-cache.ts";
import type { WecomClient } from "../../../src/wecom/client.ts";
import { startChatServer, TOKEN_REPLY } from "./chat-server.ts";
import type { ChatServer } from "./chat-server.ts";
import { connectTo } from "./connect-client.ts";
import { failureOf } from "./failure.ts";
import { NOW } from "./sealing.ts";

const GET_TOKEN = "/cgi-bin/gettoken";
const SEND = "/cgi-bin/message/send";

describe("wecom/client: the token", () => {
  let server: ChatServer;
  let client: WecomClient;
  const time = { now: NOW };

  beforeEach(async () => {
    server = await startChatServer();
    time.now = NOW;
    client = connectTo(server, { clock: { now: () => time.now } });
  });

  afterEach(async () => {
    await client.close();
    await server.close();
  });

  const sayHello = () => client.sendText({ to: "staff02", content: "hello" });
  const tokensAsked = () => server.seen.filter(({ path }) => path === GET_TOKEN).length;

  it("is asked for once, and travels in the query", async () => {
    await sayHello();
    await sayHello();
    expect(server.seen.map(({ path, query }) => [path, query])).to.deep.equal([
      [GET_TOKEN, { corpid: "wwcorp", corpsecret: "SECRET" }],
      [SEND, { access_token: "TOKEN-1" }],
      [SEND, { access_token: "TOKEN-1" }],
    ]);
  });

  for (const access_token of ["a\nb", "x".repeat(513), "", 7, undefined]) {
    it(`is refused and not kept when it is ${JSON.stringify(access_token)?.slice(0, 20)}`, async () => {
      server.answer(GET_TOKEN, { ...TOKEN_REPLY, access_token }, TOKEN_REPLY);
      expect(await failureOf(sayHello())).to.include({
        api: GET_TOKEN,
        reaction: "retry",
        outcome: "not-delivered",
      });
      await sayHello();
      expect(server.bodiesOf(SEND)).to.have.length(1);
    });
  }

  const validities: [unknown, number][] = [
    [0, 54],
    [-1, 54],
    ["7200", 54],
    [1e9, 6_480],
    [7_200, 6_480],
  ];
  for (const [expires_in, usedSec] of validities) {
    it(`with expires_in ${JSON.stringify(expires_in)} is used for ${usedSec} s`, async () => {
      server.answer(GET_TOKEN, { ...TOKEN_REPLY, expires_in });
      await sayHello();
      time.now = new Date(NOW.getTime() + usedSec * 1_000 - 1);
      await sayHello();
      expect(tokensAsked()).to.equal(1);
      time.now = new Date(NOW.getTime() + usedSec * 1_000);
      await sayHello();
      expect(tokensAsked()).to.equal(2);
    });
  }

  it("of a former secret is not taken for one of the new, however the cache is shared", async () => {
    const tokenCache = createMemoryTokenCache({ now: () => time.now });
    const [former, changed, same] = ["OLD", "NEW", "OLD"].map((secret) =>
      connectTo(server, { secret, tokenCache }),
    );
    for (const one of [former, changed, same]) {
      await one?.sendText({ to: "staff02", content: "hello" });
      await one?.close();
    }
    const asked = server.seen.filter(({ path }) => path === GET_TOKEN);
    expect(asked.map(({ query }) => query["corpsecret"])).to.deep.equal(["OLD", "NEW"]);
  });

  it("that cannot be had means that the message was not delivered, and shows no secret", async () => {
    server.answer(GET_TOKEN, (response) => response.destroy());
    const failure = await failureOf(sayHello());
    expect(failure.outcome).to.equal("not-delivered");
    expect(JSON.stringify([failure, failure.message, String(failure.cause)])).to.not.contain(
      "SECRET",
    );
  });
});
