import { Agent, createServer, get, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { expect } from "chai";
import { stopHttp } from "../../../src/http/server.ts";

const ANSWERS = 2_000;
const REQUEST = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
const STATUS_LENGTH = "HTTP/1.1 200".length;

describe("stopping the HTTP server", () => {
  it("ends a connection that a proxy keeps busy, and loses no request on it", async () => {
    let stopped: Promise<void> | undefined;
    const server = createServer((_request, response) => {
      // In the middle of a request: the connection is not idle when the server stops.
      stopped ??= stopHttp(server);
      setImmediate(() => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get({ port, agent }, (answer) => resolve(answer.resume())).on("error", reject);
      });

    const answers: string[] = [];
    const refusal = await askUntilRefused(ask, answers);
    await stopped;
    agent.destroy();

    expect(answers[0]).to.equal("200 keep-alive");
    expect(answers.slice(1)).to.satisfy((rest: string[]) =>
      rest.every((answer) => answer === "200 close"),
    );
    expect(answers.length).to.be.below(ANSWERS);
    expect(refusal).to.have.property("code", "ECONNREFUSED");
  });

  it("answers what has arrived on a quiet connection but was not read yet", async () => {
    const server = createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1");
    const answers: string[] = [];
    socket.on("data", (bytes) => answers.push(String(bytes).slice(0, STATUS_LENGTH)));
    socket.write(REQUEST);
    await once(socket, "data");

    socket.write(REQUEST);
    const stopped = stopHttp(server);
    await once(socket, "close");
    await stopped;

    expect(answers).to.deep.equal(["HTTP/1.1 200", "HTTP/1.1 200"]);
  });
});

async function askUntilRefused(
  ask: () => Promise<IncomingMessage>,
  answers: string[],
): Promise<unknown> {
  for (let n = 0; n < ANSWERS; n += 1) {
    try {
      const { statusCode, headers } = await ask();
      answers.push(`${statusCode} ${headers.connection}`);
    } catch (error) {
      return error;
    }
  }
  return undefined;
}
