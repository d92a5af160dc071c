/** What a failed connection means; Node's and undici's codes. */
const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: "域名解析不到，请检查 DNS 或地址拼写",
  EAI_AGAIN: "DNS 服务器没有应答，请检查本机 DNS 设置",
  ECONNREFUSED: "对方拒绝连接（端口没有服务在听）",
  ECONNRESET: "连接被对方切断，可能被防火墙拦截",
  EPIPE: "连接被对方切断，可能被防火墙拦截",
  EHOSTUNREACH: "没有到对方主机的路由",
  ENETUNREACH: "没有到对方网络的路由",
  ETIMEDOUT: "连接超时，可能被防火墙拦截",
  UND_ERR_CONNECT_TIMEOUT: "连接超时，可能被防火墙拦截",
  UND_ERR_SOCKET: "连接被对方切断，可能被防火墙拦截",
  UND_ERR_HEADERS_TIMEOUT: "对方迟迟不应答",
  TimeoutError: "对方迟迟不应答",
  CERT_HAS_EXPIRED: "TLS 证书已过期",
  CERT_NOT_YET_VALID: "TLS 证书尚未生效，请检查本机时钟",
  DEPTH_ZERO_SELF_SIGNED_CERT: "TLS 证书是自签的，不被信任",
  SELF_SIGNED_CERT_IN_CHAIN: "TLS 证书链里有自签证书，不被信任（可能有中间设备在解密流量）",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "TLS 证书链不完整，服务器没有发送中间证书",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "TLS 证书的签发者不被信任",
  ERR_TLS_CERT_ALTNAME_INVALID: "TLS 证书不是发给这个域名的",
  EPROTO: "TLS 握手失败，对方可能不支持 TLS 1.2",
};

/** Why a connection failed, in words; looks through the causes for a code that is known. */
export function networkWords(error: unknown): string {
  const codes = codesOf(error);
  const known = codes.find((code) => Object.hasOwn(WORDS, code));
  if (known !== undefined) return `${WORDS[known]}（${known}）`;
  return codes.length === 0 ? "原因不明" : `错误 ${codes.join("、")}`;
}

function codesOf(error: unknown): string[] {
  if (error instanceof DOMException) return [error.name];
  if (!(error instanceof Error)) return [];
  const code = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const inside = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...code, ...inside, ...codesOf(error.cause)];
}
