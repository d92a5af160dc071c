import { createCipheriv, createDecipheriv } from "node:crypto";
import { CallbackRejected } from "./callback-rejected.ts";

const KEY_SHAPE = /^[A-Za-z0-9]{43}$/;
const BASE64_SHAPE = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const BLOCK_BYTES = 32;
const IV_BYTES = 16;
const PREFIX_BYTES = 16;
const HEADER_BYTES = PREFIX_BYTES + 4;

/** Longest base64 text looked at; the callback's body cap of 64 KiB lies above every genuine one. */
const MAX_ENCRYPTED_CHARS = 64 * 1024;

/** What an envelope carries: the message and whom it is for. */
export interface OpenedMessage {
  message: string;
  receiveId: string;
}

/** Whether the text can be an EncodingAESKey: 43 letters and digits, the last one need not be canonical base64. */
export function isEncodingAesKey(text: string): boolean {
  return KEY_SHAPE.test(text);
}

/**
 * Encrypts a message for a receiver; returns standard base64.
 * @param randomPrefix 16 bytes of entropy.
 * @throws CallbackRejected `aes-key`, `length` when the prefix has another length.
 * @source wecom:90968
 */
export function encrypt(
  encodingAesKey: string,
  { message, receiveId }: OpenedMessage,
  randomPrefix: Uint8Array,
): string {
  const key = decodeKey(encodingAesKey);
  if (randomPrefix.length !== PREFIX_BYTES) {
    throw new CallbackRejected("length", "the random prefix must have 16 bytes");
  }
  const text = Buffer.from(message, "utf8");
  const lengthBytes = Buffer.alloc(4);
  lengthBytes.writeUInt32BE(text.length);
  const plain = pad(Buffer.concat([randomPrefix, lengthBytes, text, Buffer.from(receiveId)]));
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, IV_BYTES));
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString("base64");
}

/**
 * Decrypts standard base64 of whole 32-byte blocks. Call it only on text whose signature was verified.
 * @throws CallbackRejected `aes-key`, `base64`, `cipher`, `padding`, `length`, `encoding`.
 * @source wecom:90968
 */
export function decrypt(encodingAesKey: string, encrypted: string): OpenedMessage {
  const key = decodeKey(encodingAesKey);
  const bytes = decodeBase64(encrypted);
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, IV_BYTES));
  // WeCom pads to 32, OpenSSL knows only 16: automatic padding would refuse about half of the messages.
  decipher.setAutoPadding(false);
  const plain = unpad(Buffer.concat([decipher.update(bytes), decipher.final()]));
  return split(plain);
}

function decodeKey(encodingAesKey: string): Buffer {
  if (!isEncodingAesKey(encodingAesKey)) {
    throw new CallbackRejected("aes-key", "EncodingAESKey must be 43 letters and digits");
  }
  return Buffer.from(`${encodingAesKey}=`, "base64");
}

function decodeBase64(encrypted: string): Buffer {
  if (encrypted.length > MAX_ENCRYPTED_CHARS || !BASE64_SHAPE.test(encrypted)) {
    throw new CallbackRejected("base64", "not standard base64 of acceptable length");
  }
  const bytes = Buffer.from(encrypted, "base64");
  if (bytes.length % BLOCK_BYTES !== 0) {
    throw new CallbackRejected("cipher", "ciphertext is not a multiple of 32 bytes");
  }
  return bytes;
}

function pad(plain: Buffer): Buffer {
  const count = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  return Buffer.concat([plain, Buffer.alloc(count, count)]);
}

function unpad(padded: Buffer): Buffer {
  const count = padded.readUInt8(padded.length - 1);
  const isShaped = count >= 1 && count <= BLOCK_BYTES;
  if (!isShaped || padded.subarray(-count).some((byte) => byte !== count)) {
    throw new CallbackRejected("padding", "padding is not PKCS#7 with blocks of 32");
  }
  return padded.subarray(0, -count);
}

function split(plain: Buffer): OpenedMessage {
  if (plain.length <= HEADER_BYTES) throw new CallbackRejected("length", "plaintext is too short");
  const end = HEADER_BYTES + plain.readUInt32BE(PREFIX_BYTES);
  if (end === HEADER_BYTES || end > plain.length) {
    throw new CallbackRejected("length", "stated message length does not fit");
  }
  return {
    message: decodeUtf8(plain.subarray(HEADER_BYTES, end)),
    receiveId: decodeUtf8(plain.subarray(end)),
  };
}

/** Strict UTF-8; @throws CallbackRejected `encoding` where a lenient decoder would put U+FFFD. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new CallbackRejected("encoding", "not valid UTF-8", { cause });
  }
}
