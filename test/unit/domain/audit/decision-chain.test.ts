import { expect } from "chai";
import {
  firstBreak,
  headOf,
  isErased,
  linkAfter,
  NO_HEAD,
  type ChainLink,
} from "../../../../src/domain/audit/decision-chain.ts";
import { staff } from "../../../support/build.ts";
import { buildMark } from "../../../support/build-rule.ts";
import { buildChain } from "../../../support/build-chain.ts";

describe("the chain of a case's decisions", () => {
  let links: ChainLink[];
  const at = (n: number): ChainLink => links[n] ?? expect.fail(`no link ${n}`);
  const faultOf = (...chain: ChainLink[]): unknown => {
    const broken = firstBreak(chain);
    return broken && [broken.link.chainNo, broken.fault];
  };
  const change = (n: number, part: Partial<ChainLink["decision"]>): ChainLink => ({
    ...at(n),
    decision: { ...at(n).decision, ...part },
  });

  beforeEach(() => {
    links = buildChain({}, {}, { verb: "return" }, {});
  });

  it("counts from 1 and hangs each decision on the one before", () => {
    expect(links.map(({ chainNo }) => chainNo)).to.deep.equal([1, 2, 3, 4]);
    expect(at(0).previousHash).to.equal("");
    expect(at(1).previousHash).to.equal(at(0).chainHash);
    expect(firstBreak(links)).to.equal(undefined);
    expect(firstBreak([])).to.equal(undefined);
  });

  it("does not change its hashes from release to release: rows of years ago must still fit", () => {
    expect(at(0).chainHash).to.equal(
      "54e213b9a0468e5bb0ebddc07c836f76d5349ebc67dda76a086fd1951e1271ef",
    );
  });

  it("holds which rule has decided, where one has, and what it went by", () => {
    const [link] = buildChain({ byRule: buildMark() });
    if (link === undefined) expect.fail("no link");
    expect(faultOf(link)).to.equal(undefined);
    for (const part of [{ version: 8 }, { ruleId: "x" }, { words: "" }, { facts: [] }]) {
      const decision = { ...link.decision, byRule: buildMark(part) };
      expect(faultOf({ ...link, decision })).to.deep.equal([1, { why: "changed" }]);
    }
    const { byRule: _taken, ...decision } = link.decision;
    expect(faultOf({ ...link, decision })).to.deep.equal([1, { why: "changed" }]);
    const turned = Object.fromEntries(Object.entries(buildMark()).toReversed());
    const stored = { ...link.decision, byRule: { ...buildMark(), ...turned } };
    expect(faultOf({ ...link, decision: stored }), "whatever the order of its keys").equal(
      undefined,
    );
  });

  it("holds what was agreed to together, where it was", () => {
    const [link] = buildChain({ batchId: "b1" });
    if (link === undefined) expect.fail("no link");
    expect(faultOf(link)).to.equal(undefined);
    const other = { ...link, decision: { ...link.decision, batchId: "b2" } };
    expect(faultOf(other)).to.deep.equal([1, { why: "changed" }]);
  });

  it("holds for whom it was decided, where it was for somebody; the name can be erased with the others", () => {
    const onBehalfOf = { principal: staff("liting"), name: "李婷", grantId: 7 };
    const [link] = buildChain({ onBehalfOf });
    if (link === undefined) expect.fail("no link");
    expect(link.chainHash).to.equal(
      "4f4ff872882a542e496aa660ae7c9596b680d04e3ef4f4eebc6e5fe2d3285a83",
    );
    const signed = (part: Partial<ChainLink["decision"]>): ChainLink => ({
      ...link,
      decision: { ...link.decision, ...part },
    });
    for (const part of [{ principal: staff("wuhao") }, { grantId: 8 }]) {
      const other = { onBehalfOf: { ...onBehalfOf, ...part } };
      expect(faultOf(signed(other))).to.deep.equal([1, { why: "changed" }]);
    }
    const renamed = { onBehalfOf: { ...onBehalfOf, name: "" } };
    expect(faultOf(signed(renamed))).to.deep.equal([1, { why: "person-changed" }]);
    const bare = { name: "", opinion: { code: "agree", text: "" } };
    expect(isErased({ ...signed({ ...bare, ...renamed }), personalSalt: "" })).to.equal(true);
    expect(isErased({ ...signed(bare), personalSalt: "" })).to.equal(false);
  });

  it("holds where a return goes and how it comes back, where that was said; one that says neither is hashed as ever", () => {
    const way = { verb: "return", returnTo: "countersign", resume: "direct" } as const;
    const [link] = buildChain(way);
    if (link === undefined) expect.fail("no link");
    expect(faultOf(link)).to.equal(undefined);
    const said = (part: Partial<ChainLink["decision"]>): ChainLink => ({
      ...link,
      decision: { ...link.decision, ...part },
    });
    for (const part of [{ returnTo: "other" }, { resume: "step-by-step" as const }]) {
      expect(faultOf(said(part))).to.deep.equal([1, { why: "changed" }]);
    }
    const { returnTo: _to, resume: _resume, ...bare } = link.decision;
    expect(faultOf({ ...link, decision: bare })).to.deep.equal([1, { why: "changed" }]);
  });

  it("names a decision of which anything was changed", () => {
    const parts: Partial<ChainLink["decision"]>[] = [
      { verb: "return" },
      { opinion: { code: "other", text: "同意该方案" } },
      { position: "专责" },
      { documentVersion: 2 },
      { documentHash: "other" },
      { committedAt: new Date(0) },
    ];
    for (const part of parts) {
      expect(faultOf(at(0), change(1, part), at(2)), JSON.stringify(part)).to.deep.equal([
        2,
        { why: "changed" },
      ]);
    }
  });

  it("names a name or an opinion that was changed", () => {
    const fault = [2, { why: "person-changed" }];
    expect(faultOf(at(0), change(1, { name: "别人" }))).to.deep.equal(fault);
    const words = { opinion: { code: "agree", text: "不同意" } };
    expect(faultOf(at(0), change(1, words))).to.deep.equal(fault);
  });

  it("holds when name and words had to be erased together with their salt, and only then", () => {
    const bare = change(1, { name: "", opinion: { code: "agree", text: "" } });
    const erased = { ...bare, personalSalt: "" };
    expect(faultOf(at(0), erased, at(2))).to.equal(undefined);
    expect(isErased(erased)).to.equal(true);
    expect(faultOf(at(0), bare)).to.deep.equal([2, { why: "person-changed" }]);
    expect(isErased(at(1))).to.equal(false);
    expect(isErased({ ...change(1, { name: "" }), personalSalt: "" })).to.equal(false);
  });

  it("names which decisions are missing in between or at the beginning", () => {
    expect(faultOf(at(0), at(3))).to.deep.equal([4, { why: "missing", from: 2, to: 3 }]);
    expect(faultOf(at(1))).to.deep.equal([2, { why: "missing", from: 1, to: 1 }]);
  });

  it("cannot know by itself that the last ones are missing", () => {
    expect(faultOf(at(0), at(1))).to.equal(undefined);
  });

  it("names a second decision with one number", () => {
    expect(faultOf(at(0), at(0))).to.deep.equal([1, { why: "doubled" }]);
  });

  it("names the decision behind one that was written anew with all its hashes", () => {
    const { decision, caseId, approvalId, personalSalt } = change(1, { verb: "return" });
    const forged = linkAfter(headOf(at(0)), { decision, caseId, approvalId, personalSalt });
    expect(faultOf(at(0), forged, at(2))).to.deep.equal([3, { why: "misplaced" }]);
    expect(NO_HEAD).to.deep.equal({ no: 0, hash: "" });
  });
});
