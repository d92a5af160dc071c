import { expect } from "chai";
import type { Page } from "playwright-core";
import { TWO_IN_A_ROW } from "../support/bureau-variant.ts";
import { approve } from "../support/people.ts";
import { settle } from "../support/world.ts";
import { caseIn } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, unfold, visitsTo } from "./chromium.ts";

const REASON = "客户缩小用电容量，需要重做方案";

describe("C3: the revocation of an approval, in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll({ bureau: TWO_IN_A_ROW });
  const open = visitsTo(world);
  const thisCase = caseIn(world);

  const openCase = (userid: string, width: number, path = "") =>
    open(userid, `/cases/${thisCase.no}${path}`, { width });

  async function take(page: Page, name: string): Promise<void> {
    expect(await overflowing(page)).to.deep.equal([]);
    await picture(page, name);
  }

  const statuses = async (): Promise<string[]> =>
    (await thisCase.file()).approvals.map(({ status }) => status);

  for (const width of [PHONE, DESKTOP]) {
    it(`at ${width} px: 张伟 asks for it, 陈明 reads why and agrees, 刘洋 too, and the page says so`, async () => {
      await thisCase.renew();
      await approve(world, "chenming");
      await approve(world, "liuyang");
      const asking = await openCase("zhangwei", width);
      await unfold(asking, "申请撤销");
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
      await done.getByText("已撤销，客户待告知").first().waitFor();
      await unfold(done, "登记已告知客户");
      await take(done, `revoked-${width}`);
      await take(await openCase("zhangwei", width, "/sheet/supply_plan"), `revoked-sheet-${width}`);
      await done.locator("form[action*='/acts/tell-customer/']").getByRole("button").click();
      await done.getByText("登记已告知客户方案撤销").first().waitFor();
      expect(await done.getByText("客户待告知").count()).to.equal(0);
    });
  }
});
