import { expect } from "chai";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { createDeadlines } from "../../../src/http/request-deadline.ts";

const WITHIN_MS = 40;
const HEAD = "Host: x\r\nContent-Length: 4\r\n\r\n";

describe("when a request must have come in", () => {
  let server: Server;
  let port: number;

  before(async () => {
    const deadlines = createDeadlines(WITHIN_MS);
    server = createServer((request, response) => {
      deadlines.watch(request, response);
      if (request.url === "/upload") deadlines.extend(request, 60_000);
      if (request.url === "/answered") response.end("no");
      request.resume().once("end", () => response.end("done"));
    });
    server.on("connection", deadlines.begin);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  function call(path: string, body: string): { socket: Socket; said: Promise<string> } {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("data", (part) => (text += part.toString()));
    socket.write(`POST ${path} HTTP/1.1\r\nConnection: close\r\n${HEAD}${body}`);
    const said = new Promise<string>((resolve) => socket.once("close", () => resolve(text)));
    return { socket, said };
  }

  it("a body that does not come is cut, with the answer that Node gives", async () => {
    expect(await call("/", "ab").said).to.match(/^HTTP\/1\.1 408 Request Timeout/);
  });

  it("a body that comes in time is not", async () => {
    expect(await call("/", "abcd").said).to.match(/^HTTP\/1\.1 200.*done$/s);
  });

  it("an upload that is allowed takes longer than others may", async () => {
    const upload = call("/upload", "ab");
    await call("/", "ab").said;
    upload.socket.write("cd");
    expect(await upload.said).to.match(/^HTTP\/1\.1 200.*done$/s);
  });

  it("whoever has been answered gets no second answer", async () => {
    const words = await call("/answered", "ab").said;
    expect(words.match(/HTTP\/1\.1/g)).to.have.length(1);
  });
});
