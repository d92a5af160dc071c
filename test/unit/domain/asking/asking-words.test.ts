import { expect } from "chai";
import {
  trimLoose,
  withoutAsking,
  withoutParticles,
  withoutQuestion,
} from "../../../../src/domain/asking/asking-words.ts";
import { normaliseText } from "../../../../src/domain/asking/text-command.ts";

/** Every text leaves the same. */
function leaves(left: string, texts: readonly string[]): void {
  for (const text of texts) expect(withoutAsking(normaliseText(text)), text).equal(left);
}

/** What people put around a name: … stands for the name. */
const AROUND = [
  "…的方案到哪了",
  "…方案到哪一步了",
  "…走到哪个环节了",
  "…办到什么程度了",
  "…卡在哪儿了",
  "…现在卡在谁那儿了",
  "…在谁手里呢",
  "…轮到谁了",
  "…在等谁批",
  "…是谁在审批",
  "…谁还没签",
  "谁在审…",
  "现在谁在审批…的方案",
  "谁批的…",
  "…批了吗",
  "…批完了没有",
  "…审批通过了吗",
  "…有没有批下来",
  "…好了没",
  "…为什么还没批",
  "为什么…还没通过",
  "…怎么没动",
  "…为什么卡住了",
  "…为什么这么慢",
  "…还要多久",
  "…还需要几天能批完",
  "…还剩多少时间",
  "…还有几个工作日到期",
  "…剩余时间",
  "…什么时间到期",
  "…什么时候能批下来",
  "…啥时候到期",
  "…什么情况",
  "…的审批是什么状态",
  "…进度如何",
  "…怎么样了",
  "…怎么了呢",
  "…这个项目的进度",
  "…那个单子到哪了",
  "…的投资审批到哪了",
  "…帮我查一下",
  "能不能帮我查一下…的进度",
  "我想知道…到哪了",
  "想问一下…批了没",
  "请问…",
  "你好，…到哪了？",
  "劳驾，看一下…",
  "那个…到哪了",
  "关于…的供电方案",
  "客户…到哪了",
  "客户名称：…",
  "查…的报装",
  "方案到哪了，…",
  "进度 …",
  "… 的 方案",
];

describe("words of asking", () => {
  for (const around of AROUND) {
    it(`${around} asks for the name and for the number in its place`, () => {
      leaves("牧名食品", [around.replace("…", "牧名食品")]);
      leaves("BZ-2026-000123", [around.replace("…", "BZ-2026-000123")]);
    });
  }

  it("names the number in several ways", () => {
    leaves("000123", ["000123号", "工单000123", "工单编号：000123", "单号是000123", "编号 000123"]);
  });

  it("several words stay several words, each without its asking", () => {
    leaves("内蒙古 牧名", ["内蒙古 牧名", "内蒙古 牧名 到哪了", "查 内蒙古 牧名的方案"]);
    leaves("牧名食品 000123", ["牧名食品的方案 000123", "牧名食品 000123号"]);
  });

  it("leaves names alone that only look like asking", () => {
    const names =
      "查干淖尔煤矿 查汗淖光伏 查哈拉加油站 美的 目的地酒店 了望台小区 客户服务中心 谁家院子饭店 " +
      "好再来饭店 方案设计院 进度科技 状态健身 在水一方小区 到家超市 通过电子 一号井 工单打印店 什刹海饭庄";
    for (const name of names.split(" "))
      leaves(name, [name, `${name}到哪了`, `${name}的方案到哪了`]);
  });

  it("a name that ends in 的 keeps it, where leaving it out would leave one character", () => {
    leaves("美的", ["美的", "美的方案到哪了", "美的到哪了"]);
    leaves("大美", ["大美的方案到哪了"]);
  });

  it("nothing is left where only asking words were", () => {
    leaves("", ["到哪了", "谁在审？", "方案到哪了", "查一下", "进度 的", "查询：", "怎么样了"]);
  });

  it("keeps what the question is about, for commands", () => {
    expect(withoutQuestion("我的审批到哪了")).equal("我的审批");
    expect(withoutQuestion("查一下我的审批")).equal("我的审批");
  });

  it("particles at the end, blanks and punctuation around", () => {
    expect(withoutParticles("到了呢")).equal("到");
    expect(withoutParticles("什么")).equal("什么");
    expect(trimLoose(" “牧名”。")).equal("牧名");
  });
});
