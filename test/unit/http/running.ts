import type { Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { HttpParts } from "../../../src/http/server.ts";
import { createHttp, stopHttp } from "../../../src/http/server.ts";
import { buildParts } from "./parts.ts";

export interface Running {
  url: string;
  port: number;
}

const servers: Server[] = [];

// Also after a failed test: a server that still listens would keep the process alive.
afterEach(() => Promise.all(servers.splice(0).map(stopHttp)));

/** A real server on a free port; it stops with the test that started it. */
export async function startHttp(changes: Partial<HttpParts> = {}): Promise<Running> {
  const server = createHttp(buildParts(changes));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port };
}

/** Writes bytes to the server as they are and gives back everything it answered until it closed. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (bytes) => (answer += bytes.toString("latin1")));
    // A server that cuts a connection may reset it; what it said before is what counts.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(answer));
  });
}

/** The same, but gives back the first thing that the server says, without waiting for it to close. */
export function firstAnswer(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("error", () => socket.destroy());
    socket.once("data", (bytes) => {
      resolve(bytes.toString("latin1"));
      socket.destroy();
    });
  });
}

/** The first status code in a raw answer. */
export function statusIn(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
}
