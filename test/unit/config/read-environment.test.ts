import { join } from "node:path";
import { expect } from "chai";
import { loadConfig } from "../../../src/config/load.ts";
import { newSigningKey } from "../../../src/lib/signing.ts";
import { COMPLETE_ENV, problemsOf, shippedFiles } from "./shipped-files.ts";

const KEY = "a".repeat(43);

function withEnv(changes: Record<string, string | undefined>) {
  return loadConfig({ ...COMPLETE_ENV, ...changes }, shippedFiles());
}

describe("environment", () => {
  it("fills in the documented defaults and nothing else", () => {
    const config = withEnv({});
    expect(config.port).to.equal(3000);
    expect(config.wecom.apiUrl).to.equal("https://qyapi.weixin.qq.com");
    expect(config.logLevel).to.equal("info");
    expect(config.inboxKeepDays).to.equal(90);
    expect(config.failpoints).to.deep.equal([]);
    for (const absent of [
      config.redisUrl,
      config.httpsProxy,
      config.metricsToken,
      config.sheetSigningKey,
      config.chromiumPath,
      config.wecom.webhookUrl,
      config.wecom.contact,
      config.wecom.managersChatId,
    ]) {
      expect(absent).to.equal(undefined);
    }
  });

  it("takes a key for sheets that can sign, and says how to make one otherwise", () => {
    const { privateKey, publicKey } = newSigningKey();
    expect(withEnv({ SHEET_SIGNING_KEY: privateKey }).sheetSigningKey).to.equal(privateKey);
    for (const key of ["nonsense", publicKey]) {
      const problems = problemsOf({ ...COMPLETE_ENV, SHEET_SIGNING_KEY: key });
      expect(problems.join()).to.match(/SHEET_SIGNING_KEY.*Ed25519 私钥.*sheet-key/);
      expect(problems.join()).not.to.include(key);
    }
  });

  it("takes a program that may be run for printing, and says what is wrong with another", () => {
    expect(withEnv({ CHROMIUM_PATH: process.execPath }).chromiumPath).to.equal(process.execPath);
    for (const [path, words] of [
      ["chromium", "应为程序的完整路径"],
      ["/no/such/chromium", "指的文件不存在"],
      [process.cwd(), "指的文件不存在"],
      [join(process.cwd(), "package.json"), "指的文件不能执行"],
    ] as const) {
      const problems = problemsOf({ ...COMPLETE_ENV, CHROMIUM_PATH: path });
      expect(problems.join(), path).to.match(new RegExp(`CHROMIUM_PATH.*${words}`));
    }
  });

  it("reads every variable into its place", () => {
    const config = withEnv({
      PORT: "0",
      PUBLIC_URL: "https://q.example.com/base/",
      REDIS_URL: "redis://127.0.0.1:6379",
      API_KEYS: "a:0123456789abcdef,a:fedcba9876543210",
      WECOM_API_URL: "http://127.0.0.1:4000/",
      WECOM_WEBHOOK_URL: "https://chat.example.com/send?key=1",
      WECOM_CONTACT_TOKEN: "tok",
      WECOM_CONTACT_AES_KEY: KEY,
      WECOM_MANAGERS_CHAT_ID: "managers",
      HTTPS_PROXY: "http://proxy:3128",
      METRICS_TOKEN: "metrics-token-16",
      LOG_LEVEL: "debug",
      INBOX_KEEP_DAYS: "365",
      ATTACHMENT_MAX_MB: "5",
      ATTACHMENT_MAX_COUNT: "0",
      QIANPI_FAILPOINTS: "after-commit, before-send",
      NODE_ENV: "test",
    });
    expect(config.port).to.equal(0);
    expect(config.attachmentLimits).to.deep.equal({ maxBytes: 5 * 1024 * 1024, maxCount: 0 });
    expect(config.publicUrl).to.equal("https://q.example.com/base");
    expect(config.redisUrl).to.equal("redis://127.0.0.1:6379");
    expect(config.apiKeys).to.deep.equal([
      { name: "a", key: "0123456789abcdef" },
      { name: "a", key: "fedcba9876543210" },
    ]);
    expect(config.wecom).to.deep.include({
      apiUrl: "http://127.0.0.1:4000",
      agentId: 1000002,
      webhookUrl: "https://chat.example.com/send?key=1",
      contact: { token: "tok", aesKey: KEY },
      managersChatId: "managers",
    });
    expect(config.bureau.organisation.managersChatId).to.equal("managers");
    expect(config.httpsProxy).to.equal("http://proxy:3128");
    expect(config.metricsToken).to.equal("metrics-token-16");
    expect(config.logLevel).to.equal("debug");
    expect(config.inboxKeepDays).to.equal(365);
    expect(config.failpoints).to.deep.equal(["after-commit", "before-send"]);
  });

  it("keeps rotating tokens and keys in the order written, newest first", () => {
    const { wecom } = withEnv({
      WECOM_CALLBACK_TOKEN: "newer, older",
      WECOM_CALLBACK_AES_KEY: `${KEY},${"b".repeat(43)}`,
    });
    expect(wecom.callbackTokens).to.deep.equal(["newer", "older"]);
    expect(wecom.callbackAesKeys).to.deep.equal([KEY, "b".repeat(43)]);
  });

  it("accepts an AES key whose last character is not canonical", () => {
    expect(
      problemsOf({ ...COMPLETE_ENV, WECOM_CALLBACK_AES_KEY: `${"a".repeat(42)}9` }),
    ).to.deep.equal([]);
  });

  it("drops spaces and line ends around a value and says so", () => {
    const config = withEnv({ WECOM_SECRET: " app-secret-value\r\n" });
    expect(config.wecom.secret).to.equal("app-secret-value");
    expect(config.warnings).to.include("环境变量 WECOM_SECRET 首尾有空格或换行，已去除");
  });

  it("takes a blank variable for an absent one", () => {
    expect(withEnv({ REDIS_URL: "  ", PORT: "" }).port).to.equal(3000);
    expect(problemsOf({ ...COMPLETE_ENV, MYSQL_URL: "\n" })).to.deep.equal([
      "环境变量 MYSQL_URL：必填，但没有设置",
    ]);
  });

  it("has no default for anything required and names all that is missing at once", () => {
    expect(problemsOf({})).to.deep.equal(
      [
        "PUBLIC_URL",
        "MYSQL_URL",
        "API_KEYS",
        "WECOM_CORP_ID",
        "WECOM_AGENT_ID",
        "WECOM_SECRET",
        "WECOM_CALLBACK_TOKEN",
        "WECOM_CALLBACK_AES_KEY",
        "SESSION_SECRET",
      ].map((name) => `环境变量 ${name}：必填，但没有设置`),
    );
  });

  const WRONG: [string, string, string][] = [
    ["PORT", "65536", "应为 0 到 65535 的整数"],
    ["PORT", "http", "应为 0 到 65535 的整数"],
    ["INBOX_KEEP_DAYS", "29", "应为 30 到 9999 的整数（天）"],
    ["INBOX_KEEP_DAYS", "1e3", "应为 30 到 9999 的整数（天）"],
    ["ATTACHMENT_MAX_MB", "201", "应为 1 到 200 的整数（MB）"],
    ["ATTACHMENT_MAX_COUNT", "101", "应为 0 到 100 的整数"],
    ["PUBLIC_URL", "qianpi.example.com", "应为完整的 http:// 或 https:// 地址"],
    ["PUBLIC_URL", "ftp://qianpi.example.com", "应为完整的 http:// 或 https:// 地址"],
    ["PUBLIC_URL", "https://q.example.com/?a=1", "不应带有参数、# 或用户名"],
    ["MYSQL_URL", "postgres://u:pw@h/d", "应为 mysql://用户:密码@主机:端口/数据库"],
    ["MYSQL_URL", "mysql://u:pw@h", "缺少数据库名（mysql://…/数据库）"],
    ["REDIS_URL", "http://h", "应为 redis:// 或 rediss:// 地址"],
    [
      "API_KEYS",
      "only-a-key-0123456789",
      "第 1 项应写成 名称:密钥，名称用字母、数字、点、下划线或连字符",
    ],
    ["API_KEYS", "a:0123456789abcdef,b:short", "第 2 项太短，至少 16 个字符"],
    ["API_KEYS", "a:0123456789abcdef,", "第 2 项为空"],
    ["API_KEYS", "a:0123456789abcdef,b:0123456789abcdef", "同一个密钥出现了不止一次"],
    ["WECOM_AGENT_ID", "1000002x", "应为正整数"],
    ["WECOM_CALLBACK_TOKEN", "ab", "第 1 项应为 3 到 32 位字母或数字（Token）"],
    ["WECOM_CALLBACK_AES_KEY", "a".repeat(42), "第 1 项应为 43 位字母或数字（EncodingAESKey）"],
    [
      "WECOM_CALLBACK_AES_KEY",
      `${KEY},${"+".repeat(43)}`,
      "第 2 项应为 43 位字母或数字（EncodingAESKey）",
    ],
    ["WECOM_CONTACT_AES_KEY", "short", "应为 43 位字母或数字（EncodingAESKey）"],
    ["SESSION_SECRET", "x".repeat(31), "太短，至少 32 个字符"],
    ["SESSION_SECRET", `${"x".repeat(31)} y`, "只能用可见的 ASCII 字符，不含空格"],
    ["METRICS_TOKEN", "short", "太短，至少 16 个字符"],
    ["LOG_LEVEL", "loud", "应为以下之一：trace、debug、info、warn、error、fatal、silent"],
    ["HTTPS_PROXY", "proxy:3128", "应为完整的 http:// 或 https:// 地址"],
    ["WECOM_WEBHOOK_URL", "no", "应为完整的 http:// 或 https:// 地址"],
    ["NODE_TLS_REJECT_UNAUTHORIZED", "0", "不允许关闭 TLS 证书校验，请删除"],
  ];
  for (const [name, value, message] of WRONG) {
    it(`refuses ${name} that is wrong: ${message}`, () => {
      expect(problemsOf({ ...COMPLETE_ENV, [name]: value })).to.include(
        `环境变量 ${name}：${message}`,
      );
    });
  }

  it("wants both halves of the contact callback or none", () => {
    expect(problemsOf({ ...COMPLETE_ENV, WECOM_CONTACT_TOKEN: "tok" })).to.deep.equal([
      "环境变量 WECOM_CONTACT_AES_KEY：与 WECOM_CONTACT_TOKEN 须同时设置或同时不设置",
    ]);
    expect(problemsOf({ ...COMPLETE_ENV, WECOM_CONTACT_AES_KEY: KEY })).to.deep.equal([
      "环境变量 WECOM_CONTACT_TOKEN：与 WECOM_CONTACT_AES_KEY 须同时设置或同时不设置",
    ]);
  });

  it("names failpoints that are set for a test", () => {
    const env = { QIANPI_FAILPOINTS: "x", NODE_ENV: "test" };
    expect(withEnv(env).warnings.join()).to.include("QIANPI_FAILPOINTS");
  });

  it("never repeats the value of a variable", () => {
    const leaky = Object.fromEntries(
      Object.keys(COMPLETE_ENV).map((name) => [name, `S3CRET ${name}`]),
    );
    const extra = { REDIS_URL: "S3CRET", METRICS_TOKEN: "S3CRET", WECOM_WEBHOOK_URL: "S3CRET" };
    const problems = problemsOf({ ...leaky, ...extra });
    expect(problems).to.have.length.greaterThan(8);
    expect(problems.join("\n")).not.to.include("S3CRET");
  });
});
