import { expect } from "chai";
import type { Page } from "playwright-core";
import { windowsForAll } from "../support/launch-browser.ts";
import { overflowing } from "./chromium.ts";
import { siteForAll } from "./site.ts";

/** Width of a phone, of a tablet held upright, and of a desktop window, in CSS pixels. */
const WIDTHS = [390, 768, 1280];

describe("the case page in a browser", function () {
  this.timeout(60_000);
  const openWindow = windowsForAll();
  const site = siteForAll();

  for (const width of WIDTHS) {
    it(`shows the whole case at ${width} px, with nothing wider than the screen`, async () => {
      const page = await openCase(width);
      await page.screenshot({ path: `test-output/case-${width}.png`, fullPage: true });
      expect(await overflowing(page)).to.deep.equal([]);
      const words = await page.locator("body").innerText();
      for (const expected of [
        "BZ-2026-000123",
        "第 2 轮",
        "图克工业二线",
        "待 吴昊、刘洋",
        "已退回",
      ]) {
        expect(words).to.include(expected);
      }
    });
  }

  it("keeps case and state in sight while it scrolls", async () => {
    const page = await openCase(390);
    await page.locator("#stages").scrollIntoViewIfNeeded();
    await page.screenshot({ path: "test-output/case-390-scrolled.png" });
    const top = await page.locator(".strip").evaluate((strip) => strip.getBoundingClientRect().top);
    expect(top).to.equal(0);
  });

  it("applies its style sheet and breaks no rule of the content security policy", async () => {
    const complaints: string[] = [];
    const page = await openCase(390, (text) => complaints.push(text));
    const position = await page
      .locator(".strip")
      .evaluate((strip) => getComputedStyle(strip).position);
    expect(position).to.equal("sticky");
    expect(complaints).to.deep.equal([]);
  });

  it("opens the text of an older version without a script", async () => {
    const page = await openCase(390);
    await page.getByText("查看 v1 全文").click();
    expect(await page.getByText("两路同时供电").last().isVisible()).to.equal(true);
    await page.screenshot({ path: "test-output/case-390-history.png", fullPage: true });
  });

  it("says that there is nothing to see in a page of its own", async () => {
    const page = await newPage(390);
    const answer = await page.goto(`${site.url}/cases/NO-SUCH-CASE`);
    expect(answer?.status()).to.equal(404);
    await page.screenshot({ path: "test-output/not-found-390.png" });
    expect(await page.locator("h1").innerText()).to.equal("没有找到");
  });

  async function newPage(width: number): Promise<Page> {
    const context = await openWindow({
      viewport: { width, height: 844 },
      extraHTTPHeaders: { Cookie: site.cookieOf("zhangwei") },
    });
    return context.newPage();
  }

  async function openCase(width: number, onComplaint = (_: string) => {}): Promise<Page> {
    const page = await newPage(width);
    page.on("console", (message) => onComplaint(message.text()));
    await page.goto(`${site.url}/cases/BZ-2026-000123`);
    return page;
  }
});
