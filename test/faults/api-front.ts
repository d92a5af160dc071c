// What may stand between the service and the chat server: passes calls on, or answers in its place.
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export interface ApiFront {
  url: string;
  /** Where calls go. */
  to(url: string): void;
  /**
   * Asked for every call, which is made in any case: undefined gives back the chat server's own answer,
   * a text stands in its place, `never` gives none.
   */
  answer: ((path: string) => string | undefined) | undefined;
  close(): Promise<void>;
}

export async function openApiFront(): Promise<ApiFront> {
  let target = "";
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? "/";
    const instead = front.answer?.(path);
    const onward = request(
      `${target}${path}`,
      { method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host } },
      (response) => {
        if (instead === undefined) {
          outgoing.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(outgoing);
          return;
        }
        response.resume();
        if (instead !== "never") outgoing.writeHead(200).end(instead);
      },
    );
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const front: ApiFront = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to: (url) => {
      target = url;
    },
    answer: undefined,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
  return front;
}
