import { expect } from "chai";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readContent } from "../../src/store/file-contents.ts";
import { read, sqlFor } from "../../src/store/db.ts";
import { pdf, uploadByApi } from "../support/attachments.ts";
import { freshCase } from "../support/presses.ts";
import { until } from "../support/process-world.ts";
import { API_KEY } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const MB = 1024 * 1024;
const SIZE = 20 * MB;
const PART = Buffer.alloc(64 * 1024, 0x20);

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

describe("large attachments", function () {
  this.timeout(60_000);
  const world = worldForAll();
  let caseNo: string;

  before(async () => {
    caseNo = await freshCase(world);
  });

  it("20 MB go in and out a little at a time: what is in memory never grows by more than a few MB", async () => {
    const before = heldBytes();
    const seen: Held[] = [];
    const watch = (): void => void seen.push(heldBytes());
    const answer = await post(bytesOf(SIZE, watch), { "Content-Length": String(SIZE) });
    expect(answer.status, answer.body).to.equal(201);
    const { sha256, sizeBytes } = JSON.parse(answer.body) as { sha256: string; sizeBytes: number };
    expect(sizeBytes).to.equal(SIZE);
    let came = 0;
    for await (const chunk of readContent(world.app.deps.db, sha256)) {
      came += chunk.length;
      if (came % (2 * MB) === 0) watch();
    }
    expect(came).to.equal(SIZE);
    const heap = Math.max(...seen.map(({ heapBytes }) => heapBytes));
    const outside = median(seen.map(({ outsideBytes }) => outsideBytes));
    expect((heap - before.heapBytes) / MB, "the heap").to.be.below(4);
    expect((outside - before.outsideBytes) / MB, "outside the heap").to.be.below(10);
  });

  it("a byte more is too large, whether its length was said or not; its sender reads why", async () => {
    for (const headers of [{ "Content-Length": String(SIZE + 1) }, {}]) {
      const answer = await post(bytesOf(SIZE + 1), headers);
      expect([answer.status, answer.body.includes("too-large")]).to.deep.equal([413, true]);
    }
  });

  it("a line that is cut leaves nothing behind, and the same file comes in afterwards", async () => {
    const before = await contents();
    const socket = connect(Number(new URL(world.url).port), "127.0.0.1");
    const head = [
      `POST /api/cases/${caseNo}/attachments?name=a.pdf&uploadedBy=zhangwei HTTP/1.1`,
      "Host: x",
      `Authorization: Bearer ${API_KEY}`,
      `Content-Length: ${MB}`,
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    socket.write(Buffer.concat([pdf("cut"), PART, PART, PART, PART, PART]));
    await until(async () => (await contents()) > before);
    socket.destroy();
    await until(async () => (await contents()) === before);
    expect((await uploadByApi(world, caseNo, { bytes: pdf("cut") })).status).to.equal(201);
  });

  async function contents(): Promise<number> {
    const query = sqlFor
      .selectFrom("file_contents")
      .select(({ fn }) => fn.countAll<number>().as("count"));
    const [[row]] = await read(world.app.deps.db, query);
    return Number(row?.count);
  }

  async function post(body: Readable, headers: Record<string, string>) {
    const call = request(
      `${world.url}/api/cases/${caseNo}/attachments?name=a.pdf&uploadedBy=zhangwei`,
      { method: "POST", headers: { Authorization: `Bearer ${API_KEY}`, ...headers } },
    );
    body.pipe(call);
    const [answer] = (await once(call, "response")) as [
      AsyncIterable<Buffer> & { statusCode: number },
    ];
    let text = "";
    for await (const part of answer) text += part.toString();
    return { status: answer.statusCode, body: text };
  }
});

/** A PDF of that many bytes, made as it is sent. */
function bytesOf(sizeBytes: number, watch: () => void = () => undefined): Readable {
  return Readable.from(
    (function* () {
      const head = pdf();
      yield head;
      for (let left = sizeBytes - head.length; left > 0; left -= PART.length) {
        if (Math.floor(left / PART.length) % 32 === 0) watch();
        yield PART.subarray(0, left);
      }
    })(),
    { objectMode: false },
  );
}

interface Held {
  heapBytes: number;
  /** Outside the heap; some of it is only waiting to be given back. */
  outsideBytes: number;
}

/** What cannot be thrown away at this moment. */
function heldBytes(): Held {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return { heapBytes: heapUsed, outsideBytes: external };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
