import { expect } from "chai";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { isSampled } from "../../src/domain/automatic/sampling.ts";
import type { CaseNo } from "../../src/domain/ids.ts";
import { bureauVariant, RULES_DECIDE, type BureauVariant } from "../support/bureau-variant.ts";
import { example, openCase, submitPlan } from "../support/people.ts";
import { openWorld, passTo, type World } from "../support/world.ts";
import { DESKTOP, launchBrowser, openAs, overflowing, PHONE } from "./chromium.ts";

const RULE = "JX-10-315";

describe("D25: what a rule has decided, in a browser", function () {
  this.timeout(60_000);
  let browser: Browser;
  let variant: BureauVariant;
  let world: World;
  let context: BrowserContext | undefined;

  before(async () => {
    variant = bureauVariant(RULES_DECIDE);
    world = await openWorld({ env: { CONFIG_DIR: variant.configDir } });
    await submitted(false);
    await submitted(true);
    await passTo(world, "2026-11-23 11:10");
    browser = await launchBrowser();
  });

  afterEach(() => context?.close());

  after(async () => {
    await browser.close();
    await world.close();
    variant.remove();
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

  async function open(userid: string, { width, path }: { width: number; path: string }) {
    context = await openAs(browser, world, { width, userid, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${world.url}/cases/${path}`);
    return page;
  }

  async function shot(page: Page, name: string): Promise<void> {
    expect(await overflowing(page)).to.deep.equal([]);
    await page.screenshot({ path: `test-output/${name}.png`, fullPage: true });
  }

  for (const width of [PHONE, DESKTOP]) {
    it(`never looks at ${width} px like somebody's signature, and the one concerned may object`, async () => {
      const page = await open("chenming", { width, path: numberOf(false) });
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
      const page = await open("chenming", { width, path: numberOf(true) });
      expect(await page.locator("main").innerText()).to.include("典型方案抽查");
      await shot(page, `automatic-sample-${width}`);
    });
  }

  it("stands on the printed sheet as the rule that it is", async () => {
    const path = `${numberOf(false)}/sheet/supply_plan`;
    const page = await open("zhangwei", { width: DESKTOP, path });
    expect(await page.locator("body").innerText()).to.include(`规则 ${RULE} 第 7 版`);
    await page.screenshot({ path: "test-output/automatic-sheet.png", fullPage: true });
  });
});
