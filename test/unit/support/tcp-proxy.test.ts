import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { expect } from "chai";
import { countMysqlCommands } from "../../support/mysql-commands.ts";
import { openTcpProxy, type TcpProxy } from "../../support/tcp-proxy.ts";

describe("support/tcp-proxy", () => {
  let server: Server;
  let proxy: TcpProxy;
  let sockets: Socket[];

  beforeEach(async () => {
    sockets = [];
    server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.pipe(socket);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    proxy = await openTcpProxy(`mysql://u@127.0.0.1:${port}/x`);
  });

  afterEach(async () => {
    sockets.forEach((socket) => socket.destroy());
    await proxy.close();
    server.close();
  });

  async function dial(): Promise<Socket> {
    const socket = connect(proxy.port, "127.0.0.1");
    sockets.push(socket);
    await once(socket, "connect");
    return socket;
  }

  async function say(socket: Socket, text: string): Promise<string> {
    socket.write(text);
    const [bytes] = (await once(socket, "data")) as [Buffer];
    return bytes.toString();
  }

  async function resetOf(socket: Socket): Promise<unknown> {
    const [error] = (await once(socket, "error")) as [{ code?: unknown }];
    return error.code;
  }

  it("carries both ways, counts, and puts itself into an address", async () => {
    expect(await say(await dial(), "hello")).to.equal("hello");
    expect(proxy.counts).to.deep.equal({ connections: 1, upBytes: 5, downBytes: 5 });
    expect(proxy.through("mysql://u:p@db:3306/x")).to.equal(
      `mysql://u:p@127.0.0.1:${proxy.port}/x`,
    );
  });

  it("holds everything back in a black hole and lets it go on afterwards", async () => {
    const socket = await dial();
    await say(socket, "a");
    proxy.blackhole(true);
    const heard = once(socket, "data");
    socket.write("b");
    expect(socket.bytesRead).to.equal(1);
    proxy.heal();
    expect(String((await heard)[0])).to.equal("b");
  });

  it("resets what is open, and refuses what is new", async () => {
    const socket = await dial();
    await say(socket, "a");
    const reset = resetOf(socket);
    expect(proxy.reset()).to.equal(1);
    expect(await reset).to.equal("ECONNRESET");
    proxy.refuse(true);
    const refused = connect(proxy.port, "127.0.0.1");
    expect(await resetOf(refused)).to.equal("ECONNRESET");
  });

  it("cuts an answer after so many bytes", async () => {
    const socket = await dial();
    proxy.cutAfter("down", 3);
    const ended = once(socket, "end");
    expect(await say(socket, "hello")).to.equal("hel");
    await ended;
  });

  it("counts commands of MySQL however their bytes are cut", () => {
    const commands = countMysqlCommands();
    const see = commands.watch();
    const packet = (no: number, body: string) =>
      Buffer.concat([Buffer.from([body.length, 0, 0, no]), Buffer.from(body)]);
    const bytes = Buffer.concat([
      packet(1, "handshake"),
      packet(0, "\x03SELECT 1"),
      packet(0, "\x01"),
    ]);
    for (const byte of bytes) see("up", Buffer.from([byte]));
    see("down", packet(0, "not a command"));
    expect(commands.total()).to.equal(2);
  });
});
