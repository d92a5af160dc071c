import { expect } from "chai";
import type { Grant } from "../../../../src/domain/leave/grant.ts";
import { isCircle, takerOf } from "../../../../src/domain/leave/taker-of.ts";
import { buildGrant } from "../../../support/build-grant.ts";
import { staff } from "../../../support/build.ts";

/** Grants written as `a>b`, shared ones as `a&b`; the first is asked about. */
function taker(written: string, ...idle: string[]): string | undefined {
  const grants = grantsIn(written);
  const [first] = grants;
  return (
    first &&
    takerOf(first, {
      grantOf: (userid) => grants.find(({ principal }) => principal === userid),
      mayAct: (userid) => !idle.includes(userid),
    })
  );
}

function goesRound(written: string): boolean | undefined {
  const grants = grantsIn(written);
  const [first] = grants;
  const grantOf = (userid: string) => grants.find(({ principal }) => principal === userid);
  return first && isCircle(first, { grantOf });
}

function grantsIn(written: string): Grant[] {
  return written.split(" ").map((one): Grant => {
    const [, principal = "", mark, delegate = ""] = /^(\w)([>&])(\w)$/.exec(one) ?? [];
    const mode = mark === ">" ? "replace" : "share";
    return buildGrant({ principal: staff(principal), delegate: staff(delegate), mode });
  });
}

describe("who decides instead of somebody on leave", () => {
  it("is the delegate", () => {
    expect(taker("a>b")).to.equal("b");
  });

  it("is the delegate's delegate while that one is on leave too, up to three steps", () => {
    expect(taker("a>b b>c")).to.equal("c");
    expect(taker("a>b b>c c>d")).to.equal("d");
    expect(taker("a>b b>c c>d d>e")).to.equal(undefined);
  });

  it("is somebody who shares their tasks: they are there", () => {
    expect(taker("a>b b&c")).to.equal("b");
  });

  it("is nobody where it goes round in a circle", () => {
    expect(taker("a>b b>a")).to.equal(undefined);
    expect(taker("a>b b>c c>b")).to.equal(undefined);
  });

  it("is nobody when the one at the end may not", () => {
    expect(taker("a>b", "b")).to.equal(undefined);
    expect(taker("a>b b>c", "c")).to.equal(undefined);
  });
});

describe("delegates who stand in for one another", () => {
  it("form a circle where it leads back to one who was passed, at once or later", () => {
    expect(["a>b b>a", "a>b b>c c>b", "a&b b>a"].map(goesRound)).to.deep.equal([true, true, true]);
  });

  it("form none where somebody is there, or the way ends", () => {
    expect(["a>b", "a>b b>c", "a>b b&a"].map(goesRound)).to.deep.equal([false, false, false]);
  });
});
