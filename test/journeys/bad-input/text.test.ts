import { expect } from "chai";
import { parseTextCommand } from "../../../src/domain/asking/text-command.ts";
import { rawRequest, send } from "../../support/bad-input/raw-http.ts";
import { innerXml, sealed, sealedBody, encrypted, textXml } from "../../support/bad-input/seal.ts";
import {
  expectNoEffect,
  expectRefused,
  leave,
  warmUp,
  watch,
} from "../../support/bad-input/watch.ts";
import { openCase, textsOf } from "../../support/people.ts";
import { decisionsOf, freshCase } from "../../support/presses.ts";
import { openWorld, settle, type World } from "../../support/world.ts";

describe("bad input in the chat: what people write", () => {
  let world: World;
  let caseNo: string;
  let other: string;

  before(async () => {
    world = await openWorld();
    await warmUp(world);
    caseNo = await freshCase(world);
    other = await freshCase(world);
    await openCase(world, { caseNo: "BZ-2026-000777", customerName: "光明100%商店_东" });
    await answerTo("待办");
  });

  after(() => leave(world));

  afterEach(async () => {
    for (const number of [caseNo, other]) {
      expect(await decisionsOf(world, number), number).to.deep.equal([]);
    }
  });

  /** What somebody reads who wrote this; by default 李婷, whom both cases wait for. */
  async function answerTo(content: string, from = "liting"): Promise<string> {
    world.clock.advanceMs(3_000);
    const xml = textXml(world, {
      Content: content.replaceAll("]]>", "]]]]><![CDATA[>"),
      FromUserName: from,
    });
    const before = textsOf(world, from).length;
    await expectNoEffect(world, xml, /"event.done"/);
    await settle(world);
    const answers = textsOf(world, from).slice(before);
    expect(answers, content.slice(0, 40)).to.have.length(1);
    return answers.join();
  }

  it("F-01 同意 with a statement behind it: text, answered with state, nothing decided", async () => {
    const answer = await answerTo("同意 1; DROP TABLE tasks--");
    expect(answer).to.include("没有生效");
    expect(await answerTo(caseNo)).to.include(caseNo);
  });

  it("F-02 查询 with quotes: looked for as it is, nobody's rows", async () => {
    for (const text of ["查询 ' OR '1'='1", "查询 x' UNION SELECT 1--", "查询 \\' OR 1=1 #"]) {
      expect(await answerTo(text), text).to.include("没有找到");
    }
  });

  it("F-03 查询 with wildcards: signs like others", async () => {
    for (const text of ["查询 %", "查询 _", "查询 %%", "查询 BZ%"]) {
      expect(await answerTo(text, "zhangwei"), text).to.match(/没有(找到|看出)/);
    }
    expect(await answerTo("100%商店_", "zhangwei")).to.include("BZ-2026-000777");
    expect(await answerTo("1000商店", "zhangwei")).to.include("没有找到");
  });

  it("F-04 backslashes, hex and broken GBK: harmless", async () => {
    for (const text of ["'\\\\'", "0x27", "%bf%27", "\u00bf\u0027 OR 1=1", "\\"]) {
      expect(await answerTo(text), text).to.match(/没有(找到|看懂)/);
    }
  });

  it("F-05 very long repetitions: answered at once", async () => {
    for (const text of ["同意".repeat(2_048), `${"a".repeat(47_000)}!`, "查询".repeat(2_048)]) {
      await answerTo(text);
      const times = [1, 2, 3].map(() => {
        const begunAt = performance.now();
        parseTextCommand(text);
        return performance.now() - begunAt;
      });
      expect(Math.min(...times), "ms").to.be.below(5);
    }
  });

  it("F-06 full-width digits, blanks and invisible marks: the same case or none, never another", async () => {
    const wide = caseNo.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    for (const text of [wide, `\u200b${caseNo}`, ` ${caseNo}\u3000`, caseNo.toLowerCase()]) {
      expect(await answerTo(text), text)
        .to.include(caseNo)
        .and.not.include(other);
    }
    expect(await answerTo(`\u202e${caseNo}`))
      .to.include("不可见")
      .and.not.include("等待");
    expect(await answerTo("同 意")).to.include("没有生效");
  });

  it("F-07 同意 while two cases wait: both are named, none is decided", async () => {
    const answer = await answerTo("同意");
    expect(answer).to.include("没有生效").and.include(caseNo).and.include(other);
  });

  it("F-08 同意 for a case of others: no word of it", async () => {
    expect(await answerTo(`同意 ${caseNo}`, "wangfang")).to.not.include("牧名");
    expect(await answerTo(`同意 ${caseNo}`, "chenming")).to.include("没有生效");
  });

  it("F-09 commands of other systems: three suggestions", async () => {
    expect(await answerTo("/admin delete all")).to.include("没有这个命令");
    for (const text of ["/shutdown", "help; rm -rf /"]) {
      expect(await answerTo(text), text)
        .to.include("·")
        .and.not.include("rm -rf");
    }
  });

  it("F-10 a link in a text is no link in the answer", async () => {
    const answer = await answerTo('<a href="http://evil.test">点我</a>');
    expect(answer).to.not.match(/<a href="http:\/\/evil/);
    expect(answer).to.include("＜a href=");
  });

  it("F-11 mentions in a text mention nobody", async () => {
    const answer = await answerTo("@all <@zhangwei>");
    expect(answer).to.not.include("<@").and.not.include("@all>");
  });

  it("F-12 emoji, halves of characters, controls: answered; NUL is no XML", async () => {
    for (const text of ["😀😀", "𠮷野家", "\ufffd", "a\u0085b", "e\u0301"]) await answerTo(text);
    const xml = textXml(world, { Content: "a\0b" });
    await expectRefused(world, sealed(world, xml), { status: 400, check: "xml" });
    const half = Buffer.from(textXml(world, { Content: "a#b" }));
    const surrogate = Buffer.from([0xed, 0xa0, 0x80]);
    const at = half.indexOf("#");
    const broken = Buffer.concat([half.subarray(0, at), surrogate, half.subarray(at + 1)]);
    await expectRefused(world, sealed(world, broken), { status: 403, check: "encoding" });
  });

  it("F-13 a text longer than any column: cut by rule, said so, never an error of SQL", async () => {
    for (const chars of [101, 1_025, 15_000]) {
      expect(await answerTo("报".repeat(chars)), String(chars)).to.include("内容太长");
    }
  });

  it("F-14 voice, picture, file, place: politely answered", async () => {
    for (const [n, MsgType] of ["voice", "image", "file", "location", "video", "link"].entries()) {
      world.clock.advanceMs(3_000);
      const before = textsOf(world, "liting").length;
      const xml = innerXml(world, { MsgType, MsgId: `81${n}`, MediaId: "x" });
      await expectNoEffect(world, xml, /"event.done"/);
      await settle(world);
      expect(textsOf(world, "liting").slice(before).join()).to.include("请用文字发送");
    }
  });

  it("F-15 the same MsgId twice: answered once", async () => {
    const before = textsOf(world, "liting").length;
    world.clock.advanceMs(3_000);
    const xml = textXml(world, { Content: "待办" });
    await expectNoEffect(world, xml, /"result":"done"/);
    const encrypt = encrypted(xml);
    const again = sealedBody(world, `<xml><Encrypt>${encrypt}</Encrypt></xml>`, encrypt);
    const { answer, changed } = await watch(world, () => send(world, rawRequest(again)));
    expect([answer.status, changed]).to.deep.equal([200, []]);
    await settle(world);
    expect(textsOf(world, "liting").slice(before)).to.have.length(1);
  });

  it("F-16 a number larger than any: refused in words", async () => {
    expect(await answerTo("同意 99999999999999999999")).to.include("没有生效");
    expect(await answerTo("99999999999999999999")).to.include("没有找到");
  });
});
