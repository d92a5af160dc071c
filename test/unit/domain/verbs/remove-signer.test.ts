import { expect } from "chai";
import type { WrittenAct } from "../../../../src/domain/verbs/act-rule.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { doAct, offeredActs } from "../../../../src/domain/verbs/do-act.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { written } from "../../../support/build-act.ts";
import { buildOrganisation, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { SEATED } from "../../../support/play-adding.ts";
import { asked, nextOf, refusalOf } from "../../../support/play-approval.ts";

const { people } = buildOrganisation();
const administrator = {
  userid: staff("linna"),
  name: "林娜",
  department: "dispatch",
  position: "督导专责",
  roles: ["admin"] as const,
};
const organisation = buildOrganisation({ people: [...people, administrator] });
const around = buildSurroundings({ bureau: { organisation } });
const about = taskIdOf(1 as CaseId, 1);
const signers = { placing: "before", order: "all", people: ["chenming", "huangmin"] };
const file = nextOf(
  doAct(SEATED, written("add-signers", { about, from: staff("liuyang"), signers }), around),
);

const remove = (from: string, change: Partial<WrittenAct> = {}, of: CaseFile = file) => {
  const sent = { about, from: staff(from), choice: "3", text: "", ...change };
  return doAct(of, written("remove-signer", sent), around);
};
const offers = (userid: string) =>
  offeredActs(file, staff(userid), around).filter(({ kind }) => kind === "remove-signer");

describe("减签 on a page", () => {
  it("by the adder, who need not say why", () => {
    expect(nextOf(remove("liuyang")).approvals.flatMap(asked)).eql(["wuhao", "huangmin"]);
  });

  it("by an administrator, who has to", () => {
    expect(refusalOf(remove("linna"))).include({ code: "act-reason-needed" });
    const outcome = remove("linna", { text: "出差到月底，不必再等" });
    expect(nextOf(outcome).approvals.flatMap(asked)).eql(["wuhao", "huangmin"]);
  });

  it("by nobody else, and of nobody who cannot be removed", () => {
    expect(refusalOf(remove("wuhao"))).eql({ code: "cannot-remove", why: "not-adder" });
    expect(refusalOf(remove("liuyang", { choice: undefined }))).eql({
      code: "cannot-remove",
      why: "heard",
    });
    expect(refusalOf(remove("liuyang", {}, { ...file, documents: [] }))).eql({
      code: "plan-missing",
    });
  });

  it("is offered once to the adder and to administrators", () => {
    expect([offers("liuyang"), offers("linna"), offers("wuhao")].map(({ length }) => length)).eql([
      1, 1, 0,
    ]);
  });

  it("of a task of before is refused: they have been heard since", () => {
    const back = nextOf(remove("liuyang", { choice: "4" }, nextOf(remove("liuyang"))));
    expect(refusalOf(remove("liuyang", {}, back))).eql({ code: "cannot-remove", why: "heard" });
  });
});
