import { expect } from "chai";
import type { OpinionChoice } from "../../../src/domain/bureau.ts";
import type { Refusal } from "../../../src/domain/outcome.ts";
import { isReason, writtenOpinion, type Written } from "../../../src/domain/written-opinion.ts";

const CHOICES: OpinionChoice[] = [
  { code: "agree", text: "同意该方案", verbs: ["approve"] },
  { code: "source-unfit", text: "电源点不合理", verbs: ["return"] },
];
const REASON_NEEDED: Refusal = { code: "written-reason-needed", minLetters: 5 };

/** What a decision says; 同意 with nothing filled in unless said. */
function judged(changes: Partial<Written>) {
  return writtenOpinion(CHOICES, { verb: "approve", code: undefined, text: "", ...changes });
}

describe("what can be a reason", () => {
  const reasons = [
    "线路容量不够",
    "10kV线路过长",
    "变压器 选型 不当",
    "ＣＴ变比不对",
    "请改为 T 接",
  ];
  for (const text of reasons) {
    it(`“${text}” is one`, () => expect(isReason(text)).equal(true));
  }

  const none = [
    "",
    "     ",
    "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0",
    "　　　　　　",
    "。",
    "　。",
    "。。。。。。",
    "无",
    "无。无。无。无。无。",
    "111111",
    "一二三四",
    "不行",
    "aaaaaa",
    "ａａａaaa",
    "呵呵呵呵呵呵",
    "2026-11-23 14:03",
    "👎👎👎👎👎👎",
    "\u200b\u200b\u200b\u200b\u200b\u200b",
  ];
  for (const text of none) {
    it(`“${text}” is none`, () => expect(isReason(text)).equal(false));
  }
});

describe("the opinion that goes with a decision on a page", () => {
  const taken: [string, Partial<Written>, { code: string; text: string }][] = [
    ["nothing, with an approval", {}, { code: "", text: "" }],
    ["a chosen one", { code: "agree" }, { code: "agree", text: "同意该方案" }],
    ["a written one", { text: "请注意 CT 变比" }, { code: "", text: "请注意 CT 变比" }],
    [
      "both, joined",
      { code: "agree", text: "注意变比" },
      { code: "agree", text: "同意该方案：注意变比" },
    ],
    [
      "the chosen one where only marks were written",
      { code: "agree", text: "。" },
      { code: "agree", text: "同意该方案" },
    ],
    [
      "one line, without what cannot be seen",
      { text: " 改\u202e为\r\nT 接　线 " },
      { code: "", text: "改 为 T 接 线" },
    ],
    [
      "a chosen reason, with a return",
      { verb: "return", code: "source-unfit" },
      { code: "source-unfit", text: "电源点不合理" },
    ],
    [
      "a written reason, with a return",
      { verb: "return", text: "线路容量不够" },
      { code: "", text: "线路容量不够" },
    ],
    [
      "five hundred characters, however many bytes",
      { text: "🔌".repeat(499) + "好" },
      { code: "", text: "🔌".repeat(499) + "好" },
    ],
  ];
  for (const [words, written, opinion] of taken) {
    it(`may be ${words}`, () =>
      expect(judged(written)).eql({ ok: true, next: opinion, events: [] }));
  }

  const refused: [string, Partial<Written>, Refusal][] = [
    ["a return without a reason", { verb: "return" }, REASON_NEEDED],
    ["a return with a text that is none", { verb: "return", text: "　。" }, REASON_NEEDED],
    [
      "a return with words of approval, whatever is written",
      { verb: "return", code: "agree", text: "线路容量不够" },
      REASON_NEEDED,
    ],
    [
      "a reason against an approval",
      { code: "source-unfit" },
      { code: "opinion-contradicts", opinion: "电源点不合理" },
    ],
    ["a choice that the bureau does not know", { code: "gone" }, { code: "unknown-opinion" }],
    [
      "a text longer than anybody reads",
      { text: "长".repeat(501) },
      { code: "opinion-too-long", maxChars: 500 },
    ],
  ];
  for (const [words, written, refusal] of refused) {
    it(`${words} is refused`, () => expect(judged(written)).eql({ ok: false, refusal }));
  }
});
