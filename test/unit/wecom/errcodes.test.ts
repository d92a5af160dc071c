import { expect } from "chai";
import { ERRCODES, errcodeOf, errorOfErrcode, WecomApiError } from "../../../src/wecom/errcodes.ts";
import type { Reaction } from "../../../src/wecom/errcodes.ts";

describe("wecom/errcodes", () => {
  const expected: [Reaction, number[]][] = [
    ["retry", [-1, 6000, 45033]],
    ["rate-wait", [45009, 45035, 45036, 91040]],
    ["refresh-token", [40014, 42001]],
    [
      "stop-app",
      [
        40001, 40013, 40091, 41001, 41002, 41004, 40056, 301002, 43012, 48002, 48006, 50001, 60020,
        93000,
      ],
    ],
    ["undeliverable", [40003, 40031, 60011, 60021, 60111, 81013, 82001, 82102, 86008]],
    ["bad-content", [40008, 40033, 40035, 40058, 42014, 42015, 42045, 42051, 44004, 45002, 40206]],
    ["stale", [60140, 42052, 40029, 42003, 42022, 84014, 84015]],
  ];
  for (const [reaction, codes] of expected) {
    it(`answers ${codes.join(", ")} with ${reaction}`, () => {
      for (const code of codes) expect(errcodeOf(code).reaction, String(code)).to.equal(reaction);
    });
  }

  it("gives up on a code it does not know", () => {
    expect(errcodeOf(999_999)).to.deep.equal({
      name: "unknown-999999",
      reaction: "give-up",
      source: "",
    });
  });

  it("names every code once and says where it is from", () => {
    for (const [code, { name, source }] of ERRCODES) {
      expect(name, String(code)).to.match(/^[a-z0-9-]+$/);
      expect(source, String(code)).to.match(/^wecom:\d{5}$/);
    }
  });

  it("knows that busy leaves open whether it was done, and that a refusal does not", () => {
    expect(errorOfErrcode("/x", -1, "system busy").outcome).to.equal("unknown");
    expect(errorOfErrcode("/x", 60140, "").outcome).to.equal("not-delivered");
    expect(errorOfErrcode("/x", 999_999, "").outcome).to.equal("not-delivered");
  });

  it("has a stable code for logs", () => {
    expect(errorOfErrcode("/x", 60140, "").code).to.equal("wecom/response-code-spent");
    const noAnswer = {
      api: "/x",
      errmsg: "no answer",
      reaction: "retry",
      outcome: "unknown",
    } as const;
    expect(new WecomApiError(noAnswer).code).to.equal("wecom/no-answer");
  });

  it("reads our address out of the message of 60020", () => {
    const errmsg =
      "not allow to access from your ip, hint: [1767225600123], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60020";
    expect(errorOfErrcode("/x", 60020, errmsg).egressIp).to.equal("203.0.113.7");
    expect(errorOfErrcode("/x", 60020, "from ip: 2001:db8::1, more").egressIp).to.equal(
      "2001:db8::1",
    );
    expect(errorOfErrcode("/x", 60020, "").egressIp).to.equal(undefined);
  });

  it("shows no secret, no second line and no novel, whatever the server says", () => {
    const { message } = errorOfErrcode(
      "/x",
      40058,
      `bad access_token=AAA&corpsecret=BBB key=CCC\nline 2 ${"x".repeat(5_000)}`,
    );
    expect(message).to.not.match(/AAA|BBB|CCC|\n/);
    expect(message).to.have.length.below(500);
  });
});
