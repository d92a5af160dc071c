import { randomBytes, randomInt } from "node:crypto";
import type { Config } from "../config/config.ts";
import { SECOND_MS } from "../lib/clock.ts";
import { encrypt } from "../wecom/crypto.ts";
import { sign } from "../wecom/signature.ts";
import { subject, type Finding } from "./finding.ts";
import { probe, type ProbeAnswer } from "./http-probe.ts";
import { networkWords } from "./network-words.ts";
import type { Patient } from "./patient.ts";

const HTTPS = subject("public-url", "对外地址");
const CALLBACK = subject("callback", "回调地址");

/** Whether people reach the pages safely, and whether WeCom's calls would arrive unchanged. */
export async function checkPublicUrl(patient: Patient): Promise<Finding[]> {
  return [httpsFinding(patient.config), await callbackFinding(patient)];
}

function httpsFinding({ publicUrl }: Config): Finding {
  if (publicUrl.startsWith("https://")) return HTTPS.ok(publicUrl);
  const message = `PUBLIC_URL 是 ${publicUrl}，没有加密；正式使用请改为 https 地址，并在 管理后台 > 应用管理 > 本应用 > 网页授权及JS-SDK 登记这个域名`;
  return HTTPS.warn(message);
}

/** Calls the callback from outside just as WeCom does when its address is saved. @source wecom:90930 */
async function callbackFinding({ config, clock }: Patient): Promise<Finding> {
  const echo = String(randomInt(10 ** 14)).padStart(15, "1");
  const url = verificationUrl(config, echo, clock.now());
  const address = `${config.publicUrl}/wecom/callback`;
  let answer: ProbeAnswer;
  try {
    answer = await probe(url);
  } catch (error) {
    const message = `从本机访问 ${address} 不通：${networkWords(error)}；请检查服务是否已启动、反向代理和域名解析（若只是本机不能绕回公网地址，请从外网再验证一次）`;
    return CALLBACK.fail(message);
  }
  const wrong = wrongAnswer(answer, echo);
  if (wrong === undefined) return CALLBACK.ok(`${address} 应答正确`);
  return CALLBACK.fail(`${address} ${wrong}`);
}

function verificationUrl({ publicUrl, wecom }: Config, echo: string, now: Date): URL {
  const [token = ""] = wecom.callbackTokens;
  const [aesKey = ""] = wecom.callbackAesKeys;
  const sealed = encrypt(aesKey, { message: echo, receiveId: wecom.corpId }, randomBytes(16));
  const timestamp = String(Math.floor(now.getTime() / SECOND_MS));
  const nonce = randomBytes(8).toString("hex");
  const signature = sign({ token, timestamp, nonce, encrypt: sealed });
  const url = new URL(`${publicUrl}/wecom/callback`);
  url.search = new URLSearchParams({
    msg_signature: signature,
    timestamp,
    nonce,
    echostr: sealed,
  }).toString();
  return url;
}

/** What is wrong with an answer to the verification; undefined when it is right to the byte. */
function wrongAnswer({ status, body }: ProbeAnswer, echo: string): string | undefined {
  if (status === 200 && body.equals(Buffer.from(echo))) return undefined;
  if (status === 200) {
    return "的应答内容不对：应原样返回验证串，请检查前面的代理是否改写了内容（压缩、加换行、登录页），或地址是否指向了别的服务";
  }
  if (status >= 300 && status < 400) {
    return `应答 ${status} 跳转，而企业微信不跟随跳转；请让 PUBLIC_URL 直接是最终地址`;
  }
  if (status === 400) return "应答 400：请求参数在途中被改动，请检查代理是否重写了查询串";
  if (status === 403) {
    return "应答 403：正在运行的服务用的 WECOM_CALLBACK_TOKEN、WECOM_CALLBACK_AES_KEY 或 WECOM_CORP_ID 与这里的不同（改过配置请重启服务），或两边时钟相差超过 5 分钟，或被防火墙拦截";
  }
  if (status === 404) return "应答 404：请检查代理是否把 /wecom/ 转发给了本服务";
  if (status >= 502 && status <= 504) {
    return `应答 ${status}：代理连不到本服务，请检查服务是否在运行、代理的上游地址和端口`;
  }
  return `应答 ${status}，应为 200；请查看服务日志`;
}
