import { expect } from "chai";
import { andThen, refuse, type Outcome } from "../../../src/domain/outcome.ts";

describe("a refusal", () => {
  it("is a value that carries its reason", () => {
    expect(refuse({ code: "plan-missing" })).to.deep.equal({
      ok: false,
      refusal: { code: "plan-missing" },
    });
  });
});

describe("going on from an outcome", () => {
  const started = { kind: "stage-started" as const, stageId: "survey" };
  const begun: Outcome<number> = { ok: true, next: 1, events: [started] };

  it("gives the next step what was brought and what has happened", () => {
    const told = andThen(begun, (next, events) => ({ ok: true, next: next + 1, events }));
    expect(told).to.deep.equal({ ok: true, next: 2, events: [started] });
  });

  it("ends with the first refusal", () => {
    const refused = refuse({ code: "plan-missing" });
    expect(andThen(begun, () => refused)).to.equal(refused);
    expect(andThen(refused, () => begun)).to.equal(refused);
  });
});
