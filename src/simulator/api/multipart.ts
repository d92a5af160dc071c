/** One part of a `multipart/form-data` body. */
export interface Part {
  readonly name: string;
  /** Raw UTF-8, as senders write it; undefined on fields that are no files. */
  readonly filename: string | undefined;
  readonly contentType: string;
  readonly bytes: Buffer;
}

const HEAD_END = "\r\n\r\n";

/** The parts of a body; none when it is not multipart. */
export function readParts(body: Buffer, contentType: string): readonly Part[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!/^multipart\/form-data/i.test(contentType) || mark === undefined) return [];
  const parts: Part[] = [];
  let from = body.indexOf(`--${mark}\r\n`);
  while (from >= 0) {
    const headFrom = from + mark.length + 4;
    const end = body.indexOf(`\r\n--${mark}`, headFrom);
    if (end < 0) break;
    const part = readPart(body.subarray(headFrom, end));
    if (part !== undefined) parts.push(part);
    from = body.indexOf(`--${mark}\r\n`, end + 2);
  }
  return parts;
}

function readPart(bytes: Buffer): Part | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.subarray(0, headEnd).toString("utf8");
  const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  return {
    name,
    filename: /[;\s]filename="([^"]*)"/i.exec(head)?.[1],
    contentType: /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? "application/octet-stream",
    bytes: bytes.subarray(headEnd + HEAD_END.length),
  };
}
