import { expect } from "chai";
import fc from "fast-check";
import { ANY_THEN_IN_TURN } from "../support/bureau-variant.ts";
import { approve, giveBack, isPressable, shownText, textsOf } from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  forgePress,
  freshCase,
  keyOn,
  pressAt,
  submitSecondVersion,
  textsDuring,
} from "../support/presses.ts";
import { racesToPlay } from "../support/random-runs.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const NAMES: Readonly<Record<string, string>> = { chenming: "陈明", wuhao: "吴昊" };
const BUTTONS = { approve: "同意", return: "退回" } as const;

describe("people press at the same moment", () => {
  const world = worldForAll({ instances: 2, bureau: ANY_THEN_IN_TURN });

  it("F18: 或签, random schedules over two instances: exactly one winner, whose name the loser reads", async () => {
    const verb = fc.constantFrom("approve" as const, "return" as const);
    const instance = fc.integer({ min: 0, max: 1 });
    const press = fc.record({ verb, instance });
    const schedule = fc.record({ chenming: press, wuhao: press, chenFirst: fc.boolean() });
    await fc.assert(fc.asyncProperty(schedule, race), racesToPlay(200));
    await checkTruth(world);
  }).timeout(90_000);

  interface Race {
    chenming: { verb: "approve" | "return"; instance: number };
    wuhao: { verb: "approve" | "return"; instance: number };
    chenFirst: boolean;
  }

  async function race(plan: Race): Promise<void> {
    const caseNo = await freshCase(world);
    const order = plan.chenFirst
      ? (["chenming", "wuhao"] as const)
      : (["wuhao", "chenming"] as const);

    await Promise.all(
      order.map((userid) => {
        const { verb, instance } = plan[userid];
        const opinion = verb === "return" ? { opinion: "source-unfit" } : {};
        return pressAt(world, userid, { button: BUTTONS[verb], instance, ...opinion });
      }),
    );
    await settle(world);

    const decisions = await decisionsOf(world, caseNo);
    expect(decisions).to.have.length(1);
    const [winner = "", verb] = decisions.join().split(" ");
    const loser = winner === "chenming" ? "wuhao" : "chenming";
    const outcome = `已由 ${NAMES[winner]} ${verb === "return" ? "退回" : "同意"}`;
    expect(shownText(cardAbout(world, loser, caseNo))).to.include(outcome);
    expect(textsOf(world, loser).at(-1), "a sentence for the loser")
      .to.include(NAMES[winner])
      .and.include(caseNo);
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(verb === "return" ? 0 : 1);
  }

  it("或签 without a race: the other's card closes with the winner's name", async () => {
    const caseNo = await freshCase(world);
    const card = cardAbout(world, "chenming", caseNo);
    const key = keyOn(card, "退回");

    await approve(world, "wuhao");

    expect(isPressable(world, card)).to.equal(false);
    expect(shownText(card)).to.include("已由 吴昊 同意").and.include("无需处理");
    const words = await textsDuring(world, "chenming", () =>
      forgePress(world, { userid: "chenming", card, key, opinion: "source-unfit" }),
    );
    expect(words.join()).to.include("已由 吴昊 同意，无需处理");
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["wuhao approve"]);
    await checkTruth(world);
  });

  it("依次: each is asked when the one before has agreed, and not earlier", async () => {
    const caseNo = await freshCase(world);
    await approve(world, "wuhao");
    const asked = (): boolean[] =>
      ["liuyang", "zhaogang", "hebing"].map(
        (userid) => cardsAbout(world, userid, caseNo).length > 0,
      );

    expect(asked()).to.deep.equal([true, false, false]);
    await approve(world, "liuyang");
    expect(asked()).to.deep.equal([true, true, false]);
    await approve(world, "zhaogang");
    expect(asked()).to.deep.equal([true, true, true]);
    await approve(world, "hebing");

    expect(await decisionsOf(world, caseNo)).to.deep.equal([
      "wuhao approve",
      "liuyang approve",
      "zhaogang approve",
      "hebing approve",
    ]);
    expect(textsOf(world, "zhangwei").join("\n")).to.include(`${caseNo} 方案 v1 审批已通过`);
    await checkTruth(world);
  });

  it("依次, returned by the second: the third is never asked; the next round begins with the first", async () => {
    const caseNo = await freshCase(world);
    await approve(world, "chenming");
    await approve(world, "liuyang");
    await giveBack(world, "zhaogang");
    await submitSecondVersion(world, caseNo);
    await approve(world, "chenming");

    expect(cardsAbout(world, "hebing", caseNo)).to.have.length(0);
    expect(cardsAbout(world, "zhaogang", caseNo)).to.have.length(1);
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(2);
    await checkTruth(world);
  });

  it("an approval and a new version at the same moment: the version must wait for a return", async () => {
    const caseNo = await freshCase(world);

    await Promise.allSettled([
      pressAt(world, "chenming", { button: "同意", instance: 1 }),
      submitSecondVersion(world, caseNo),
    ]);
    await settle(world);

    expect(await decisionsOf(world, caseNo)).to.deep.equal(["chenming approve"]);
    await checkTruth(world);
  });
});
