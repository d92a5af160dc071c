import { expect } from "chai";
import type { Browser } from "playwright-core";
import { goOnLeave, offer } from "../support/leaves.ts";
import { cardsAbout, freshCase } from "../support/presses.ts";
import { openWorld, settle, type World } from "../support/world.ts";
import { DESKTOP, launchBrowser, openAs, overflowing, PHONE, picture } from "./chromium.ts";

describe("我的休假代理 in a browser", function () {
  this.timeout(60_000);
  let browser: Browser;
  let world: World;
  let caseNo: string;

  before(async () => {
    world = await openWorld();
    browser = await launchBrowser();
    caseNo = await freshCase(world);
    await goOnLeave(world, ["liuyang", "huangmin"], {
      documentNo: "鄂供人〔2026〕12号",
      reason: "年休假",
    });
    await offer(world, ["wuhao", "liuyang"], {
      mode: "share",
      by: "linna",
      reason: "本人出差，无法上网",
      scope: { kinds: ["supply_plan"], maxVoltageKv: 10, maxCapacity: 630 },
    });
  });

  after(async () => {
    await browser.close();
    await world.close();
  });

  for (const width of [PHONE, DESKTOP]) {
    it(`fits into ${width} px for one of two sides and for the administrator`, async () => {
      for (const userid of ["liuyang", "linna", "liting"]) {
        const context = await openAs(browser, world, { width, userid, javaScriptEnabled: false });
        const page = await context.newPage();
        await page.goto(`${world.url}/leave`);
        expect(await overflowing(page), userid).to.deep.equal([]);
        await picture(page, `leave-${userid}-${width}`);
        await context.close();
      }
    });
  }

  it("is filled in by one, accepted by the other, and ended by the first, without a script", async () => {
    const hers = await openAs(browser, world, {
      width: PHONE,
      userid: "liting",
      javaScriptEnabled: false,
    });
    const page = await hers.newPage();
    await page.goto(`${world.url}/tasks`);
    await page.getByRole("link", { name: "我的休假代理" }).click();
    await page.locator("[name=delegate]").fill("马强");
    await page.locator("[name=from]").fill("2026-11-23");
    await page.locator("[name=until]").fill("2026-11-20");
    await page.getByRole("button", { name: "提交" }).click();
    expect(await page.locator(".refused").innerText()).to.include("结束日期早于开始日期");
    expect(await page.locator("[name=delegate]").inputValue(), "kept").to.equal("马强");
    await page.locator("[name=until]").fill("2026-11-27");
    await page.getByRole("button", { name: "提交" }).click();
    await page.getByText("待接受").waitFor();

    const his = await openAs(browser, world, {
      width: PHONE,
      userid: "maqiang",
      javaScriptEnabled: false,
    });
    const other = await his.newPage();
    await other.goto(`${world.url}/leave`);
    await other.getByRole("button", { name: "接受代理" }).click();
    await other.getByText("生效中").waitFor();
    await settle(world);
    expect(cardsAbout(world, "maqiang", caseNo)).to.have.length(1);
    await other.goto(`${world.url}/cases/${caseNo}`);
    await picture(other, "leave-case-delegate-390");
    expect(await overflowing(other)).to.deep.equal([]);

    await page.reload();
    await page.getByRole("button", { name: "结束代理" }).click();
    await page.getByText("已结束").waitFor();
    await page.goto(`${world.url}/cases/${caseNo}`);
    await page.locator("form.decision[action$=decision]").waitFor();
    await picture(page, "leave-case-back-390");
    await hers.close();
    await his.close();
  });

  it("takes no form of another site, another session or without our token", async () => {
    const context = await openAs(browser, world, { width: PHONE, userid: "liting" });
    const page = await context.newPage();
    await page.goto(`${world.url}/leave`);
    const send = (token: string, origin: string) =>
      context.request
        .post(`${world.url}/leave`, { form: { token, delegate: "sunli" }, headers: { origin } })
        .then((answer) => answer.status());
    const token = await page.locator(".leave-form [name=token]").inputValue();
    expect(await send("", world.url)).to.equal(403);
    expect(await send(`${token}x`, world.url)).to.equal(403);
    expect(await send(token, "https://elsewhere.example")).to.equal(403);
    expect(await send(token, world.url), "ours, and incomplete").to.equal(409);
    await context.close();
  });
});
