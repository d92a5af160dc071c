import { expect } from "chai";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { bureauVariant, UNDO_THEN_TWO, type BureauVariant } from "../support/bureau-variant.ts";
import { fileOf } from "../support/page-decisions.ts";
import { approve } from "../support/people.ts";
import { freshCase } from "../support/presses.ts";
import { openWorld, settle, type World } from "../support/world.ts";
import { DESKTOP, launchBrowser, openAs, overflowing, PHONE, picture } from "./chromium.ts";

describe("undoing a decision on the page, in a browser", function () {
  this.timeout(60_000);
  let variant: BureauVariant;
  let browser: Browser;
  let world: World;
  let caseNo: string;
  let context: BrowserContext | undefined;

  before(async () => {
    variant = bureauVariant(UNDO_THEN_TWO);
    world = await openWorld({ env: { CONFIG_DIR: variant.configDir } });
    browser = await launchBrowser();
  });

  afterEach(() => context?.close());

  after(async () => {
    await browser.close();
    await world.close();
    variant.remove();
  });

  async function openSigned(width: number): Promise<Page> {
    caseNo = await freshCase(world);
    await approve(world, "chenming");
    context = await openAs(browser, world, {
      width,
      userid: "chenming",
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto(`${world.url}/cases/${caseNo}`);
    return page;
  }

  for (const width of [PHONE, DESKTOP]) {
    it(`at ${width} px: 陈明 reads until when, presses once, and is asked again`, async () => {
      const page = await openSigned(width);
      await page.locator("details.act > summary").filter({ hasText: "撤回这次决定" }).click();
      expect(await overflowing(page)).to.deep.equal([]);
      await picture(page, `undo-${width}`);
      await page.locator("form[action*='/acts/undo/']").getByRole("button").click();
      await page.getByRole("radio").first().waitFor();
      await settle(world);
      expect(await overflowing(page)).to.deep.equal([]);
      await picture(page, `undone-${width}`);
      const [approval] = (await fileOf(world, caseNo)).approvals;
      expect(approval?.acts.map(({ kind }) => kind)).to.deep.equal(["undo"]);
      expect(approval?.tasks.at(-1)?.holder).to.equal("chenming");
    });
  }
});
