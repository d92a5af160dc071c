// A callback receiver of its own, with its own ten lines of crypto, so that a mistake in the simulator's
// envelope cannot cancel out.
import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";

export const TOKEN = "receivertoken";
export const AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
export const CORP_ID = "wwtestcorp00000001";

/** What the receiver was given for its endpoint. */
export interface Keys {
  readonly token: string;
  readonly aesKey: string;
}

const APP_KEYS: Keys = { token: TOKEN, aesKey: AES_KEY };

const bytesOf = ({ aesKey }: Keys) => Buffer.from(`${aesKey}=`, "base64");

function unseal(
  keys: Keys,
  encrypted: string,
): { message: string; receiveId: string; pad: number } {
  const key = bytesOf(keys);
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(encrypted, "base64"), decipher.final()]);
  const pad = plain.at(-1) ?? 0;
  const end = 20 + plain.readUInt32BE(16);
  const message = plain.subarray(20, end).toString("utf8");
  return { message, receiveId: plain.subarray(end, -pad).toString("utf8"), pad };
}

/** Encrypts as the documentation says; for passive replies. */
export function sealReply(
  message: string,
  change: {
    readonly timeStampTag?: string;
    readonly receiveId?: string;
    /** Value of the padding bytes, if not their count. */
    readonly padValue?: number;
  } = {},
): string {
  const key = bytesOf(APP_KEYS);
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const body = Buffer.concat([
    Buffer.from("0123456789abcdef"),
    length,
    text,
    Buffer.from(change.receiveId ?? CORP_ID),
  ]);
  const count = 32 - (body.length % 32);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([body, Buffer.alloc(count, change.padValue ?? count)]);
  const encrypted = Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64");
  const signature = signatureOf(TOKEN, { timestamp: "1767225602", nonce: "replynonce", encrypted });
  const tag = change.timeStampTag ?? "TimeStamp";
  return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><${tag}>1767225602</${tag}><Nonce><![CDATA[replynonce]]></Nonce></xml>`;
}

function signatureOf(
  token: string,
  { timestamp, nonce, encrypted }: Readonly<Record<"timestamp" | "nonce" | "encrypted", string>>,
): string {
  const joined = [token, timestamp, nonce, encrypted].toSorted().join("");
  return createHash("sha1").update(joined).digest("hex");
}

export interface Received {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly encrypted: string;
  readonly message: string;
  readonly receiveId: string;
  readonly pad: number;
  readonly isSignatureGood: boolean;
}

type Answer = { readonly status?: number; readonly body?: string } | "hang" | "reset";

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers; takes the number of the request, from 1. */
  answer: (count: number, received: Received) => Answer;
  close(): Promise<void>;
}

async function read(request: IncomingMessage, keys: Keys): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString("utf8");
  const query = Object.fromEntries(new URL(request.url ?? "", "http://x").searchParams);
  const inBody = /<Encrypt><!\[CDATA\[([^\]]*)\]\]><\/Encrypt>/.exec(body)?.[1];
  const encrypted = query["echostr"] ?? inBody ?? "";
  const { timestamp = "", nonce = "" } = query;
  const isSignatureGood =
    query["msg_signature"] === signatureOf(keys.token, { timestamp, nonce, encrypted });
  const opened = isSignatureGood ? unseal(keys, encrypted) : { message: "", receiveId: "", pad: 0 };
  return { method: request.method ?? "", query, body, encrypted, isSignatureGood, ...opened };
}

function respond(response: ServerResponse, answer: Answer): void {
  if (answer === "hang") return;
  if (answer === "reset") {
    response.destroy();
    return;
  }
  response.writeHead(answer.status ?? 200);
  response.end(answer.body ?? "");
}

/** Starts a receiver that accepts everything with an empty 200. */
export async function startReceiver(keys: Keys = APP_KEYS): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void read(request, keys).then((each) => {
      received.push(each);
      const reply = each.method === "GET" ? { body: each.message } : {};
      respond(
        response,
        receiver.answer === acceptAll ? reply : receiver.answer(received.length, each),
      );
    });
  });
  const acceptAll = (): Answer => ({});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/callback`,
    received,
    answer: acceptAll,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}

/** Text of an element of a decrypted message. */
export function element(xml: string, name: string): string | undefined {
  const inner = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1];
  return inner?.replace(/^<!\[CDATA\[([\s\S]*)\]\]>$/, "$1");
}
