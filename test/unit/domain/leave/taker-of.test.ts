import { expect } from "chai";
import type { Grant } from "../../../../src/domain/leave/grant.ts";
import { takerOf } from "../../../../src/domain/leave/taker-of.ts";
import { buildGrant } from "../../../support/build-grant.ts";
import { staff } from "../../../support/build.ts";

/** Grants written as `a>b`, shared ones as `a&b`; the first is asked about. */
function taker(written: string, ...idle: string[]): string | undefined {
  const grants = written.split(" ").map((one): Grant => {
    const [, principal = "", mark, delegate = ""] = /^(\w)([>&])(\w)$/.exec(one) ?? [];
    const mode = mark === ">" ? "replace" : "share";
    return buildGrant({ principal: staff(principal), delegate: staff(delegate), mode });
  });
  const [first] = grants;
  return (
    first &&
    takerOf(first, {
      grantOf: (userid) => grants.find(({ principal }) => principal === userid),
      mayAct: (userid) => !idle.includes(userid),
    })
  );
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
