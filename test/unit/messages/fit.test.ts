import { expect } from "chai";
import fc from "fast-check";
import { fitChars, fitLines, plain, plainMarkdown } from "../../../src/messages/fit.ts";

const anyText = fc.string({ unit: "binary", maxLength: 400 });

describe("fitting words into a place", () => {
  it("leaves short text as it is", () => {
    expect(fitChars("内蒙古牧名食品有限公司", 44)).equal("内蒙古牧名食品有限公司");
  });

  it("shortens long text and shows that it did", () => {
    expect(fitChars("鄂尔多斯市乌审旗嘎鲁图镇", 6)).equal("鄂尔多斯市…");
  });

  it("never cuts a visible character in two", () => {
    expect(fitChars("电👨‍👩‍👧电", 5)).equal("电…");
  });

  it("keeps the limit for any text", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, max) => {
        expect(fitChars(text, max).length).lessThanOrEqual(max);
      }),
    );
  });

  it("makes text from outside one line without links of its own", () => {
    expect(plain(' a\r\nb\u0000<a href="x">点我</a>\u2028c ')).equal(
      'a b ＜a href="x"＞点我＜/a＞ c',
    );
  });

  it("takes the meaning from markdown marks, mentions included", () => {
    expect(plainMarkdown("[a](b) **c** `d` <@zhangwei>")).equal(
      "［a］(b) ＊＊c＊＊ ｀d｀ ＜@zhangwei＞",
    );
  });
});

describe("fitting lines into bytes", () => {
  const foot = ["（截至 15:10）"];

  it("joins lines that fit", () => {
    expect(fitLines({ body: ["一", "二"], foot }, 2048)).equal("一\n二\n（截至 15:10）");
  });

  it("leaves out whole lines from the end and keeps the foot", () => {
    expect(fitLines({ body: ["一", "二二二二二二二二二二", "三"], foot }, 40)).equal(
      "一\n……\n（截至 15:10）",
    );
  });

  it("shortens the first line when nothing else is left", () => {
    expect(fitLines({ body: ["一二三四五六七八九十"], foot }, 40)).equal(
      "一二三四五六…\n（截至 15:10）",
    );
  });

  it("keeps the limit for any lines", () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 12 }), (body) => {
        expect(Buffer.byteLength(fitLines({ body, foot }, 500))).lessThanOrEqual(500);
      }),
    );
  });
});
