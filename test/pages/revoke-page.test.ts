import { expect } from "chai";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { bureauVariant, TWO_IN_A_ROW, type BureauVariant } from "../support/bureau-variant.ts";
import { fileOf } from "../support/page-decisions.ts";
import { approve } from "../support/people.ts";
import { freshCase } from "../support/presses.ts";
import { openWorld, settle, type World } from "../support/world.ts";
import { DESKTOP, launchBrowser, openAs, overflowing, PHONE, picture } from "./chromium.ts";

const REASON = "客户缩小用电容量，需要重做方案";

describe("C3: the revocation of an approval, in a browser", function () {
  this.timeout(60_000);
  let variant: BureauVariant;
  let browser: Browser;
  let world: World;
  let caseNo: string;
  let context: BrowserContext | undefined;

  before(async () => {
    variant = bureauVariant(TWO_IN_A_ROW);
    world = await openWorld({ env: { CONFIG_DIR: variant.configDir } });
    browser = await launchBrowser();
  });

  afterEach(() => context?.close());

  after(async () => {
    await browser.close();
    await world.close();
    variant.remove();
  });

  async function openCase(userid: string, width: number, path = ""): Promise<Page> {
    await context?.close();
    context = await openAs(browser, world, { width, userid, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${world.url}/cases/${caseNo}${path}`);
    return page;
  }

  async function take(page: Page, name: string): Promise<void> {
    expect(await overflowing(page)).to.deep.equal([]);
    await picture(page, name);
  }

  const statuses = async (): Promise<string[]> =>
    (await fileOf(world, caseNo)).approvals.map(({ status }) => status);

  for (const width of [PHONE, DESKTOP]) {
    it(`at ${width} px: 张伟 asks for it, 陈明 reads why and agrees, 刘洋 too, and the page says so`, async () => {
      caseNo = await freshCase(world);
      await approve(world, "chenming");
      await approve(world, "liuyang");
      const asking = await openCase("zhangwei", width);
      await asking.locator("details.act > summary").filter({ hasText: "申请撤销" }).click();
      const form = asking.locator("form[action*='/acts/revoke/']");
      await form.getByRole("textbox").fill(REASON);
      await take(asking, `revoke-ask-${width}`);
      await form.getByRole("button").click();
      await asking.getByText("正在进行撤销审批").waitFor();
      await settle(world);

      for (const userid of ["chenming", "liuyang"]) {
        const page = await openCase(userid, width);
        await page.getByText("请您审批：撤销供电方案").waitFor();
        expect(await page.getByRole("radio").count()).to.equal(2);
        if (userid === "chenming") await take(page, `revoke-decide-${width}`);
        await page.getByRole("radio", { name: "同意撤销" }).check();
        await page.getByRole("button", { name: "提交" }).click();
        await page.getByText("撤销方案 v1（网页）").first().waitFor();
        await settle(world);
      }
      expect(await statuses()).to.deep.equal(["revoked", "approved"]);
      const done = await openCase("zhangwei", width);
      await done.getByText("不再作为实施依据").first().waitFor();
      await take(done, `revoked-${width}`);
      await take(await openCase("zhangwei", width, "/sheet/supply_plan"), `revoked-sheet-${width}`);
    });
  }
});
