import { expect } from "chai";
import { addInBrowser, WHY } from "../support/added-signers.ts";
import { TWO_IN_A_ROW } from "../support/bureau-variant.ts";
import { sendAct } from "../support/page-acts.ts";
import { approve, isPressable, textsOf } from "../support/people.ts";
import { freshCase } from "../support/presses.ts";
import { playRaces, pressAgainstForm, type Race } from "../support/races.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, passTo, settle } from "../support/world.ts";
import { caseIn } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

describe("signers are added and removed at the very moment that somebody decides, and while time passes", () => {
  const world = worldForAll({ instances: 2, bureau: TWO_IN_A_ROW });
  const thisCase = caseIn(world);

  after(() => checkTruth(world));

  it("reminders go to whoever is to act, and nobody hears twice of what was said before they were asked", async () => {
    const own = await openWorld({ bureau: TWO_IN_A_ROW });
    try {
      thisCase.no = await freshCase(own);
      const reminders = (userid: string) =>
        textsOf(own, userid).filter(
          (text) => text.includes(thisCase.no) && text.startsWith("【审批"),
        );
      await passTo(own, "2026-11-23 17:00");
      await passTo(own, "2026-11-24 11:30");
      expect(reminders("chenming"), "half of the time").to.have.length(1);
      const where = { userid: "chenming", caseNo: thisCase.no };
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

  const SIGNERS = { placing: "before", order: "all", people: ["wuhao"] };

  for (const button of ["同意", "退回"] as const) {
    it(`加签 races the adder's ${button}, 20 random schedules: exactly one counts, the other reads why`, async () => {
      const race = async (plan: Race): Promise<void> => {
        await thisCase.renew();
        const form = await thisCase.actForm("chenming", "add-signers");
        const opinion = button === "退回" ? { opinion: "source-unfit" } : {};
        const answer = await pressAgainstForm(world, plan, {
          press: { userid: "chenming", button, ...opinion },
          form: { ...form, text: WHY, signers: SIGNERS },
        });
        const isAdded = (await thisCase.decisions()).length === 0;
        expect(answer.result).to.equal(isAdded ? "done" : "refused");
        expect(thisCase.cardsOf("wuhao")).to.have.length(isAdded ? 1 : 0);
        if (isAdded) {
          expect(textsOf(world, "chenming").at(-1)).to.include("您已请 吴昊 先给意见");
        } else {
          expect(answer.refusal?.code).to.equal("already-decided-by-you");
        }
      };
      await playRaces(race, { numRuns: 20 });
    }).timeout(60_000);
  }

  it("减签 races the press of the added, 20 random schedules: exactly one counts, the other reads why", async () => {
    const race = async (plan: Race): Promise<void> => {
      await thisCase.renew();
      const added = await thisCase.actForm("chenming", "add-signers");
      await sendAct(world, { ...added, text: WHY, signers: SIGNERS });
      await settle(world);
      const form = await thisCase.actForm("chenming", "remove-signer");
      const answer = await pressAgainstForm(world, plan, {
        press: { userid: "wuhao", button: "同意" },
        form: { ...form, code: "2" },
      });
      const isHeard = (await thisCase.decisions()).length === 1;
      expect(answer.result).to.equal(isHeard ? "refused" : "done");
      if (isHeard) expect(answer.refusal).to.deep.equal({ code: "cannot-remove", why: "heard" });
      else expect(textsOf(world, "wuhao").at(-1)).to.include("已由 陈明 减签");
      expect(isPressable(world, thisCase.cardOf("chenming"))).to.equal(true);
    };
    await playRaces(race, { numRuns: 20 });
  }).timeout(60_000);
});
