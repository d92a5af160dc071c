import { expect } from "chai";
import type { NodeMode } from "../../../src/domain/approval/flow.ts";
import { modeText } from "../../../src/messages/mode-words.ts";
import { modeOf } from "../../support/build-mode.ts";

describe("the words for how a node is decided", () => {
  const words: [NodeMode, string][] = [
    [modeOf("all"), "会签（全部同意）"],
    [modeOf("all", { veto: false }), "会签（全部同意）"],
    [modeOf("any"), "或签（一人即可）"],
    [modeOf("any", { veto: false }), "或签（一人即可），否决只计票"],
    [modeOf("sequential"), "依次审批"],
    [modeOf({ rule: "quorum", need: { count: 3 } }), "至少 3 人同意"],
    [
      modeOf({ rule: "quorum", need: { percent: 60 } }, { veto: false }),
      "至少 60% 同意，否决只计票",
    ],
    [modeOf({ rule: "weighted", above: 5 }), "票签（同意票数超过 5）"],
    [modeOf("groups", { collectAll: true }), "分组会签（各组都要同意），意见收齐后结束"],
  ];
  for (const [mode, text] of words) {
    it(text, () => expect(modeText(mode)).to.equal(text));
  }
});
