import { expect } from "chai";
import type { OpinionChoice } from "../../../src/domain/bureau.ts";
import { isOnCard, opinionFor } from "../../../src/domain/opinion.ts";

const CHOICES: OpinionChoice[] = [
  { code: "agree", text: "同意该方案", verbs: ["approve"] },
  { code: "source-unfit", text: "电源点不合理", verbs: ["return"] },
];

describe("the opinion that goes with a press", () => {
  it("is the chosen one where it goes with the button", () => {
    const outcome = opinionFor(CHOICES, { verb: "return", codes: ["source-unfit"] });

    expect(outcome).deep.include({
      ok: true,
      next: { code: "source-unfit", text: "电源点不合理" },
    });
  });

  it("is offered on cards unless it only goes with a rejection", () => {
    const onCard = (verbs: OpinionChoice["verbs"]) => isOnCard({ code: "x", text: "x", verbs });
    expect([onCard(["approve"]), onCard(["return", "reject"]), onCard(["reject"])]).eql([
      true,
      true,
      false,
    ]);
  });

  it("may be left out of an approval", () => {
    expect(opinionFor(CHOICES, { verb: "approve", codes: [] })).deep.include({
      ok: true,
      next: { code: "", text: "" },
    });
  });

  for (const codes of [[], ["agree"]]) {
    it(`a return with ${codes[0] ?? "nothing"} chosen still needs a reason`, () => {
      expect(opinionFor(CHOICES, { verb: "return", codes })).eql({
        ok: false,
        refusal: { code: "reason-needed" },
      });
    });
  }

  it("a reason for a return contradicts an approval", () => {
    expect(opinionFor(CHOICES, { verb: "approve", codes: ["source-unfit"] })).eql({
      ok: false,
      refusal: { code: "opinion-contradicts", opinion: "电源点不合理" },
    });
  });

  it("a choice that the bureau does not know is refused", () => {
    expect(opinionFor(CHOICES, { verb: "approve", codes: ["gone"] })).eql({
      ok: false,
      refusal: { code: "unknown-opinion" },
    });
  });

  it("two choices at once are refused: which of them counts is never a guess", () => {
    expect(opinionFor(CHOICES, { verb: "approve", codes: ["agree", "agree"] })).eql({
      ok: false,
      refusal: { code: "unknown-opinion" },
    });
  });
});
