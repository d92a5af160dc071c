import { expect } from "chai";
import { Readable } from "node:stream";
import type { Context } from "koa";
import { HttpError } from "../../../src/http/errors.ts";
import { readUploadForm } from "../../../src/http/read-upload-form.ts";

const END = "\r\n--x--\r\n";

function part(name: string, body: string, fileName?: string): string {
  const file = fileName === undefined ? "" : `; filename="${fileName}"`;
  return `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${body}`;
}

/** A request of which only body and headers matter. */
function requestOf(
  body: string | Readable,
  headers: Record<string, string> = { "content-type": "multipart/form-data; boundary=x" },
): Context {
  const stream = typeof body === "string" ? Readable.from([Buffer.from(body)]) : body;
  const req = Object.assign(stream, { headers });
  const get = (name: string) => headers[name.toLowerCase()] ?? "";
  return { req, get } as unknown as Context;
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const one of bytes) parts.push(one);
  return Buffer.concat(parts).toString("utf8");
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof HttpError ? `${error.status} ${error.code}` : "another fault";
  }
  return "none";
}

describe("the form of the upload page", () => {
  it("is read up to its file: token, name as it was sent, and the bytes as they come", async () => {
    const body = `${part("token", "abc")}\r\n${part("file", "%PDF-1.4 图", "接线图.pdf")}${END}`;
    const form = await readUploadForm(requestOf(body));
    expect([form.token, form.fileName]).to.deep.equal(["abc", "接线图.pdf"]);
    expect(await textOf(form.bytes)).to.equal("%PDF-1.4 图");
  });

  it("has no token where that stands behind the file", async () => {
    const body = `${part("file", "%PDF-1.4", "a.pdf")}\r\n${part("token", "abc")}${END}`;
    expect((await readUploadForm(requestOf(body))).token).to.equal("");
  });

  it("is no form of ours with another content type, without a boundary, without a file, or compressed", async () => {
    const of = (type: string, more = {}) => requestOf("", { "content-type": type, ...more });
    const multipart = "multipart/form-data; boundary=x";
    expect(await refusal(readUploadForm(of("text/plain")))).to.equal("403 not-a-form");
    expect(await refusal(readUploadForm(of("multipart/form-data; charset=utf-8")))).to.equal(
      "400 bad-form",
    );
    const zipped = of(multipart, { "content-encoding": "gzip" });
    expect(await refusal(readUploadForm(zipped))).to.equal("415 compressed-body");
    expect(await refusal(readUploadForm(requestOf(part("token", "a") + END)))).to.equal(
      "400 bad-form",
    );
    expect(await refusal(readUploadForm(requestOf(part("token", "a"))))).to.equal("400 bad-form");
  });

  it("whose end never comes fails while its file is read, and is not taken for whole", async () => {
    const cut = await readUploadForm(requestOf(part("file", "%PDF-1.4 half", "a.pdf")));
    expect(await refusal(textOf(cut.bytes))).to.equal("another fault");
  });

  it("on a line that breaks fails, before the file and in the middle of it", async () => {
    const line = new Readable({ read: () => undefined });
    const form = readUploadForm(requestOf(line));
    line.push(part("file", "%PDF-1.4 half", "a.pdf"));
    const { bytes } = await form;
    line.destroy(new Error("reset"));
    expect(await refusal(textOf(bytes))).to.equal("another fault");
    const gone = new Readable({ read: () => undefined });
    gone.destroy();
    expect(await refusal(readUploadForm(requestOf(gone)))).to.equal("400 bad-form");
  });
});
