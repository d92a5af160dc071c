import type { WecomApiError } from "../wecom/errcodes.ts";
import { networkWords } from "./network-words.ts";

/** What an errcode means for whoever set the app up, and where in the console to look. */
const WORDS: Readonly<Record<number, string>> = {
  40001:
    "WECOM_SECRET 不对或已重置；请到 管理后台 > 应用管理 > 本应用 查看 Secret 后更新（连续用错会被封 1 小时，不要反复重试）",
  40091: "WECOM_SECRET 格式不对；请到 管理后台 > 应用管理 > 本应用 重新复制 Secret",
  45031:
    "企业微信认为这个 Secret 不安全；请到 管理后台 > 应用管理 > 本应用 重置 Secret 后更新 WECOM_SECRET",
  40013: "WECOM_CORP_ID 不对；请到 管理后台 > 我的企业 > 企业信息 查看企业 ID",
  41002: "没有企业 ID；请设置 WECOM_CORP_ID",
  41004: "没有 Secret；请设置 WECOM_SECRET",
  40056: "WECOM_AGENT_ID 不对；请到 管理后台 > 应用管理 > 本应用 查看 AgentId",
  301002:
    "WECOM_AGENT_ID 与 WECOM_SECRET 不是同一个应用的；请到 管理后台 > 应用管理 > 本应用 核对两者",
  50003: "应用已停用；请到 管理后台 > 应用管理 > 本应用 启用",
  48002:
    "应用没有这个接口的权限（建群须应用的可见范围为整个企业）；请到 管理后台 > 应用管理 > 本应用 > 可见范围 调整",
  48004: "应用没有这个接口的权限；请到 管理后台 > 应用管理 > 本应用 检查权限",
  48006: "应用长期未使用，接口权限已被收回；请到 管理后台 > 应用管理 > 本应用 重新启用",
  48010: "TLS 版本太低；请升级出口代理，使其支持 TLS 1.2",
  45009: "调用太频繁，或 Secret 连续用错，暂时被封；请等 1 小时后再试",
  40050:
    "这个群聊不存在；请用 npm run qianpi -- group create 重新建群，并更新 WECOM_MANAGERS_CHAT_ID",
  49008:
    "这个群聊已解散；请用 npm run qianpi -- group create 重新建群，并更新 WECOM_MANAGERS_CHAT_ID",
  86001: "群聊 ID 不合法；请核对 WECOM_MANAGERS_CHAT_ID",
  86008:
    "这个群聊不是本应用建的；请用 npm run qianpi -- group create 建群，并更新 WECOM_MANAGERS_CHAT_ID",
};

/** A failed call in words, with the errcode that the vendor's page explains. */
export function wecomWords(error: WecomApiError): string {
  const { errcode } = error;
  if (errcode === undefined) return `没有得到有效应答：${networkWords(error)}；${error.errmsg}`;
  if (errcode === 60020) return egressWords(error.egressIp);
  const words = Object.hasOwn(WORDS, errcode)
    ? WORDS[errcode]
    : `${error.api} 被拒绝：${error.errmsg}`;
  return `${words}（错误码 ${errcode}）`;
}

/** @source wecom:90313 */
function egressWords(egressIp: string | undefined): string {
  const ip = egressIp === undefined ? "本机的出口 IP" : `出口 IP ${egressIp}`;
  return `企业微信不接受来自${ip} 的调用；请到 管理后台 > 应用管理 > 本应用 > 企业可信IP 加入该地址，约 1 分钟后生效（错误码 60020）`;
}
