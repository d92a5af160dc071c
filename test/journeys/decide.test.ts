import { expect } from "chai";
import { addPeople } from "../../src/simulator/world/members.ts";
import { read, sqlFor } from "../../src/store/db.ts";
import {
  approve,
  approveAll,
  isPressable,
  pressButton,
  shownText,
  textsOf,
} from "../support/people.ts";
import { forgePress, keyOn, textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

describe("every press is answered, and one of them decides", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  it("Li agrees: one decision with her name, office, opinion and what she saw", async () => {
    await approve(world, "liting", { opinion: "agree-remarks" });

    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    const card = thisCase.cardOf("liting");
    expect(isPressable(world, card)).to.equal(false);
    expect(shownText(card)).to.include("已同意").and.include("按意见完善");
  });

  it("everybody agrees: the cards of all six say that it passed", async () => {
    await approveAll(world);

    expect(await thisCase.decisions()).to.have.length(6);
    for (const userid of ["liting", "chenming", "wuhao", "liuyang", "zhaogang", "yangbo"]) {
      expect(shownText(thisCase.cardOf(userid)), userid).to.include("审批已通过");
    }
  });

  it("Li presses again before her card has changed: she reads when she agreed, and nothing is counted twice", async () => {
    const card = thisCase.cardOf("liting");
    const asked = keyOn(card, "同意");
    await approve(world, "liting");

    const words = await textsDuring(world, "liting", () =>
      forgePress(world, { userid: "liting", card, key: asked }),
    );

    expect(words).to.have.length(1);
    expect(words[0]).to.include("您已于").and.include("同意");
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("Li presses 退回 after 同意: her first word stands, and she reads so", async () => {
    const card = thisCase.cardOf("liting");
    const back = keyOn(card, "退回");
    await approve(world, "liting");

    const words = await textsDuring(world, "liting", () =>
      forgePress(world, { userid: "liting", card, key: back, opinion: "source-unfit" }),
    );

    expect(words.join()).to.include("同意，不能再改");
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    expect(shownText(card)).to.include("已同意");
  });

  it("somebody who has nothing to do with it presses Li's button: the same words whatever she has done, and no card of hers", async () => {
    const card = thisCase.cardOf("liting");
    const key = keyOn(card, "同意");
    const told: string[] = [];
    const press = async (pressed = key) => {
      world.clock.advanceMs(1_000);
      const words = await textsDuring(world, "songlei", () =>
        forgePress(world, { userid: "songlei", card, key: pressed }),
      );
      expect(words).to.have.length(1);
      told.push(words.join().replace(/（截至.*）/, ""));
    };

    await press();
    await press("approve");
    expect(isPressable(world, card)).to.equal(true);
    await approve(world, "liting");
    await press();

    expect(new Set(told.map((words) => words.trim()))).to.deep.equal(
      new Set(["此项不由您处理，未作任何处理。"]),
    );
    const [rows] = await read(world.app.deps.db, sqlFor.selectFrom("outbox").select("message"));
    const messages = rows.map(({ message }) => message as { kind: string; to?: string });
    expect(
      messages.filter(({ kind, to }) => to === "songlei" && kind !== "send-text"),
      "no card either",
    ).to.deep.equal([]);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("the submitter presses for an approver: refused, and told who must act", async () => {
    const card = thisCase.cardOf("liting");

    const words = await textsDuring(world, "zhangwei", () =>
      forgePress(world, { userid: "zhangwei", card, key: keyOn(card, "同意") }),
    );

    expect(words.join()).to.include("此项由 李婷 处理");
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("a member whom the bureau does not know presses: told whom to ask, and nothing else", async () => {
    const card = thisCase.cardOf("liting");
    addPeople(world.simulator.world, [{ userid: "guest", name: "来宾" }]);

    const words = await textsDuring(world, "guest", () =>
      forgePress(world, { userid: "guest", card, key: keyOn(card, "同意") }),
    );

    expect(words.join()).to.include("不在本系统的人员名单").and.not.include(thisCase.no);
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("an unknown card: 未找到", async () => {
    for (const taskId of ["T999999-1@1", "T1-999@1", "approve-all", "1 or 1=1"]) {
      world.clock.advanceMs(1_000);
      const words = await textsDuring(world, "liting", () =>
        forgePress(world, {
          userid: "liting",
          card: { taskId, msgid: "" },
          key: "v1:approve:r1:v1",
        }),
      );
      expect(words.join(), taskId).to.include("未找到");
    }
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("an altered button: nothing is done, and the card still asks", async () => {
    const card = thisCase.cardOf("liting");

    for (const key of ["v1:approve:r2:v1", "v1:approve:r1:v7", "v2:approve:r1:v1", "approve"]) {
      world.clock.advanceMs(1_000);
      const words = await textsDuring(world, "liting", () =>
        forgePress(world, { userid: "liting", card, key }),
      );
      expect(words.join(), key).to.include("无法识别");
    }
    expect(await thisCase.decisions()).to.deep.equal([]);
    expect(isPressable(world, thisCase.cardOf("liting"))).to.equal(true);
  });

  it("同意 with a reason for a return selected: refused, the card comes back naming what to choose", async () => {
    const words = await textsDuring(world, "liting", () =>
      pressButton(world, "liting", { button: "同意", opinion: "metering-unfit" }),
    );

    expect(words.join()).to.include("计量方案有误").and.include("不符");
    expect(await thisCase.decisions()).to.deep.equal([]);
    expect(shownText(thisCase.cardOf("liting"))).to.include("请改选意见");
    await approve(world, "liting", { opinion: "agree" });
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("an opinion that the card does not offer: refused, to be chosen again", async () => {
    const card = thisCase.cardOf("liting");

    const words = await textsDuring(world, "liting", () =>
      forgePress(world, { userid: "liting", card, key: keyOn(card, "同意"), opinion: "gone" }),
    );

    expect(words.join()).to.include("重新选择意见");
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("the submitter is told of the end once", async () => {
    const before = textsOf(world, "zhangwei").length;

    await approveAll(world);

    const told = textsOf(world, "zhangwei").slice(before);
    expect(told.filter((text) => text.includes("审批已通过"))).to.have.length(1);
  });
});
