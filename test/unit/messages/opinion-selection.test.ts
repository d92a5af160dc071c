import { expect } from "chai";
import { opinionSelection } from "../../../src/messages/opinion-selection.ts";
import { buildBureau, buildDecision } from "../../support/build.ts";

const { opinions } = buildBureau();

describe("the choice of opinion", () => {
  it("is open while the card asks, with nothing preselected when no opinion goes with 同意", () => {
    const reasons = opinions.filter(({ verbs }) => verbs.includes("return"));
    const selection = opinionSelection(reasons, { kind: "asks" });
    expect(selection?.option_list.map(({ id }) => id)).eql(["source-unfit", "material-missing"]);
    expect(selection).not.property("selected_id");
    expect(selection).not.property("disable");
  });

  it("leaves out what only goes with a rejection: that is decided on the page", () => {
    const choices = [
      ...opinions,
      { code: "rules-unfit", text: "不符合规程", verbs: ["reject" as const] },
    ];
    const selection = opinionSelection(choices, { kind: "asks" });
    expect(selection?.option_list).lengthOf(opinions.length);
  });

  it("is shortened to what a phone shows", () => {
    const text = "电源点至客户红线的线路走向与规划不符请重新踏勘";
    const [option] =
      opinionSelection([{ code: "x", text, verbs: ["return"] }], { kind: "asks" })?.option_list ??
      [];
    expect(option?.text).equal("电源点至客户红线的线路走向与规…");
  });

  it("is locked on what was chosen after the decision, even when the bureau dropped it since", () => {
    const decision = buildDecision({ opinion: { code: "dropped", text: "按会议纪要办理" } });
    const outcome = { kind: "open" as const };
    const selection = opinionSelection(opinions, { kind: "decided-by-you", decision, outcome });
    expect(selection).include({ disable: true, selected_id: "dropped" });
    expect(selection?.option_list).eql([{ id: "dropped", text: "按会议纪要办理" }]);
  });

  it("is absent where the viewer has nothing to choose", () => {
    expect(opinionSelection(opinions, { kind: "stale" })).equal(undefined);
    expect(opinionSelection([], { kind: "asks" })).equal(undefined);
  });
});
