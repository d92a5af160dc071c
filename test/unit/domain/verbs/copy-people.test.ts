import { expect } from "chai";
import { readAll } from "../../../../src/domain/verbs/copy-people.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { written } from "../../../support/build-act.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { buildFile, november, staff } from "../../../support/build.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

const about = taskIdOf(1 as CaseId, 1);
const around = buildSurroundings();
const copying = (choice: string | undefined, text = "") =>
  doAct(buildFile(), written("copy", { about, from: staff("liuyang"), choice, text }), around);
const ofHuang = (approval?: Approval) =>
  approval?.copies.find(({ to }) => to === "huangmin") ?? expect.fail("not copied");

describe("抄送 on a page", () => {
  it("goes to somebody of the list of people who has no part in the approval", () => {
    expect(ofHuang(nextOf(copying("huangmin", "供参考")).approvals[0]).by).equal("liuyang");
    for (const choice of [undefined, "stranger"]) {
      expect(refusalOf(copying(choice))).eql({ code: "cannot-copy", why: "nobody" });
    }
    expect(refusalOf(copying("wuhao"))).eql({ code: "cannot-copy", why: "approver" });
    expect(refusalOf(copying("huangmin", "长".repeat(501))).code).equal("opinion-too-long");
  });

  it("is read and commented on by whoever was copied", () => {
    const copied = nextOf(copying("huangmin"));
    const act = (kind: "read" | "comment", text: string, from = "huangmin") =>
      doAct(copied, written(kind, { from: staff(from), text }), around);
    expect(ofHuang(nextOf(act("read", "")).approvals[0]).readAt).eql(around.at);
    expect(nextOf(act("comment", "已安排停电")).approvals[0]?.acts.at(-1)?.text).equal(
      "已安排停电",
    );
    expect(refusalOf(act("comment", "。"))).eql({ code: "words-needed" });
    expect(refusalOf(act("comment", "我也说", "wuhao"))).eql({ code: "not-copied" });
  });

  it("全部已阅 reads what is unread, and a second time changes nothing", () => {
    const copied = nextOf(copying("huangmin"));
    const at = november(24, "09:00");
    const read = readAll(copied, staff("huangmin"), at);
    expect(ofHuang(read.approvals[0]).readAt).eql(at);
    expect(readAll(read, staff("huangmin"), november(25, "09:00"))).equal(read);
  });
});
