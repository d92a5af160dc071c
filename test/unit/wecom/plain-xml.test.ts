import { expect } from "chai";
import fc from "fast-check";
import { parsePlainXml } from "../../../src/wecom/plain-xml.ts";
import { parseAnyXml } from "../../../src/wecom/xml.ts";
import { innerXml, outerXml } from "./sealing.ts";

const PIECES = [
  "<xml>",
  "</xml>",
  "<A>",
  "</A>",
  "<A/>",
  "<a b='c'>",
  "<![CDATA[",
  "]]>",
  "<![CDATA[x]]>",
  "<![CDATA[a]b]]>",
  "<![CDATA[<A>&amp;]]>",
  "<!-- -->",
  "<?php ?>",
  "<!DOCTYPE xml>",
  "&amp;",
  "&",
  "]",
  ">",
  " ",
  "\n",
  "\r",
  "\0",
  "\u007f",
  "\ufffe",
  "文",
  "💩",
  "\ud83d",
  "1e3",
];

/** What the strict parser makes of it; undefined where it refuses. */
function judged(text: string): unknown {
  try {
    return parseAnyXml(text);
  } catch {
    return undefined;
  }
}

describe("wecom/plain-xml", () => {
  it("reads what WeCom writes", () => {
    for (const text of [outerXml("QUJD"), innerXml({ Content: "查 CASE-2026-0001" })]) {
      expect(parsePlainXml(text)).to.deep.equal(parseAnyXml(text)).and.not.equal(undefined);
    }
  });

  it("reads nested elements with blanks between them", () => {
    const text = "<xml>\n  <A><B><![CDATA[1]]></B><B>2</B></A>\n</xml>";
    expect(parsePlainXml(text)).to.deep.equal(parseAnyXml(text)).and.not.equal(undefined);
  });

  it("leaves everything that needs a second thought to the strict parser", () => {
    for (const text of [
      "",
      "<xml/>",
      "<xml>&amp;</xml>",
      "<xml>\r\n</xml>",
      "<xml><![CDATA[]]]></xml>",
      "<xml>a]]>b</xml>",
      "<xml><A>a<B></B></A></xml>",
      "<xml></xml>\n",
      "<xml></xml><xml></xml>",
      "<xml><A></xml></A>",
      "<xml><A>",
      "</xml>",
      "<a>".repeat(9) + "</a>".repeat(9),
      `<xml>${"<a></a>".repeat(200)}</xml>`,
    ]) {
      expect(parsePlainXml(text), text).to.equal(undefined);
    }
  });

  it("never reads anything otherwise than the strict parser does", () => {
    const documents = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 });
    fc.assert(
      fc.property(documents, (pieces) => {
        const inside = pieces.join("");
        for (const text of [inside, `<xml>${inside}</xml>`, `<xml><A>${inside}</A></xml>`]) {
          const plain = parsePlainXml(text);
          if (plain !== undefined) expect(plain, text).to.deep.equal(judged(text));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
