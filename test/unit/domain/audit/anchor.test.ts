import { expect } from "chai";
import {
  anchorAfter,
  anchorFault,
  type Anchor,
  type AnchorWindow,
  type CaseHead,
} from "../../../../src/domain/audit/anchor.ts";
import type { CaseId } from "../../../../src/domain/ids.ts";
import { november } from "../../../support/build.ts";

const head = (caseId: number, no: number, hash = `hash ${caseId}-${no}`): CaseHead => ({
  caseId: caseId as CaseId,
  no,
  hash,
});

function window(changes: Partial<AnchorWindow> = {}): AnchorWindow {
  return {
    takenAt: november(24, "08:17"),
    coversTo: november(24, "08:17"),
    isPosted: true,
    heads: [head(7, 2), head(3, 5)],
    known: new Map(),
    ...changes,
  };
}

describe("an anchor over the chains of all cases", () => {
  const first = anchorAfter(undefined, window());

  it("counts the cases and decisions under it and keeps its heads by case", () => {
    expect(first.anchor).to.include({ no: 1, cases: 2, decisions: 7, previousRoot: "" });
    expect(first.heads.map(({ caseId }) => caseId)).to.deep.equal([3, 7]);
    expect(first.anchor.root).to.match(/^[0-9a-f]{64}$/);
  });

  it("is the same in whatever order the heads were read", () => {
    const turned = anchorAfter(undefined, window({ heads: [head(3, 5), head(7, 2)] }));
    expect(turned.anchor.root).to.equal(first.anchor.root);
  });

  it("adds to the one before what is new, and leaves out what was anchored already", () => {
    const known = new Map([
      [3 as CaseId, 5],
      [7 as CaseId, 2],
    ]);
    const heads = [head(3, 5), head(7, 4), head(9, 1)];
    const second = anchorAfter(first.anchor, window({ heads, known }));
    expect(second.anchor).to.include({ no: 2, cases: 3, decisions: 10 });
    expect(second.anchor.previousRoot).to.equal(first.anchor.root);
    expect(second.heads).to.deep.equal([head(7, 4), head(9, 1)]);
    expect(anchorFault(first.anchor, second.anchor, second.heads)).to.equal(undefined);
  });

  it("is taken of a day on which nobody decided, too", () => {
    const second = anchorAfter(first.anchor, window({ heads: [] }));
    expect(second.anchor).to.include({ no: 2, cases: 2, decisions: 7 });
    expect(anchorFault(first.anchor, second.anchor, [])).to.equal(undefined);
  });

  it("fits as the first one", () => {
    expect(anchorFault(undefined, first.anchor, first.heads)).to.equal(undefined);
  });

  it("is broken when anything of it or of its heads was changed", () => {
    const changes: Partial<Anchor>[] = [
      { takenAt: november(24, "08:18") },
      { coversTo: november(24, "08:18") },
      { isPosted: false },
      { cases: 1 },
      { decisions: 8 },
      { root: "0".repeat(64) },
    ];
    for (const change of changes) {
      const anchor = { ...first.anchor, ...change };
      expect(anchorFault(undefined, anchor, first.heads), JSON.stringify(change)).to.equal(
        "changed",
      );
    }
    for (const heads of [[], [head(3, 5)], [head(3, 5, "other"), head(7, 2)]]) {
      expect(anchorFault(undefined, first.anchor, heads)).to.equal("changed");
    }
  });

  it("is out of place behind a gap or behind another anchor than its own", () => {
    const second = anchorAfter(first.anchor, window({ heads: [] }));
    expect(anchorFault(undefined, second.anchor, [])).to.equal("missing-before");
    const other = anchorAfter(undefined, window({ heads: [] }));
    expect(anchorFault(other.anchor, second.anchor, [])).to.equal("misplaced");
    expect(anchorFault(other.anchor, first.anchor, first.heads)).to.equal("missing-before");
  });
});
