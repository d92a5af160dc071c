// HTTP as bytes on a socket: what no well-behaved client would send.
import { connect } from "node:net";
import type { World } from "../world.ts";

export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  status: number;
  head: string;
  body: string;
  /** Everything that came, also after the first answer. */
  all: string;
}

export interface RawRequest {
  method?: string;
  path?: string;
  query?: string;
  headers?: readonly string[];
  body?: string | Buffer;
}

/** One whole request as text or bytes; its length is stated, and the connection closes after it. */
export function rawRequest(request: RawRequest): Buffer {
  const { method = "POST", path = "/wecom/callback", query = "", headers = [], body } = request;
  const bytes = Buffer.from(body ?? "");
  const lines = [`${method} ${path}${query} HTTP/1.1`, "Host: service", "Connection: close"];
  if (body !== undefined) lines.push(`Content-Length: ${bytes.length}`);
  return Buffer.concat([Buffer.from([...lines, ...headers, "", ""].join("\r\n")), bytes]);
}

/** Writes bytes and waits until the service closes the connection. */
export function send(world: World, bytes: Buffer | string): Promise<RawAnswer> {
  return exchange(world, bytes, "all");
}

/** Writes bytes and takes the first thing that the service says. */
export function sendForFirstWord(world: World, bytes: Buffer | string): Promise<RawAnswer> {
  return exchange(world, bytes, "first");
}

function exchange(
  world: World,
  bytes: Buffer | string,
  until: "first" | "all",
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let all = "";
    const socket = connect(Number(new URL(world.url).port), "127.0.0.1");
    socket.on("connect", () => socket.write(bytes));
    socket.on("data", (part) => {
      all += part.toString("utf8");
      if (until === "first") socket.destroy();
    });
    // A connection that is cut may be reset; what was said before is what counts.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(answerIn(all)));
  });
}

function answerIn(all: string): RawAnswer {
  const end = all.indexOf("\r\n\r\n");
  const head = end < 0 ? all : all.slice(0, end);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
  return { status, head, body: end < 0 ? "" : all.slice(end + 4), all };
}
