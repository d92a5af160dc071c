import { expect } from "chai";
import { signersNote, signersText } from "../../../src/messages/signers-words.ts";
import { buildOrganisation, staff } from "../../support/build.ts";
import { playOn } from "../../support/play-adding.ts";
import { newestTaskOf, play } from "../../support/play-approval.ts";

const organisation = buildOrganisation();
const told = { seatNos: [3], people: [staff("wuhao")], placing: "before", order: "any" } as const;

describe("added signers in words", () => {
  it("how and whom; in which order only where there are several who are heard together", () => {
    expect(signersText(told, organisation)).equal("前加签 吴昊");
    const two = { ...told, people: [staff("wuhao"), staff("chenming")] };
    expect(signersText(two, organisation)).equal("前加签（或签）吴昊、陈明");
    expect(signersText({ ...two, placing: "beside" }, organisation)).equal("并加签 吴昊、陈明");
  });

  it("on a card at whose wish, and what was said", () => {
    const waiting = playOn(play([]), ["li adds zhao before"]);
    const note = (approval: typeof waiting, holder: string) =>
      signersNote({ approval, task: newestTaskOf(approval, holder) });
    expect(note(waiting, "zhao")).equal("名 li 前加签：客户变更用电容量\n");
    expect(note(waiting, "wang")).equal("");
    const heard = playOn(waiting, ["zhao returns"]);
    expect(note(heard, "li")).equal("名 zhao 不同意：同意该方案\n");
    const silent = heard.decisions.map((one) => ({ ...one, opinion: { code: "", text: "" } }));
    expect(note({ ...heard, decisions: silent }, "li")).equal("名 zhao 不同意：无\n");
  });
});
