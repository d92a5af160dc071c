import { expect } from "chai";
import type { Page } from "playwright-core";
import { freshCase } from "../support/presses.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, visitsTo } from "./chromium.ts";

describe("越权处理 on the page, in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll();
  const open = visitsTo(world);
  let caseNo: string;

  before(async () => {
    caseNo = await freshCase(world);
  });

  const openCase = (userid: string, width = PHONE) => open(userid, `/cases/${caseNo}`, { width });

  const panel = (page: Page) => page.locator("section.override");

  async function shown(page: Page, name: string): Promise<void> {
    expect(await overflowing(page)).to.deep.equal([]);
    await panel(page).screenshot({ path: `test-output/override-${name}.png` });
  }

  it("is asked for by one administrator, confirmed by another, and shown on the case; others see no such form", async () => {
    expect(await panel(await openCase("zhangwei")).count()).to.equal(0);
    expect(await panel(await openCase("liting")).count()).to.equal(0);

    const first = await openCase("linna");
    await panel(first).locator("summary").first().click();
    await shown(first, "ask-390");
    const asking = first.locator("form[action*='/acts/override/']").first();
    await asking.locator("select").selectOption("approve.unreachable");
    await asking.locator("textarea").fill("忙");
    await asking.getByRole("button").click();
    await first.locator(".refused").waitFor();
    expect(await asking.locator("select").inputValue()).to.equal("approve.unreachable");
    await asking.locator("textarea").fill("李婷出差途中，电话不通，客户急等送电");
    await asking.getByRole("button").click();
    await first.getByText("请求越权处理：同意（联系不上）").first().waitFor();

    const second = await openCase("suhong", DESKTOP);
    for (const summary of await panel(second).locator("summary").all()) await summary.click();
    await shown(second, "confirm-1280");
    const confirming = second.locator("form[action*='/acts/override-confirm/']");
    await confirming.locator("select").selectOption({ index: 1 });
    await confirming.getByRole("button").click();
    await second.getByText("林娜（越权处理，代 李婷，苏红 确认）").waitFor();
    await settle(world);

    for (const width of [PHONE, DESKTOP]) {
      const page = await openCase("zhangwei", width);
      expect(await overflowing(page)).to.deep.equal([]);
      const approval = page.locator("#supply_plan-approval");
      await approval.screenshot({ path: `test-output/override-done-${width}.png` });
    }
  });
});
