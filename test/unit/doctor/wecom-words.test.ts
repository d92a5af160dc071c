import { expect } from "chai";
import { networkWords } from "../../../src/doctor/network-words.ts";
import { wecomWords } from "../../../src/doctor/wecom-words.ts";
import { errorOfErrcode, WecomApiError } from "../../../src/wecom/errcodes.ts";

const refused = (errcode: number, errmsg = "no") => errorOfErrcode("/cgi-bin/x", errcode, errmsg);

describe("doctor/wecom-words", () => {
  it("names the setting behind a refusal, where to look it up, and the code", () => {
    expect(wecomWords(refused(40001))).to.match(/^WECOM_SECRET .*Secret.*（错误码 40001）$/);
    expect(wecomWords(refused(40013)))
      .to.include("WECOM_CORP_ID")
      .and.include("企业信息");
    expect(wecomWords(refused(301002)))
      .to.include("WECOM_AGENT_ID")
      .and.include("WECOM_SECRET");
  });

  it("names the address to list when it is not among the trusted ones", () => {
    const words = wecomWords(refused(60020, "not allow, hint: [1], from ip: 203.0.113.7, more"));
    expect(words).to.include("203.0.113.7").and.include("企业可信IP").and.include("60020");
  });

  it("says that the address is the host's own when WeCom does not name it", () => {
    expect(wecomWords(refused(60020, "not allow"))).to.include("本机的出口 IP");
  });

  it("keeps the vendor's own words of a code it does not know", () => {
    expect(wecomWords(refused(999_999, "odd thing")))
      .to.include("odd thing")
      .and.include("999999");
  });

  it("tells why no answer came", () => {
    const cause = Object.assign(new Error("x"), { code: "ENOTFOUND" });
    const error = new WecomApiError({
      api: "/cgi-bin/gettoken",
      errmsg: "no answer",
      reaction: "retry",
      outcome: "not-delivered",
      cause,
    });
    expect(wecomWords(error)).to.include("域名解析不到");
  });
});

describe("doctor/network-words", () => {
  it("looks through the causes for a code it knows", () => {
    const deep = new Error("a", {
      cause: new AggregateError([Object.assign(new Error("b"), { code: "CERT_HAS_EXPIRED" })]),
    });
    expect(networkWords(deep)).to.equal("TLS 证书已过期（CERT_HAS_EXPIRED）");
  });

  it("shows a code it does not know, and admits when there is none", () => {
    expect(networkWords(Object.assign(new Error("a"), { code: "EODD" }))).to.equal("错误 EODD");
    expect(networkWords("odd")).to.equal("原因不明");
  });
});
