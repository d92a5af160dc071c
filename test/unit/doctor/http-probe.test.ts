import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { probe } from "../../../src/doctor/http-probe.ts";

describe("the doctor's probe", () => {
  it("has reached a server that answers with a long page, and reads only its beginning", async () => {
    const server = createServer((_request, response) => response.end("x".repeat(300_000)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;

    const { status, body } = await probe(new URL(`http://127.0.0.1:${port}/`));
    server.closeAllConnections();
    server.close();

    expect(status).to.equal(200);
    expect(body.length).to.equal(64 * 1024);
  });
});
