import { expect } from "chai";
import { checkNodeMode } from "../../../../src/domain/approval/check-node-mode.ts";
import type { NodeMode, Who } from "../../../../src/domain/approval/flow.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { ORGANISATION } from "./flow-samples.ts";

const two: Who[] = [{ department: "marketing" }, { department: "planning" }];

describe("the mode of a node", () => {
  const bad: [string, NodeMode, Who[], string][] = [
    [
      "asks for more people than there are",
      modeOf({ rule: "quorum", need: { count: 3 } }),
      two,
      "要求 3 人同意，但最多只有 2 人",
    ],
    [
      "counts a person of the case as one",
      modeOf({ rule: "quorum", need: { count: 3 } }),
      [...two.slice(1), { caseRole: "worksManager" }],
      "要求 3 人同意，但最多只有 2 人",
    ],
    [
      "asks for all votes and one more",
      modeOf({ rule: "weighted", above: 3 }),
      [{ department: "marketing", weight: 2 }, { department: "planning" }],
      "要求同意票数超过 3，但全部票数只有 3",
    ],
    [
      "asks a group for more people than it has",
      modeOf("groups"),
      [{ department: "marketing", need: 2 }, { position: "专责" }],
      "要求「营销部」2 人同意，但最多只有 1 人",
    ],
    [
      "gives votes where none are counted",
      modeOf("all"),
      [{ department: "marketing", weight: 2 }],
      "weight（票数）只用于票签 weighted",
    ],
    [
      "gives a number to what is no group",
      modeOf("any"),
      [{ department: "marketing", need: 1 }],
      "need（本组人数）只用于分组会签 groups",
    ],
  ];
  for (const [words, mode, who, problem] of bad) {
    it(`that ${words} is named`, () => {
      expect(checkNodeMode({ mode, who }, ORGANISATION)).to.deep.equal([problem]);
    });
  }

  const good: [string, NodeMode, Who[]][] = [
    ["all", modeOf("all"), two],
    ["any", modeOf("any"), two],
    ["in turn", modeOf("sequential"), two],
    ["as many as there are", modeOf({ rule: "quorum", need: { count: 2 } }), two],
    ["all of them in percent", modeOf({ rule: "quorum", need: { percent: 100 } }), two],
    ["all votes but one", modeOf({ rule: "weighted", above: 1 }), two],
    ["groups", modeOf("groups"), [{ position: "专责", need: 2 }, ...two]],
  ];
  for (const [words, mode, who] of good) {
    it(`that asks for ${words} is not`, () => {
      expect(checkNodeMode({ mode, who }, ORGANISATION)).to.deep.equal([]);
    });
  }

  it("is not judged by people where an office is vacant, which is named by itself", () => {
    const vacant: Who[] = [{ position: "没有这个岗位" }];
    const mode = modeOf({ rule: "quorum", need: { count: 3 } });
    expect(checkNodeMode({ mode, who: vacant }, ORGANISATION)).to.deep.equal([]);
  });

  it("nor where nothing is known of people", () => {
    const mode = modeOf({ rule: "quorum", need: { count: 9 } });
    expect(checkNodeMode({ mode, who: two }, undefined)).to.deep.equal([]);
  });
});
