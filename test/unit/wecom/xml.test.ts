import { expect } from "chai";
import { childOf, childrenOf, parseXml, textOf } from "../../../src/wecom/xml.ts";
import { checkThatRefused } from "./sealing.ts";

describe("wecom/xml", () => {
  it("keeps every value the exact string it was", () => {
    for (const value of [
      "007",
      "1e3",
      "0x10",
      "true",
      " a ",
      "\n",
      "12345678901234567890",
      "null",
    ]) {
      expect(textOf(parseXml(`<xml><A>${value}</A></xml>`), "A")).to.equal(value);
      expect(textOf(parseXml(`<xml><A><![CDATA[${value}]]></A></xml>`), "A")).to.equal(value);
    }
  });

  it("joins adjacent CDATA sections, so that ]]> survives", () => {
    const split = "<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>";
    expect(textOf(parseXml(split), "A")).to.equal("a]]>b");
  });

  it("decodes an entity once, and none inside CDATA", () => {
    expect(textOf(parseXml("<xml><A>&amp;lt;&#x1F4A9;</A></xml>"), "A")).to.equal("&lt;💩");
    expect(textOf(parseXml("<xml><A><![CDATA[&amp;]]></A></xml>"), "A")).to.equal("&amp;");
  });

  it("tolerates a declaration of UTF-8, blanks between elements and after the end", () => {
    const parsed = parseXml('<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n  <A>1</A>\n</xml>\n');
    expect(parsed).to.deep.equal({
      name: "xml",
      text: "",
      children: [{ name: "A", text: "1", children: [] }],
    });
  });

  const attacks: [string, string][] = [
    ["a DOCTYPE", "<!DOCTYPE xml><xml/>"],
    [
      "an external entity",
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><A>&e;</A></xml>',
    ],
    ["a parameter entity", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9">%p;]><xml/>'],
    ["billion laughs", '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><xml>&b;</xml>'],
    ["an entity nobody declared", "<xml><A>&nbsp;</A></xml>"],
    ["a NUL reference", "<xml><A>&#0;</A></xml>"],
    ["a processing instruction", "<xml><?php echo 1 ?></xml>"],
    ["a comment inside a value", "<xml><A>ad<!-- -->min</A></xml>"],
    ["an element inside a value", "<xml><A>a<x/>b</A></xml>"],
    ["an unclosed element", "<xml><A>"],
    ["crossed elements", "<xml><A><B></A></B></xml>"],
    ["text after the end", "<xml/>trailing"],
    ["a second root", "<xml/><xml/>"],
    ["GBK", '<?xml version="1.0" encoding="GBK"?><xml/>'],
    ["UTF-7", '<?xml version="1.0" encoding="UTF-7"?><xml/>'],
    ["17 levels", "<a>".repeat(17) + "</a>".repeat(17)],
    ["20 000 levels", "<a>".repeat(20_000)],
    ["2 001 elements", `<xml>${"<a/>".repeat(2_000)}</xml>`],
    ["nothing", ""],
    ["JSON", '{"encrypt":"x"}'],
  ];
  for (const [name, text] of attacks) {
    it(`refuses ${name}`, () => {
      expect(checkThatRefused(() => parseXml(text))).to.equal("xml");
    });
  }

  it("accepts 16 levels and 2 000 elements", () => {
    expect(parseXml("<a>".repeat(16) + "</a>".repeat(16)).name).to.equal("a");
    expect(parseXml(`<xml>${"<a/>".repeat(1_999)}</xml>`).children).to.have.length(1_999);
  });

  it("is not polluted by names of the object prototype", () => {
    const parsed = parseXml(
      "<xml><__proto__><x>1</x></__proto__><constructor>2</constructor></xml>",
    );
    expect(Object.hasOwn(Object.prototype, "x")).to.equal(false);
    expect(textOf(parsed, "constructor")).to.equal("2");
    expect(textOf(parsed, "toString")).to.equal(undefined);
  });

  it("never chooses between two elements of one field, in either spelling", () => {
    const twice = parseXml("<xml><AgentID>1</AgentID><AgentId>2</AgentId><A>1</A><A>2</A></xml>");
    expect(checkThatRefused(() => textOf(twice, "A"))).to.equal("xml");
    expect(checkThatRefused(() => childOf(twice, "AgentID", "AgentId"))).to.equal("xml");
    expect(childrenOf(twice, "A").map(({ text }) => text)).to.deep.equal(["1", "2"]);
  });

  it("does not take an element group, another case or a prefixed name for a value", () => {
    const parsed = parseXml("<xml><A><B/></A><b>1</b><x:C>2</x:C></xml>");
    expect(checkThatRefused(() => textOf(parsed, "A"))).to.equal("xml");
    expect(textOf(parsed, "B")).to.equal(undefined);
    expect(textOf(parsed, "C")).to.equal(undefined);
  });
});
