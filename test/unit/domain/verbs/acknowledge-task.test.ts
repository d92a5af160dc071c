import { expect } from "chai";
import type { WrittenAct } from "../../../../src/domain/verbs/act-rule.ts";
import { promiseChoices } from "../../../../src/domain/verbs/acknowledge-task.ts";
import { doAct, whyNotAct } from "../../../../src/domain/verbs/do-act.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { written } from "../../../support/build-act.ts";
import { buildFile, buildTask, november, staff } from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

const about = taskIdOf(1 as CaseId, 1);
const file = buildFile();
const at = (day: number, time: string) => buildSurroundings({ at: november(day, time) });
const sent = (change: Partial<WrittenAct> = {}) =>
  written("acknowledge", {
    about,
    from: staff("liuyang"),
    text: "",
    choice: november(24, "12:00").toISOString(),
    ...change,
  });

describe("知悉 on a page", () => {
  it("offers the next ends of work until the task is due", () => {
    expect(promiseChoices(buildTask(1), at(23, "15:10"))).eql([
      november(23, "18:00"),
      november(24, "12:00"),
      november(24, "18:00"),
    ]);
  });

  it("keeps the chosen one, with or without words", () => {
    const next = nextOf(doAct(file, sent({ text: "等调度数据" }), at(23, "15:10")));
    expect(next.approvals[0]?.acts[0]).include({ kind: "acknowledge", text: "等调度数据" });
    expect(next.approvals[0]?.acts[0]?.until).eql(november(24, "12:00"));
  });

  it("is refused for what was not offered", () => {
    const refusal = { code: "cannot-promise", why: "not-offered" };
    for (const choice of [undefined, "soon", november(24, "11:00").toISOString()]) {
      expect(refusalOf(doAct(file, sent({ choice }), at(23, "15:10")))).eql(refusal);
    }
  });

  it("is refused with words that are too long", () => {
    const long = doAct(file, sent({ text: "长".repeat(501) }), at(23, "15:10"));
    expect(refusalOf(long).code).equal("opinion-too-long");
  });

  it("is not offered any more when the task is due, nor to somebody else", () => {
    const ask = (from: string, day: number, time: string) =>
      whyNotAct(file, { kind: "acknowledge", about, from: staff(from) }, at(day, time));
    expect(ask("liuyang", 24, "17:59")).equal(undefined);
    expect(ask("liuyang", 24, "18:00")).eql({ code: "cannot-promise", why: "no-time-left" });
    expect(ask("wuhao", 23, "15:10")?.code).equal("not-your-task");
  });
});
