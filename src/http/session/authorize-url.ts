/** The app that people log in to. */
export interface LoginApp {
  corpId: string;
  agentId: number;
  /** Where the API is; a simulator also plays the authorize page. */
  wecomApiUrl: string;
}

const REAL_API_HOST = "qyapi.weixin.qq.com";
const REAL_AUTHORIZE_URL = "https://open.weixin.qq.com/connect/oauth2/authorize";

/**
 * Where a browser is sent to learn who its user is; order of parameters and fragment are as WeCom wants them.
 * @param state at most 128 letters and digits.
 * @source wecom:91022
 */
export function authorizeUrl(app: LoginApp, redirectUri: string, state: string): string {
  const parameters = [
    `appid=${encodeURIComponent(app.corpId)}`,
    `redirect_uri=${encodeURIComponent(redirectUri)}`,
    "response_type=code",
    "scope=snsapi_base",
    `state=${state}`,
    `agentid=${app.agentId}`,
  ];
  return `${authorizeBase(app.wecomApiUrl)}?${parameters.join("&")}#wechat_redirect`;
}

function authorizeBase(wecomApiUrl: string): string {
  const isReal = new URL(wecomApiUrl).hostname === REAL_API_HOST;
  return isReal ? REAL_AUTHORIZE_URL : `${wecomApiUrl}/connect/oauth2/authorize`;
}
