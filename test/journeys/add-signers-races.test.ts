import { expect } from "chai";
import fc from "fast-check";
import { addInBrowser, WHY } from "../support/added-signers.ts";
import { bureauVariant, TWO_IN_A_ROW, type BureauVariant } from "../support/bureau-variant.ts";
import { actForm, sendAct } from "../support/page-acts.ts";
import { approve, isPressable, textsOf } from "../support/people.ts";
import { cardAbout, cardsAbout, decisionsOf, freshCase, pressAt } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, passTo, settle, type World } from "../support/world.ts";

describe("signers are added and removed at the very moment that somebody decides, and while time passes", () => {
  let variant: BureauVariant;
  let world: World;
  let caseNo: string;

  before(async () => {
    variant = bureauVariant(TWO_IN_A_ROW);
    world = await openWorld({ instances: 2, env: { CONFIG_DIR: variant.configDir } });
  });

  after(async () => {
    await checkTruth(world);
    await world.close();
    variant.remove();
  });

  it("reminders go to whoever is to act, and nobody hears twice of what was said before they were asked", async () => {
    const own = await openWorld({ env: { CONFIG_DIR: variant.configDir } });
    try {
      caseNo = await freshCase(own);
      const reminders = (userid: string) =>
        textsOf(own, userid).filter((text) => text.includes(caseNo) && text.startsWith("【审批"));
      await passTo(own, "2026-11-23 17:00");
      await passTo(own, "2026-11-24 11:30");
      expect(reminders("chenming"), "half of the time").to.have.length(1);
      const where = { userid: "chenming", caseNo };
      await addInBrowser(own, where, { how: "before", people: ["wuhao"] });
      await passTo(own, "2026-11-24 11:45");
      expect(reminders("wuhao")).to.deep.equal([]);
      await passTo(own, "2026-11-24 17:30");
      expect(reminders("wuhao").join()).to.include("审批即将到期");
      expect(reminders("chenming")).to.have.length(1);
      await approve(own, "wuhao");
      await passTo(own, "2026-11-24 17:45");
      expect(reminders("chenming"), "it was said while others were asked").to.have.length(1);
      await passTo(own, "2026-11-25 09:00");
      expect(reminders("chenming").at(-1)).to.include("审批已超期").and.not.include("系统中断");
      await checkTruth(own);
    } finally {
      await own.close();
    }
  });

  const instance = fc.integer({ min: 0, max: 1 });
  const schedules = fc.record({ one: instance, other: instance, isFirst: fc.boolean() });

  /** Both at the same moment, on any instances; then everything that follows is sent. */
  async function together(
    plan: { isFirst: boolean },
    [first, second]: readonly [() => Promise<unknown>, () => Promise<unknown>],
  ): Promise<void> {
    await Promise.all(plan.isFirst ? [first(), second()] : [second(), first()]);
    await settle(world);
  }

  const SIGNERS = { placing: "before", order: "all", people: ["wuhao"] };

  for (const button of ["同意", "退回"] as const) {
    it(`加签 races the adder's ${button}, 20 random schedules: exactly one counts, the other reads why`, async () => {
      await fc.assert(
        fc.asyncProperty(schedules, async (plan) => {
          caseNo = await freshCase(world);
          const form = await actForm(world, { userid: "chenming", caseNo, kind: "add-signers" });
          let answer: Awaited<ReturnType<typeof sendAct>> | undefined;
          const opinion = button === "退回" ? { opinion: "source-unfit" } : {};
          await together(plan, [
            () => pressAt(world, "chenming", { button, instance: plan.one, ...opinion }),
            async () => {
              answer = await sendAct(world, { ...form, text: WHY, signers: SIGNERS }, plan.other);
            },
          ]);
          const isAdded = (await decisionsOf(world, caseNo)).length === 0;
          expect(answer?.result).to.equal(isAdded ? "done" : "refused");
          expect(cardsAbout(world, "wuhao", caseNo)).to.have.length(isAdded ? 1 : 0);
          if (isAdded) {
            expect(textsOf(world, "chenming").at(-1)).to.include("您已请 吴昊 先给意见");
          } else {
            expect(answer?.refusal?.code).to.equal("already-decided-by-you");
          }
        }),
        { numRuns: 20 },
      );
    }).timeout(60_000);
  }

  it("减签 races the press of the added, 20 random schedules: exactly one counts, the other reads why", async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async (plan) => {
        caseNo = await freshCase(world);
        const added = await actForm(world, { userid: "chenming", caseNo, kind: "add-signers" });
        await sendAct(world, { ...added, text: WHY, signers: SIGNERS });
        await settle(world);
        const form = await actForm(world, { userid: "chenming", caseNo, kind: "remove-signer" });
        let answer: Awaited<ReturnType<typeof sendAct>> | undefined;
        await together(plan, [
          () => pressAt(world, "wuhao", { button: "同意", instance: plan.one }),
          async () => {
            answer = await sendAct(world, { ...form, code: "2" }, plan.other);
          },
        ]);
        const isHeard = (await decisionsOf(world, caseNo)).length === 1;
        expect(answer?.result).to.equal(isHeard ? "refused" : "done");
        if (isHeard) expect(answer?.refusal).to.deep.equal({ code: "cannot-remove", why: "heard" });
        else expect(textsOf(world, "wuhao").at(-1)).to.include("已由 陈明 减签");
        expect(isPressable(world, cardAbout(world, "chenming", caseNo))).to.equal(true);
      }),
      { numRuns: 20 },
    );
  }).timeout(60_000);
});
