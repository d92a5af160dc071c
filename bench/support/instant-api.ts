// A chat server that says yes at once and remembers nothing, so that only our own work is measured.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Place } from "./place.ts";

export interface InstantApi {
  url: string;
  calls(): number;
}

/** Answers every call with success; every answer has a token and a code, which is more than any caller reads. */
export async function openInstantApi(place: Place): Promise<InstantApi> {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      calls += 1;
      const body = `{"errcode":0,"errmsg":"ok","access_token":"instant","expires_in":7200,"response_code":"R${calls}"}`;
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": body.length,
      });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  place.atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
  };
}
