import { expect } from "chai";
import type { WrittenAct } from "../../../../src/domain/verbs/act-rule.ts";
import { askedPerson } from "../../../../src/domain/verbs/ask-submitter.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { written } from "../../../support/build-act.ts";
import { buildApproval, buildFile, buildOrganisation, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

const about = taskIdOf(1 as CaseId, 1);
const around = buildSurroundings();
const asking = (change: Partial<WrittenAct> = {}) =>
  doAct(buildFile(), written("ask", { about, from: staff("liuyang"), ...change }), around);

describe("请补充 on a page", () => {
  it("is directed to the submitter, and answered by the submitter or a manager", () => {
    const asked = nextOf(asking({ text: "电缆走哪条沟？" }));
    expect(asked.approvals[0]?.acts[0]).include({ kind: "ask", to: "zhangwei" });
    const answering = (from: string, text: string) =>
      doAct(asked, written("answer", { about, from: staff(from), text }), around);
    for (const from of ["zhangwei", "maqiang"]) {
      expect(nextOf(answering(from, "630 mm²")).approvals[0]?.acts[1]).include({ kind: "answer" });
    }
    expect(refusalOf(answering("wuhao", "630")).code).equal("not-submitter");
    expect(refusalOf(answering("zhangwei", "？！"))).eql({ code: "words-needed" });
    expect(refusalOf(answering("zhangwei", "长".repeat(501))).code).equal("opinion-too-long");
  });

  it("needs words", () => {
    expect(refusalOf(asking({ text: " 。 " }))).eql({ code: "words-needed" });
  });

  it("goes to a manager where the submitter has left, and to nobody else", () => {
    const approval = buildApproval();
    const person = (people: readonly string[]) =>
      askedPerson(
        buildFile(),
        approval,
        buildOrganisation({
          people: buildOrganisation().people.filter(({ userid }) => people.includes(userid)),
        }),
      );
    expect(person(["zhangwei", "maqiang"])).equal("zhangwei");
    expect(person(["maqiang"])).equal("maqiang");
    expect(person([])).equal("zhangwei");
  });
});
