import { expect } from "chai";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { leave } from "../../src/simulator/phone/change-contact.ts";
import { bureauVariant, UNDO_THEN_TWO, type BureauVariant } from "../support/bureau-variant.ts";
import { fileOf } from "../support/page-decisions.ts";
import { approve } from "../support/people.ts";
import { freshCase } from "../support/presses.ts";
import { CONTACTS, openWorld, passTo, settle, type World } from "../support/world.ts";
import { DESKTOP, launchBrowser, openAs, overflowing, PHONE, picture } from "./chromium.ts";

describe("undoing a decision, and an office that is vacant, in a browser", function () {
  this.timeout(60_000);
  let variant: BureauVariant;
  let browser: Browser;
  let world: World;
  let caseNo: string;
  let context: BrowserContext | undefined;

  before(async () => {
    variant = bureauVariant(UNDO_THEN_TWO);
    const env = { CONFIG_DIR: variant.configDir };
    world = await openWorld({ at: "2026-11-27 15:30", contacts: CONTACTS, env });
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
    return openCase("chenming", width);
  }

  async function openCase(userid: string, width: number, path = ""): Promise<Page> {
    await context?.close();
    context = await openAs(browser, world, { width, userid, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${world.url}/cases/${caseNo}${path}`);
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

  it("shows on page and sheet what 陈明's office was vacant for", async () => {
    caseNo = await freshCase(world);
    await leave(world.simulator.stage, "chenming");
    await passTo(world, "2026-11-30 08:50");
    for (const width of [PHONE, DESKTOP]) {
      const page = await openCase("zhangwei", width);
      await page.getByText("岗位空缺").waitFor();
      expect(await overflowing(page)).to.deep.equal([]);
      const nodes = page.locator(".round").first();
      await nodes.screenshot({ path: `test-output/vacant-${width}.png` });
    }
    const sheet = await openCase("zhangwei", DESKTOP, "/sheet/supply_plan");
    await picture(sheet, "vacant-sheet-1280");
    expect(await sheet.getByText("其中岗位空缺").count()).to.equal(1);
  });
});
