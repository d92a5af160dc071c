import { expect } from "chai";
import {
  approve,
  CASE_NO,
  giveBack,
  groupTexts,
  openAndSubmit,
  submitPlan,
  example,
  textsOf,
} from "../support/people.ts";
import { passTo, tick } from "../support/world.ts";
import { worldForEach } from "../support/world-hooks.ts";

/** Submitted on Monday at 09:00 with one working day: due on Tuesday at 18:00, after 840 working minutes. */
const SUBMITTED = "2026-11-23 09:00";

describe("approvers are reminded and managers are warned, in working time", () => {
  const world = worldForEach({ at: SUBMITTED });

  beforeEach(async () => {
    await openAndSubmit(world);
  });

  const reminders = (userid: string, word: string): string[] =>
    textsOf(world, userid).filter((text) => text.includes(word));

  it("reminds Li at half of her time, once however often the clock ticks", async () => {
    await passTo(world, "2026-11-24 08:29");
    expect(reminders("liting", "提醒"), "before half").to.have.length(0);

    await passTo(world, "2026-11-24 08:30");
    await passTo(world, "2026-11-24 09:00");
    await tick(world);

    expect(reminders("liting", "提醒")).to.have.length(1);
    expect(reminders("liting", "提醒")[0]).to.include(CASE_NO).and.include("剩");
  });

  it("tells the approver, both managers, the head of department and the group when the limit is missed", async () => {
    await passTo(world, "2026-11-25 08:31");

    for (const userid of ["liting", "zhangwei", "maqiang", "zhaogang"]) {
      expect(reminders(userid, "超期"), userid).to.have.length(1);
    }
    expect(reminders("zhangwei", "超期")[0]).to.include("李婷");
    expect(groupTexts(world).filter((text) => text.includes("超期"))).to.have.length(1);
  });

  it("three departments late at once are one message to Zhang, naming all three", async () => {
    await approve(world, "liting");

    await passTo(world, "2026-11-25 08:31");

    expect(reminders("zhangwei", "超期")).to.have.length(1);
    expect(reminders("zhangwei", "超期")[0]).to.include("陈明、吴昊、刘洋");
    for (const userid of ["chenming", "wuhao", "liuyang"]) {
      expect(reminders(userid, "等待您审批"), userid).to.have.length(1);
    }
  });

  it("is silent at night and on the weekend, and speaks at the next opening", async () => {
    await passTo(world, "2026-11-24 18:00");
    await passTo(world, "2026-11-24 23:30");
    expect(reminders("liting", "超期"), "at night").to.have.length(0);

    await passTo(world, "2026-11-25 08:30");
    expect(reminders("liting", "超期"), "in the morning").to.have.length(1);
  });

  it("F67: sends one message after an outage over several rungs, and says that it comes late", async () => {
    const before = textsOf(world, "liting").length;

    await passTo(world, "2026-11-27 10:00");

    const late = textsOf(world, "liting").slice(before);
    expect(late).to.have.length(1);
    expect(late[0]).to.include("系统中断补发");
  });

  it("is silent once the task is signed", async () => {
    await approve(world, "liting");
    const before = textsOf(world, "liting").length;

    await passTo(world, "2026-11-27 10:00");

    expect(textsOf(world, "liting").slice(before)).to.deep.equal([]);
  });

  it("begins the ladder anew in the next round, and forgets the old one", async () => {
    await passTo(world, "2026-11-24 09:00");
    await giveBack(world, "liting");
    await passTo(world, "2026-11-25 09:00");
    await submitPlan(world, { plan: example("hv-plan-v2") });

    await passTo(world, "2026-11-26 08:50");

    expect(reminders("liting", "提醒"), "one in each round").to.have.length(2);
  });
});
