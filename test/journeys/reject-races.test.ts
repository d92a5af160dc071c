import { expect } from "chai";
import fc from "fast-check";
import { decideOnPage } from "../../src/actions/decide-on-page.ts";
import { ANY_THEN_IN_TURN } from "../support/bureau-variant.ts";
import { formOf } from "../support/page-decisions.ts";
import { shownText, textsOf } from "../support/people.ts";
import { cardAbout, cardsAbout, decisionsOf, freshCase, pressAt } from "../support/presses.ts";
import { racesToPlay } from "../support/random-runs.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const NAMES: Readonly<Record<string, string>> = { chenming: "陈明", wuhao: "吴昊" };
const REASON = { verb: "reject", code: "rules-unfit", text: "线路穿越水源保护地" } as const;

type Act = "approves on the card" | "approves on the page" | "rejects on the page";

interface Race {
  chenming: { act: Act; instance: number };
  wuhao: { act: Act; instance: number };
  chenFirst: boolean;
}

describe("D7: two people of a 或签 approve and reject at the same moment", () => {
  const world = worldForAll({ instances: 2, bureau: ANY_THEN_IN_TURN });

  it("random schedules over two instances: exactly one winner, whose name and time the loser reads; nobody is asked twice", async () => {
    const act = fc.constantFrom<Act>(
      "approves on the card",
      "approves on the page",
      "rejects on the page",
      "rejects on the page",
    );
    const one = fc.record({ act, instance: fc.integer({ min: 0, max: 1 }) });
    const schedule = fc.record({ chenming: one, wuhao: one, chenFirst: fc.boolean() });
    await fc.assert(fc.asyncProperty(schedule, race), racesToPlay(200));
    await checkTruth(world);
  }).timeout(90_000);

  async function race(plan: Race): Promise<void> {
    const caseNo = await freshCase(world);
    const order = plan.chenFirst ? ["chenming", "wuhao"] : ["wuhao", "chenming"];
    const forms = new Map(
      await Promise.all(
        order.map(async (userid) => [userid, await formOf(world, userid, caseNo)] as const),
      ),
    );

    const answers = await Promise.all(
      order.map(async (userid) => {
        const { act, instance } = userid === "chenming" ? plan.chenming : plan.wuhao;
        if (act === "approves on the card") {
          await pressAt(world, userid, { button: "同意", instance });
          return [];
        }
        const [app, form] = [world.apps[instance], forms.get(userid)];
        if (app === undefined || form === undefined) throw new Error("nobody to decide");
        const answer = await decideOnPage(
          app.deps,
          act === "rejects on the page" ? { ...form, ...REASON } : form,
        );
        return [{ userid, answer }];
      }),
    );
    await settle(world);

    const decisions = await decisionsOf(world, caseNo);
    expect(decisions).to.have.length(1);
    const [winner = "", verb] = decisions.join().split(" ");
    const loser = winner === "chenming" ? "wuhao" : "chenming";
    const lost = answers.flat().find(({ userid }) => userid === loser)?.answer;
    if (lost !== undefined) {
      const at = world.clock.now();
      expect(lost.refusal, "on the page").to.deep.include({ byName: NAMES[winner], at });
    }
    const outcome = `已由 ${NAMES[winner]} ${verb === "reject" ? "否决" : "同意"} `;
    expect(shownText(cardAbout(world, loser, caseNo))).to.include(outcome);
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(verb === "reject" ? 0 : 1);
    const told = textsOf(world, "zhangwei").filter((text) =>
      text.includes(`${caseNo} 方案 v1 已被否决`),
    );
    expect(told, "the end is told once").to.have.length(verb === "reject" ? 1 : 0);
  }
});
