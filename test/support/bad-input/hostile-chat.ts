// A chat server that answers with anything: what a broken proxy or a hostile upstream might say.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers one call of an API; `undefined` gives the usual success. */
export type Answer = (response: ServerResponse) => void;

export interface HostileChat {
  url: string;
  /** What an API, named by the end of its path, answers from now on. */
  answers: Map<string, Answer>;
  /** Paths that were called, oldest first. */
  calls: string[];
  close(): Promise<void>;
}

const USUAL: Readonly<Record<string, object>> = {
  gettoken: { access_token: "good-token", expires_in: 7_200 },
  send: { msgid: "m1", response_code: "RC-hostile" },
  getuserinfo: { userid: "zhangwei" },
};

/** An answer of JSON with status 200. */
export function json(value: unknown): Answer {
  return text(JSON.stringify(value));
}

export function text(
  body: string | Buffer,
  status = 200,
  headers: Record<string, string> = {},
): Answer {
  return (response) => response.writeHead(status, headers).end(body);
}

export async function openHostileChat(): Promise<HostileChat> {
  const answers = new Map<string, Answer>();
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://chat");
    const name = pathname.split("/").at(-1) ?? "";
    calls.push(name);
    request.resume();
    const usual = json({ errcode: 0, errmsg: "ok", ...USUAL[name] });
    (answers.get(name) ?? usual)(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answers,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
