import { expect } from "chai";
import type { Page } from "playwright-core";
import { isSampled } from "../../src/domain/automatic/sampling.ts";
import type { CaseNo } from "../../src/domain/ids.ts";
import { RULES_DECIDE } from "../support/bureau-variant.ts";
import { example, openCase, submitPlan } from "../support/people.ts";
import { passTo } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, visitsTo } from "./chromium.ts";

const RULE = "JX-10-315";

describe("D25: what a rule has decided, in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll({ bureau: RULES_DECIDE });
  const open = visitsTo(world);

  before(async () => {
    await submitted(false);
    await submitted(true);
    await passTo(world, "2026-11-23 11:10");
  });

  function numberOf(sampled: boolean): CaseNo {
    const [rule] = world.config.bureau.typicalPlans.filter(({ id }) => id === RULE);
    const numbers = Array.from({ length: 50 }, (_, n) => `BZ-2026-00${1_000 + n}` as CaseNo);
    const drawn = numbers.find((one) => rule !== undefined && isSampled(rule, one) === sampled);
    return drawn ?? expect.fail("no such number");
  }

  async function submitted(sampled: boolean): Promise<void> {
    const caseNo = numberOf(sampled);
    await openCase(world, { caseNo });
    await submitPlan(world, { caseNo, plan: { ...example("hv-plan"), typicalPlanId: RULE } });
  }

  async function shot(page: Page, name: string): Promise<void> {
    expect(await overflowing(page)).to.deep.equal([]);
    await picture(page, name);
  }

  for (const width of [PHONE, DESKTOP]) {
    it(`never looks at ${width} px like somebody's signature, and the one concerned may object`, async () => {
      const page = await open("chenming", `/cases/${numberOf(false)}`, { width });
      expect(await page.locator(".own").innerText())
        .to.include("自动同意")
        .and.include("我有异议");
      await page.locator("details", { hasText: "所依据的内容" }).last().locator("summary").click();
      await page.locator("details.act > summary").first().click();
      const seat = page.locator("li.seat").filter({ hasText: "自动同意" }).first();
      expect(await seat.locator(".name").innerText()).to.equal("系统");
      expect(await seat.innerText()).to.include("未经人工签署");
      await shot(page, `automatic-${width}`);
    });

    it(`says at ${width} px that a plan is a sample, and what becomes of a late task`, async () => {
      const page = await open("chenming", `/cases/${numberOf(true)}`, { width });
      expect(await page.locator("main").innerText()).to.include("典型方案抽查");
      await shot(page, `automatic-sample-${width}`);
    });
  }

  it("stands on the printed sheet as the rule that it is", async () => {
    const path = `/cases/${numberOf(false)}/sheet/supply_plan`;
    const page = await open("zhangwei", path, { width: DESKTOP });
    expect(await page.locator("body").innerText()).to.include(`规则 ${RULE} 第 7 版`);
    await picture(page, "automatic-sheet");
  });
});
