import { expect } from "chai";
import fc from "fast-check";
import {
  commandForMenuKey,
  MAX_QUERY_CHARS,
  normaliseText,
  parseTextCommand,
} from "../../../../src/domain/asking/text-command.ts";

function expectAll(texts: string[], command: object): void {
  for (const text of texts) expect(parseTextCommand(text), text).to.deep.equal(command);
}
const query = (text: string) => ({ kind: "case-query", text });
const unclear = (reason: string) => ({ kind: "unclear", reason });

describe("text commands", () => {
  it("lists my tasks", () => {
    const texts = [
      "待办",
      "我的待办",
      "代办",
      " 我 的 待 办 ",
      "查待办",
      "查一下我的待办",
      "待办。",
    ];
    expectAll([...texts, "Todo", "待我审批", "我的待办的"], { kind: "my-todo" });
  });

  it("lists what I submitted", () => {
    const texts = ["我提交的", "我提交的进度", "我发起的", "查询 我提交的", "我的申请"];
    expectAll(texts, { kind: "my-submissions" });
  });

  it("lists what is overdue", () => {
    expectAll(["超期", "超时", "逾期", "超期的", "查一下超期的", "超期了吗"], { kind: "overdue" });
  });

  it("helps", () => {
    const texts = [
      "帮助",
      "?",
      "？",
      "？？",
      "help",
      "ＨＥＬＰ",
      "菜单",
      "你好",
      "在吗？",
      "怎么用",
    ];
    expectAll([...texts, "help; rm -rf /"], { kind: "help" });
  });

  it("looks a case up without the words of asking", () => {
    const texts = [
      "内蒙古牧名食品",
      "内蒙古牧名食品 到哪了",
      "查询：内蒙古牧名食品",
      "查内蒙古牧名食品",
      "请问内蒙古牧名食品的进度怎么样了？",
      "帮我查一下 内蒙古牧名食品 现在到哪一步了呢",
      "内蒙古牧名食品在哪",
      "内蒙古牧名食品 状态",
    ];
    expectAll(texts, query("内蒙古牧名食品"));
  });

  it("hears the question around a name or number, and looks up the rest", () => {
    const name =
      "牧名食品的方案到哪了 牧名食品方案批了没 牧名食品的方案什么时候能批下来 谁在审牧名食品 牧名食品卡在谁那里了";
    expectAll(name.split(" "), query("牧名食品"));
    expectAll(["谁在审000123", "谁还没批000123的方案", "000123号工单谁在审"], query("000123"));
    expectAll(["000123还剩多少时间", "000123还剩多少时间？", "000123剩多久"], query("000123"));
    expectAll(["BZ-2026-000123还剩多少工作时间"], query("BZ-2026-000123"));
    expectAll(["方案到哪了 牧名食品", "你好，牧名食品的审批通过了吗？"], query("牧名食品"));
    expectAll(["BZ 2026 000123", "工单号 BZ 2026 000123 的进度"], query("BZ 2026 000123"));
    expectAll(["内蒙古 牧名", "内蒙古 牧名 的方案"], query("内蒙古 牧名"));
    expectAll(["牧明食品 到哪了"], query("牧明食品"));
  });

  it("finds the command that a question is about", () => {
    expectAll(["我的审批到哪了", "有哪些待办"], { kind: "my-todo" });
    expectAll(["哪些超期了", "有没有超期的", "超期的方案"], { kind: "overdue" });
  });

  it("keeps a name that only looks like asking", () => {
    expectAll(["查干淖尔煤矿", "查询查干淖尔煤矿进度"], query("查干淖尔煤矿"));
    expectAll(["查汗淖光伏"], query("查汗淖光伏"));
    expectAll(["查哈拉加油站"], query("查哈拉加油站"));
    expectAll(["美的"], query("美的"));
    expectAll(["帮助中心项目部"], query("帮助中心项目部"));
    expectAll(["helper2"], query("helper2"));
  });

  it("F-06: reads full-width digits, and never another number than it shows", () => {
    expectAll(["１２３", "1\u200B23", "\u200F123", "123\u0000"], query("123"));
    expectAll(["12\u202E34", "\u206712\u2069"], unclear("hidden-direction"));
  });

  it("F-01, F-07, F-08, F-16: words of a decision decide nothing, however they are typed", () => {
    const told = (word: string, text: string) => ({ kind: "decision-words", word, text });
    expectAll(["同意", "同 意", "我同意", "“同意”", "同\u200B意!", "同意。"], told("同意", ""));
    expectAll(["同意 1; DROP TABLE task--"], told("同意", "1; DROP TABLE task--"));
    expectAll(["同意 99999999999999999999"], told("同意", "99999999999999999999"));
    expectAll(["不同意，容量不对"], told("不同意", "容量不对"));
    expectAll(["退回：请补图纸"], told("退回", "请补图纸"));
    expectAll(["Approve 12"], told("Approve", "12"));
    expectAll(["approvedlab"], query("approvedlab"));
  });

  it("F-02, F-04, F-10, F-11: hostile text stays data", () => {
    expectAll(["查询 ' OR '1'='1"], query("' OR '1'='1"));
    expectAll(["0x27"], query("0x27"));
    expectAll(["%bf%27"], query("%bf%27"));
    expectAll(['<a href="http://evil">'], query('<a href="http://evil">'));
    expectAll(["@all"], query("@all"));
  });

  it("F-03, F-12: refuses what has no letter and no digit", () => {
    expectAll(["%", "_", "'\\'", "……", "😀", "!!!"], unclear("no-words"));
    expectAll(["查询 %", "查询", "进度", "到哪了", "查 _"], unclear("nothing-to-look-for"));
    expectAll(["", "   ", "\u3000", "\u0000\u0007", "\uD800", "\u200B"], { kind: "empty" });
  });

  it("F-09: an unknown slash command gets the help words", () => {
    expectAll(["/admin drop", "／admin"], unclear("unknown-command"));
  });

  it("F-05: looks at the beginning of a very long text only", () => {
    expect(parseTextCommand("a".repeat(50_000) + "!")).to.deep.equal(unclear("too-long"));
    expect(parseTextCommand("查".repeat(50_000))).to.deep.equal(unclear("too-long"));
    expect(parseTextCommand("的".repeat(50_000) + "1")).to.deep.equal(unclear("too-long"));
    expect(parseTextCommand("同意".repeat(2_048))).to.include({ kind: "decision-words" });
    const longest = "蒙".repeat(MAX_QUERY_CHARS);
    expect(parseTextCommand(longest)).to.deep.equal(query(longest));
    expect(parseTextCommand(`${longest}古`)).to.deep.equal(unclear("too-long"));
    const rare = "𠮷".repeat(MAX_QUERY_CHARS);
    expect(parseTextCommand(rare)).to.deep.equal(query(rare));
  });

  it("knows thanks and agreement in passing, which is no decision either", () => {
    expectAll(["谢谢", "收到", "好的", "OK", "辛苦了", "嗯嗯".slice(1)], unclear("courtesy"));
  });

  it("understands any string, gives data without control characters, and is stable", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
    fc.assert(
      fc.property(text, (raw) => {
        const command = parseTextCommand(raw);
        if (command.kind !== "case-query") return;
        expect(command.text).to.match(/[\p{L}\p{N}]/u);
        expect(command.text).not.to.match(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(normaliseText(command.text)).to.equal(command.text);
      }),
      { numRuns: 500 },
    );
  });

  it("maps the keys of the menu, and no other", () => {
    const kinds = ["MY_TODO", "MY_SUBMITTED", "OVERDUE", "HELP"].map(
      (key) => commandForMenuKey(key)?.kind,
    );
    expect(kinds).to.deep.equal(["my-todo", "my-submissions", "overdue", "help"]);
    expect(commandForMenuKey("constructor")).to.equal(undefined);
  });
});
