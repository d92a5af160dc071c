import { expect } from "chai";
import { sweepDirectory } from "../../src/actions/sweep-directory.ts";
import { checkDepartures } from "../../src/doctor/check-departures.ts";
import { leave, updateUser, createUser } from "../../src/simulator/phone/change-contact.ts";
import { markLeft } from "../../src/simulator/world/members.ts";
import { hasLeft } from "../../src/store/departures.ts";
import {
  approve,
  ask,
  giveBack,
  isPressable,
  pressOnly,
  shownText,
  textsOf,
} from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  forgePress,
  freshCase,
  keyOn,
  submitSecondVersion,
  textsDuring,
} from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { CONTACTS, passTo, settle, tick, type World } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForEach } from "../support/world-hooks.ts";
import { staff } from "../support/build.ts";
import { browserOf } from "../support/bad-input/browser.ts";

/** WeCom tells that somebody left; the clock's next minute follows. */
async function leaves(world: World, userid: string): Promise<void> {
  await leave(world.simulator.stage, userid);
  world.clock.advanceMs(60_000);
  await tick(world);
}

describe("somebody leaves the bureau", () => {
  const world = worldForEach({ at: "2026-11-27 16:00", contacts: CONTACTS });
  const thisCase = caseForEach(world);

  it("D21: who leaves on Friday at four is followed by the deputy in the same seat, until the same time", async () => {
    await approve(world, "liting");
    const due = /(\d+月\d+日 \d\d:\d\d)/.exec(shownText(thisCase.cardOf("liuyang")))?.[1];

    await leaves(world, "liuyang");

    const card = thisCase.cardOf("huangmin");
    expect(shownText(card)).to.include(due).and.not.include("刘洋");
    expect(isPressable(world, card)).to.equal(true);
    expect(await ask(world, "zhangwei", thisCase.no)).to.include("等待 黄敏（调度中心 副职）审批");
    for (const userid of ["huangmin", "chenming", "wuhao"]) await approve(world, userid);
    expect(await thisCase.decisions()).to.include("huangmin approve");
    expect(thisCase.cardsOf("zhaogang"), "the next node").to.have.length(1);
    await checkTruth(world);
  });

  it("D21: the reminders of the seat go on where they were: none comes twice, none begins anew", async () => {
    await approve(world, "liting");
    await passTo(world, "2026-11-30 11:30");
    const before = textsOf(world, "huangmin").length;
    await leaves(world, "liuyang");
    const reminders = () =>
      textsOf(world, "huangmin")
        .slice(before)
        .filter((text) => text.includes("审批提醒"));
    expect(reminders(), "the half was over before she was asked").to.deep.equal([]);

    await passTo(world, "2026-11-30 17:30");

    expect(textsOf(world, "huangmin").at(-1)).to.include("审批即将到期");
    expect(reminders()).to.deep.equal([]);
    await checkTruth(world);
  });

  it("a person's seat falls to the deputy of the department, else to its head", async () => {
    await leaves(world, "liting");

    expect(shownText(thisCase.cardOf("sunli"))).to.include(thisCase.no);
    expect(await ask(world, "zhangwei", thisCase.no)).to.include("孙丽（营销部 副职（接替李婷））");
    await leaves(world, "sunli");
    expect(await ask(world, "zhangwei", thisCase.no)).to.include(
      "赵刚（营销部 负责人（接替孙丽））",
    );
    await approve(world, "zhaogang");
    await checkTruth(world);
  });

  it("where nobody of the department is left an administrator signs, and is told to fill the office", async () => {
    for (const userid of ["zhaogang", "sunli", "liting"]) {
      await leave(world.simulator.stage, userid);
    }
    world.clock.advanceMs(60_000);
    await tick(world);

    expect(shownText(thisCase.cardOf("linna"))).to.include(thisCase.no);
    expect(textsOf(world, "linna").join("\n"))
      .to.include("审批人离岗，无人接替")
      .and.include("原审批人 李婷 已离岗");
    await checkTruth(world);
  });

  it("past decisions stay as they are; the next round asks the successor from the start", async () => {
    await approve(world, "liting");
    await leaves(world, "liting");
    await giveBack(world, "chenming");
    await submitSecondVersion(world, thisCase.no);

    expect(await thisCase.decisions()).to.deep.equal(["liting approve", "chenming return"]);
    expect(thisCase.cardsOf("liting")).to.have.length(1);
    expect(shownText(thisCase.cardOf("sunli"))).to.include("v2");
    await checkTruth(world);
  });

  it("F26: a press between the leaving and the next minute is refused, and nothing is decided", async () => {
    const card = thisCase.cardOf("liting");
    const key = keyOn(card, "同意");
    await leave(world.simulator.stage, "liting");

    await forgePress(world, { userid: "liting", card, key });

    expect(await thisCase.decisions()).to.deep.equal([]);
    world.clock.advanceMs(60_000);
    await tick(world);
    await approve(world, "sunli");
    expect(await thisCase.decisions()).to.deep.equal(["sunli approve"]);
  });

  it("F26: the last press and the leaving at the same moment: one wins, and the seat is never lost", async () => {
    for (let n = 0; n < 20; n += 1) {
      const raced = await freshCase(world);
      const person = { name: "李婷", department: "marketing", position: "报装专责" };

      await Promise.allSettled([
        pressOnly(world, "liting", { button: "同意", card: cardAbout(world, "liting", raced) }),
        leave(world.simulator.stage, "liting"),
      ]);
      await settle(world);
      world.clock.advanceMs(60_000);
      await tick(world);

      const decided = await decisionsOf(world, raced);
      const successors = cardsAbout(world, "sunli", raced).length;
      expect(decided.length + successors, `${decided.join()}, ${successors} cards`).to.equal(1);
      world.clock.advanceMs(2_000);
      await createUser(world.simulator.stage, { userid: "liting", ...person });
    }
  });

  it("E25 a leaver is a stranger in the chat and on the pages, whatever they could see before", async () => {
    const her = await browserOf(world, "liting");
    const page = async () => (await her.get(`/cases/${thisCase.no}`)).status;
    expect(await page()).to.equal(200);

    await leaves(world, "liting");

    expect(await page(), "sent to the login").to.equal(302);
    const { db } = world.app.deps;
    expect(await hasLeft(db, staff("liting"))).to.equal(true);
  });

  it("two processes and every start know it, although the file still holds the name", async () => {
    await leaves(world, "liting");
    const another = await freshCase(world);

    expect(cardsAbout(world, "liting", another)).to.have.length(0);
    expect(cardsAbout(world, "sunli", another), "asked from the start").to.have.length(1);
    await checkTruth(world);
  });

  it("who comes back is asked again, for what begins after that", async () => {
    await leaves(world, "liting");
    world.clock.advanceMs(2_000);
    await createUser(world.simulator.stage, {
      userid: "liting",
      name: "李婷",
      department: "marketing",
      position: "报装专责",
    });
    const another = await freshCase(world);

    expect(cardsAbout(world, "liting", another)).to.have.length(1);
    expect(thisCase.cardsOf("sunli"), "what was handed over stays so").to.have.length(1);
    await checkTruth(world);
  });

  it("a lost event is made up for at night, when the directory is asked", async () => {
    const member = world.simulator.world.members.get("liting");
    if (member === undefined) throw new Error("no such member");
    markLeft(world.simulator.world, member);
    await tick(world);
    expect(thisCase.cardsOf("sunli")).to.have.length(0);

    await sweepDirectory(world.app.deps);
    world.clock.advanceMs(60_000);
    await tick(world);

    expect(thisCase.cardsOf("sunli")).to.have.length(1);
  });

  it("the doctor names who left and still stands in the list", async () => {
    await leaves(world, "liting");
    const { app, clock } = world;
    const { config, deps, api } = app;
    const [finding] = await checkDepartures({ config, clock, db: deps.db, api });

    expect(finding?.result).to.equal("warn");
    expect(finding?.message).to.include("李婷（liting，").and.include("organisation.yaml");
  });

  it("half the bureau gone in one night is not believed", async () => {
    for (const member of [...world.simulator.world.members.values()].slice(0, 12)) {
      markLeft(world.simulator.world, member);
    }

    await sweepDirectory(world.app.deps);

    expect(await hasLeft(world.app.deps.db, staff("zhangwei"))).to.equal(false);
    expect(world.logLines.join("")).to.include("directory.too-many-gone");
  });

  it("a move to another department changes nothing by itself; the administrators are told once", async () => {
    const told = await textsDuring(world, "linna", async () => {
      await updateUser(world.simulator.stage, { userid: "sunli", department: "finance" });
    });

    expect(told.join()).to.include("【人员变动】孙丽").and.include("organisation.yaml");
    expect(isPressable(world, thisCase.cardOf("liting"))).to.equal(true);
    await checkTruth(world);
  });
});
