import { expect } from "chai";
import type { Config } from "../../../src/config/config.ts";
import type { World as ChatWorld } from "../../../src/simulator/world/world.ts";
import { refuseSecrets } from "../../support/log-secrets.ts";

const CONFIG = {
  mysqlUrl: "mysql://qianpi:database-password@localhost/qianpi",
  redisUrl: undefined,
  apiKeys: [{ name: "erp", key: "api-key-0001" }],
  wecom: {
    secret: "app-secret-0001",
    callbackTokens: ["callback-token"],
    callbackAesKeys: ["aes-key-new", "aes-key-old"],
    webhookUrl: "https://robot.example/send?key=robot-key",
    contact: { token: "contact-token", aesKey: "contact-aes-key" },
  },
  sessionSecret: "session-secret",
  metricsToken: "metrics-token",
} as unknown as Config;

const CHAT = {
  tokens: new Map([["access-token-1", {}]]),
  codes: new Map([["response-code-1", {}]]),
  oauthCodes: new Map([["oauth-code-1", {}]]),
} as unknown as ChatWorld;

const check = (line: string) => () => refuseSecrets([line], { config: CONFIG, chat: CHAT });

describe("the search for secrets in every log of the suite", () => {
  const LEAKS = [
    "mysql://qianpi:database-password@localhost",
    "api-key-0001",
    "app-secret-0001",
    "callback-token",
    "aes-key-old",
    "robot-key",
    "contact-aes-key",
    "session-secret",
    "metrics-token",
    "access-token-1",
    "response-code-1",
    "oauth-code-1",
    "13800138000",
    "110101199001011234",
    "<xml><ToUserName>",
  ];

  for (const leak of LEAKS) {
    it(`finds ${leak}`, () => {
      expect(check(`{"msg":"event","note":"call ${leak}!"}`)).to.throw(leak);
    });
  }

  it("lets event names, case numbers, hashes and moments pass", () => {
    const line = `{"at":"2026-11-23T09:00:00.000Z","caseNo":"BZ-2026-000123","eventKey":"5fb80f801995769620993048d8e13800138000c6","ms":1795395600000}`;
    expect(check(line)).not.to.throw();
  });
});
