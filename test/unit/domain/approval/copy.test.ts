import { expect } from "chai";
import {
  activeCopies,
  comment,
  copy,
  isUpgraded,
  markRead,
  whyNoCopy,
} from "../../../../src/domain/approval/copy.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { deedOf } from "../../../support/build-act.ts";
import { buildApproval, buildTask, november, staff } from "../../../support/build.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

const HUANG = staff("huangmin");
const AT = november(23, "15:00");
const by = (userid: string) => ({ ...deedOf().by, userid: staff(userid) });
const copies = (approval: Approval, to: string, from = "liuyang") =>
  copy(approval, { task: buildTask(1), to: staff(to), deed: deedOf({ by: by(from) }) });

describe("抄送: who is to know without a say", () => {
  it("is made by the holder of a task, once, and asks for nothing", () => {
    const outcome = copies(buildApproval(), "huangmin");
    const next = nextOf(outcome);
    expect(next.copies).eql([
      { to: HUANG, source: "by-hand", by: "liuyang", at: deedOf().at, readAt: undefined },
    ]);
    expect(next.tasks).eql(buildApproval().tasks);
    expect(next.acts[0]).include({ kind: "copy", to: HUANG });
    expect(refusalOf(copies(next, "huangmin"))).eql({ code: "cannot-copy", why: "copied" });
    expect(refusalOf(copies(next, "maqiang", "wuhao")).code).equal("not-your-task");
  });

  it("is not for the submitter, nor for whoever is asked anyway", () => {
    expect(whyNoCopy(buildApproval(), staff("zhangwei"))).equal("submitter");
    expect(whyNoCopy(buildApproval(), staff("wuhao"))).equal("approver");
    expect(whyNoCopy(buildApproval(), HUANG)).equal(undefined);
  });

  it("ends when its reader becomes an approver", () => {
    const copied = nextOf(copies(buildApproval(), "huangmin"));
    expect(activeCopies(copied)).lengthOf(1);
    const asked = { ...copied, tasks: [...copied.tasks, buildTask(3, { holder: HUANG })] };
    expect(isUpgraded(asked, { to: HUANG })).equal(true);
    expect(activeCopies(asked)).eql([]);
  });

  it("is read once, by whoever was copied, and they may say something", () => {
    const copied = nextOf(copies(nextOf(copies(buildApproval(), "huangmin")), "maqiang"));
    const read = nextOf(markRead(copied, { by: HUANG, at: AT }));
    expect(read.copies.map(({ readAt }) => readAt)).eql([AT, undefined]);
    expect(refusalOf(markRead(read, { by: HUANG, at: AT }))).eql({ code: "already-read", at: AT });
    expect(refusalOf(markRead(read, { by: staff("wuhao"), at: AT }))).eql({ code: "not-copied" });
    expect(nextOf(comment(read, deedOf({ by: by("huangmin") }))).acts.at(-1)).include({
      kind: "comment",
      by: HUANG,
    });
    expect(refusalOf(comment(read, deedOf({ by: by("wuhao") })))).eql({ code: "not-copied" });
  });
});
