import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { Agent, type Dispatcher } from "undici";
import { exchange } from "../../../src/wecom/exchange.ts";

describe("wecom/exchange", () => {
  let dispatcher: Agent;
  let server: Server;
  let origin: string;
  let answer: RequestListener;

  beforeEach(async () => {
    dispatcher = new Agent();
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await dispatcher.destroy();
    server.closeAllConnections();
    server.close();
  });

  const ask = (by: Dispatcher = dispatcher, totalTimeoutMs = 5_000) =>
    exchange({ origin, path: "/x", method: "GET" }, { dispatcher: by, totalTimeoutMs });

  it("puts together a character that came in two pieces", async () => {
    const [first, rest] = [Buffer.from("签").subarray(0, 1), Buffer.from("签批").subarray(1)];
    answer = (_request, response) => {
      response.write(first, () => setImmediate(() => response.end(rest)));
    };
    expect(await ask()).to.deep.equal({ status: 200, text: "签批" });
  });

  it("leaves out a byte order mark, which JSON may not begin with", async () => {
    answer = (_request, response) => response.end("\uFEFF{}");
    expect((await ask()).text).to.equal("{}");
  });

  it("takes the last status, not that of a word in between", async () => {
    answer = (_request, response) => {
      response.writeEarlyHints({ link: "</x>; rel=preload" });
      response.writeHead(404).end();
    };
    expect((await ask()).status).to.equal(404);
  });

  it("hangs up on an answer that drips on for longer than the whole call may take", async () => {
    const hungUp = new Promise((resolve) => {
      answer = (request, response) => {
        const drip = setInterval(() => response.write(" "), 10);
        request.socket.once("close", () => resolve(clearInterval(drip)));
      };
    });
    const fault = await ask(dispatcher, 60).catch((error: unknown) => error);
    expect(fault).to.be.instanceOf(DOMException).and.to.include({ name: "TimeoutError" });
    await hungUp;
  });

  it("never sends what was given up while it waited for its turn", async () => {
    const single = new Agent({ connections: 1 });
    const seen: string[] = [];
    const release: (() => void)[] = [];
    answer = (_request, response) => {
      seen.push("asked");
      release.push(() => response.end());
    };
    const first = ask(single);
    const second = await ask(single, 30).catch((error: unknown) => error);
    expect(second).to.include({ name: "TimeoutError" });
    for (const go of release) go();
    await first;
    await single.close();
    expect(seen).to.deep.equal(["asked"]);
  });
});
