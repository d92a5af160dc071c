import { accessSync, constants, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { createSigner } from "../lib/signing.ts";
import type { Rule } from "./variables.ts";

/** EncodingAESKey; most real keys have a last character that is not canonical Base64. @source wecom:90930 */
export const isAesKey: Rule = (value) =>
  /^[A-Za-z0-9]{43}$/.test(value) ? undefined : "应为 43 位字母或数字（EncodingAESKey）";

/** Token of a callback. @source wecom:90930 */
export const isCallbackToken: Rule = (value) =>
  /^[A-Za-z0-9]{3,32}$/.test(value) ? undefined : "应为 3 到 32 位字母或数字（Token）";

export const isWebAddress: Rule = (value) =>
  urlOf(value, ["http:", "https:"]) === undefined
    ? "应为完整的 http:// 或 https:// 地址"
    : undefined;

/** An address that paths are appended to. */
export const isBaseAddress: Rule = (value) => {
  const url = urlOf(value, ["http:", "https:"]);
  if (url === undefined) return "应为完整的 http:// 或 https:// 地址";
  return url.search === "" && url.hash === "" && url.username === ""
    ? undefined
    : "不应带有参数、# 或用户名";
};

export const isMysqlAddress: Rule = (value) => {
  const url = urlOf(value, ["mysql:"]);
  if (url === undefined) return "应为 mysql://用户:密码@主机:端口/数据库";
  return /^\/[^/]+$/.test(url.pathname) ? undefined : "缺少数据库名（mysql://…/数据库）";
};

export const isRedisAddress: Rule = (value) =>
  urlOf(value, ["redis:", "rediss:"]) === undefined ? "应为 redis:// 或 rediss:// 地址" : undefined;

/** A port to listen on; 0 lets the system choose. */
export const isPort: Rule = (value) =>
  /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? undefined : "应为 0 到 65535 的整数";

export const isPositiveInteger: Rule = (value) =>
  /^[1-9]\d{0,14}$/.test(value) ? undefined : "应为正整数";

/** Days to keep rows that prove an event was handled: a month at least. */
export const isKeepDays: Rule = (value) =>
  /^\d{2,4}$/.test(value) && Number(value) >= 30 ? undefined : "应为 30 到 9999 的整数（天）";

/** Size of a file in MB; more would hold a phone for too long. */
export const isAttachmentMb: Rule = (value) =>
  /^[1-9]\d{0,2}$/.test(value) && Number(value) <= 200 ? undefined : "应为 1 到 200 的整数（MB）";

/** How many files a version may have. */
export const isAttachmentCount: Rule = (value) =>
  /^\d{1,3}$/.test(value) && Number(value) <= 100 ? undefined : "应为 0 到 100 的整数";

/** `name:key`, the key long enough that guessing is hopeless. */
export const isApiKey: Rule = (value) => {
  const found = /^[A-Za-z0-9._-]{1,64}:(.*)$/.exec(value);
  if (found === null) return "应写成 名称:密钥，名称用字母、数字、点、下划线或连字符";
  return longSecret(16)(found[1] ?? "");
};

/** A secret of printable characters without spaces, at least that long. */
export function longSecret(characters: number): Rule {
  return (value) => {
    if (value.length < characters) return `太短，至少 ${characters} 个字符`;
    return /^[!-~]+$/.test(value) ? undefined : "只能用可见的 ASCII 字符，不含空格";
  };
}

/** A private key that signs sheets. */
export const isSigningKey: Rule = (value) =>
  createSigner(value) === undefined
    ? "应为 Ed25519 私钥（PEM 或 base64 的 PKCS#8），用 npm run qianpi -- sheet-key 生成"
    : undefined;

/** A program of this machine that may be run. */
export const isProgram: Rule = (value) => {
  if (!isAbsolute(value)) return "应为程序的完整路径，如 /usr/bin/chromium";
  if (statSync(value, { throwIfNoEntry: false })?.isFile() !== true) return "指的文件不存在";
  return mayRun(value) ? undefined : "指的文件不能执行";
};

export function oneOf(choices: readonly string[]): Rule {
  return (value) => (choices.includes(value) ? undefined : `应为以下之一：${choices.join("、")}`);
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function urlOf(text: string, protocols: readonly string[]): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return protocols.includes(url.protocol) && url.hostname !== "" ? url : undefined;
}
