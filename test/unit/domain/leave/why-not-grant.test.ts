import { expect } from "chai";
import {
  whyNotAccept,
  whyNotEnd,
  whyNotGrant,
  type GrantQuestion,
} from "../../../../src/domain/leave/why-not-grant.ts";
import { buildGrant } from "../../../support/build-grant.ts";
import { buildOrganisation, november, staff } from "../../../support/build.ts";

const whole = buildOrganisation();
const people = whole.people.map((one) =>
  one.userid === "chenming" ? { ...one, roles: ["admin" as const] } : one,
);
const organisation = { ...whole, people };
const at = november(23, "10:00");

/** 刘洋 offers 黄敏 a grant; each test changes one thing. */
function refusal(change: Partial<GrantQuestion> = {}) {
  const question = { terms: buildGrant(), by: staff("liuyang"), others: [], organisation, at };
  return whyNotGrant({ ...question, ...change });
}

describe("a grant is made", () => {
  it("by the principal for somebody else", () => {
    expect(refusal()).to.equal(undefined);
  });

  it("not for oneself, nor with people who are not there", () => {
    expect(refusal({ terms: buildGrant({ delegate: staff("liuyang") }) })).to.deep.equal({
      code: "self",
    });
    expect(refusal({ terms: buildGrant({ delegate: staff("gone") }) })).to.deep.equal({
      code: "unknown-person",
      userid: "gone",
    });
    const terms = buildGrant({ principal: staff("former") });
    expect(refusal({ terms })).to.deep.include({ userid: "former" });
  });

  it("by an administrator for somebody else, with a reason", () => {
    const by = staff("chenming");
    expect(refusal({ by })).to.deep.equal({ code: "reason-needed" });
    expect(refusal({ by, terms: buildGrant({ reason: "住院" }) })).to.equal(undefined);
    expect(refusal({ by: staff("wuhao") })).to.deep.equal({ code: "not-yours" });
    expect(refusal({ by: staff("stranger") })).to.deep.equal({ code: "not-yours" });
  });

  it("for a time that is not over, not reversed and not without end", () => {
    const until = (untilAt: Date) => refusal({ terms: buildGrant({ untilAt }) });
    expect(until(november(22, "00:00"))).to.deep.equal({ code: "period-reversed" });
    expect(until(november(23, "10:00"))).to.deep.equal({ code: "period-over" });
    expect(until(new Date("2027-12-31T00:00:00Z"))).to.deep.equal({
      code: "period-too-long",
      maxDays: 370,
    });
  });

  it("not where another of the principal covers the same at the same time", () => {
    const other = buildGrant({ id: 9 });
    expect(refusal({ others: [other] })).to.deep.equal({ code: "overlaps", grant: other });
    const before = buildGrant({ fromAt: november(1, "00:00"), untilAt: november(23, "00:00") });
    const after = buildGrant({ fromAt: november(28, "00:00"), untilAt: november(30, "00:00") });
    const elsewhere = buildGrant({ scope: { ...other.scope, kinds: ["grid_investment"] } });
    const terms = buildGrant({ scope: { ...other.scope, kinds: ["supply_plan"] } });
    expect(refusal({ terms, others: [before, after, elsewhere] })).to.equal(undefined);
  });
});

describe("a grant is accepted", () => {
  const open = buildGrant({ acceptedAt: undefined });

  it("by the delegate, once, while it lasts", () => {
    expect(whyNotAccept(open, staff("huangmin"), at)).to.equal(undefined);
    expect(whyNotAccept(open, staff("liuyang"), at)).to.deep.equal({ code: "not-yours" });
    for (const over of [buildGrant(), { ...open, endedAt: at }, { ...open, untilAt: at }]) {
      expect(whyNotAccept(over, staff("huangmin"), at)).to.deep.equal({ code: "not-open" });
    }
  });
});

describe("a grant is ended", () => {
  const end = (by: string, grant = buildGrant()) =>
    whyNotEnd(grant, { by: staff(by), organisation }, at)?.code;

  it("by either side or an administrator, while it lasts", () => {
    expect(["liuyang", "huangmin", "chenming"].map((by) => end(by))).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    expect(end("wuhao")).to.equal("not-yours");
    expect(end("stranger")).to.equal("not-yours");
    expect(end("liuyang", buildGrant({ endedAt: at }))).to.equal("not-open");
  });
});
