import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { createTransport } from "../../../src/wecom/transport.ts";
import type { Transport } from "../../../src/wecom/transport.ts";
import { startChatServer } from "./chat-server.ts";
import type { Answer, ChatServer } from "./chat-server.ts";
import { failureOf } from "./failure.ts";

const API = "/cgi-bin/x";

describe("wecom/transport", () => {
  let server: ChatServer;
  let transport: Transport;

  beforeEach(async () => {
    server = await startChatServer();
    transport = createTransport({ totalTimeoutMs: 2_000 });
  });

  afterEach(async () => {
    await transport.close();
    await server.close();
  });

  const post = (by = transport, base = server.url) =>
    by.call({ api: API, url: new URL(`${API}?access_token=SECRET`, base), body: { a: "审" } });
  const get = () => transport.call({ api: API, url: new URL(`${API}?a=1`, server.url) });

  it("posts JSON as UTF-8 and gives back the fields of a success", async () => {
    server.answer(API, { errcode: 0, errmsg: "ok", msgid: "m1" });
    expect(await post()).to.deep.equal({ errcode: 0, errmsg: "ok", msgid: "m1" });
    expect(server.seen).to.deep.equal([
      { method: "POST", path: API, query: { access_token: "SECRET" }, body: { a: "审" } },
    ]);
  });

  it("gets when there is no body", async () => {
    await get();
    expect(server.seen[0]).to.include({ method: "GET", body: undefined });
  });

  it("throws the error of an errcode, with its message", async () => {
    server.answer(API, { errcode: 81013, errmsg: "user & party & tag all invalid" });
    const failure = await failureOf(post());
    expect(failure).to.include({
      api: API,
      errcode: 81013,
      reaction: "undeliverable",
      outcome: "not-delivered",
    });
    expect(failure.errmsg).to.equal("user & party & tag all invalid");
  });

  const text =
    (status: number, body: string): Answer =>
    (response) => {
      response.writeHead(status, { location: "/elsewhere" }).end(body);
    };
  const odd: [string, Answer, "unknown" | "not-delivered"][] = [
    ["errcode as a string", { errcode: "0" }, "unknown"],
    ["no errcode", { errmsg: "ok" }, "unknown"],
    ["errcode null", { errcode: null }, "unknown"],
    ["a list", [], "unknown"],
    ["an HTML page", text(200, "<html>login</html>"), "unknown"],
    ["cut JSON", text(200, '{"errcode":0'), "unknown"],
    ["nothing with 204", text(204, ""), "unknown"],
    ["502", text(502, "bad gateway"), "unknown"],
    ["a redirect", text(301, ""), "not-delivered"],
    ["404", text(404, ""), "not-delivered"],
    ["more than 1 MiB", { errcode: 0, filler: "x".repeat(1024 * 1024) }, "unknown"],
    ["a broken connection", (response) => response.destroy(), "unknown"],
  ];
  for (const [name, answer, outcome] of odd) {
    it(`takes ${name} for no answer, to be retried, outcome ${outcome}`, async () => {
      server.answer(API, answer);
      const failure = await failureOf(post());
      expect(failure).to.include({ errcode: undefined, reaction: "retry", outcome });
      expect(server.seen).to.have.length(1);
    });
  }

  it("is not polluted by a reply", async () => {
    server.answer(API, text(200, '{"errcode":0,"__proto__":{"polluted":1},"errcode":0}'));
    await post();
    expect("polluted" in {}).to.equal(false);
  });

  it("survives a reply nested 10 000 deep", async () => {
    server.answer(API, text(200, `{"errcode":0,"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`));
    expect(await post()).to.include({ errcode: 0 });
  });

  it("gives up on silence after the total time, not knowing what became of a POST", async () => {
    const impatient = createTransport({ totalTimeoutMs: 50 });
    server.answer(API, () => undefined);
    const failure = await failureOf(post(impatient));
    expect(failure).to.include({ reaction: "retry", outcome: "unknown" });
    expect(failure.errmsg).to.equal("no answer (TimeoutError)");
    await impatient.close();
  });

  it("knows that a GET has no effect, whatever became of it", async () => {
    server.answer(API, (response) => response.destroy());
    expect((await failureOf(get())).outcome).to.equal("not-delivered");
  });

  it("knows that nothing was delivered where nobody listens", async () => {
    await server.close();
    expect(await failureOf(post())).to.include({ reaction: "retry", outcome: "not-delivered" });
  });

  it("never shows the query, where secrets travel", async () => {
    server.answer(API, text(500, "SECRET"), { errcode: 40058, errmsg: "hint access_token=SECRET" });
    for (const failure of [await failureOf(post()), await failureOf(post())]) {
      expect(failure.message).to.not.contain("SECRET");
      expect(failure.api).to.equal(API);
    }
  });

  it("goes through the forward proxy when one is set", async () => {
    const tunnels: string[] = [];
    const proxy = createServer().on("connect", (request, socket) => {
      tunnels.push(request.url ?? "");
      const [host, port] = (request.url ?? "").split(":");
      const onward = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        onward.pipe(socket).pipe(onward);
      });
      socket.on("error", () => onward.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as AddressInfo;
    const proxied = createTransport({ proxyUrl: `http://127.0.0.1:${port}` });
    expect(await post(proxied)).to.include({ errcode: 0 });
    expect(tunnels).to.deep.equal([new URL(server.url).host]);
    await proxied.close();
    proxy.close();
  });
});
