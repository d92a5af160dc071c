import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What the server saw of one request. */
export interface SeenRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

/** A reply: an object is sent as JSON; a function may do anything with the response, or nothing. */
export type Answer = object | ((response: ServerResponse) => void);

export interface ChatServer {
  url: string;
  seen: SeenRequest[];
  /** What the next requests to a path get, in order; the last one stays. */
  answer(path: string, ...answers: Answer[]): void;
  /** Bodies of the requests to a path. */
  bodiesOf(path: string): unknown[];
  close(): Promise<void>;
}

export const TOKEN_REPLY = { errcode: 0, errmsg: "ok", access_token: "TOKEN-1", expires_in: 7_200 };

/** A tiny HTTP server that plays WeCom's API on a free port. */
export async function startChatServer(): Promise<ChatServer> {
  const answers = new Map<string, Answer[]>([["/cgi-bin/gettoken", [TOKEN_REPLY]]]);
  const seen: SeenRequest[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = await read(request);
    seen.push(one);
    const queue = answers.get(one.path) ?? [{ errcode: 0, errmsg: "ok" }];
    const reply = queue.length > 1 ? queue.shift() : queue[0];
    if (typeof reply === "function") reply(response);
    else response.end(JSON.stringify(reply));
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    answer: (path, ...list) => answers.set(path, list),
    bodiesOf: (path) => seen.filter((one) => one.path === path).map(({ body }) => body),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<SeenRequest> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  return {
    method: request.method ?? "",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: text === "" ? undefined : JSON.parse(text),
  };
}
