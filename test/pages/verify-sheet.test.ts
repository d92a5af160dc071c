import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { newSigningKey } from "../../src/lib/signing.ts";
import { projectRoot } from "../support/services.ts";
import { windowsForAll } from "../support/launch-browser.ts";
import { overflowing } from "./chromium.ts";
import { siteForAll } from "./site.ts";

const PAGE = pathToFileURL(join(projectRoot, "docs/verify-sheet.html")).href;

describe("the offline page that verifies a sheet, opened from a file", function () {
  this.timeout(60_000);
  const openWindow = windowsForAll();
  const site = siteForAll();
  let page: Page;
  let requests: string[];

  beforeEach(async () => {
    page = await (await openWindow({ viewport: { width: 390, height: 844 } })).newPage();
    requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(PAGE);
  });

  async function verdict(scanned: string, given: { key?: string; paper?: string } = {}) {
    await page.fill("#scanned", scanned);
    await page.fill("#key", given.key ?? site.publicKey);
    await page.fill("#paper", given.paper ?? "");
    await page.click("button");
    await page.waitForSelector("#result:not([hidden])");
    return page.locator("#result").innerText();
  }

  it("D34 says that the sheet is genuine, and which case, version and figures it is about", async () => {
    const words = await verdict(site.signedOf("supply_plan"), { paper: "3150 kVA" });
    for (const expected of [
      "签名有效",
      "BZ-2026-000123",
      "供电方案 v2",
      "审批未完成（生成时）",
      "审批未完成，不能作为实施依据",
      "2026年11月26日 10:30",
      "内蒙古牧名食品有限公司",
      "3150kVA",
      "10kV 双电源",
    ]) {
      expect(words).to.include(expected);
    }
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `test-output/verify-${width}.png`, fullPage: true });
      expect(await overflowing(page)).to.deep.equal([]);
    }
    expect(requests, "nothing is fetched").to.deep.equal([PAGE]);
  });

  it("D34 fails when one digit of the capacity was changed, in the code or on paper", async () => {
    const signed = site.signedOf("supply_plan");
    expect(await verdict(signed.replace("3150kVA", "3160kVA"))).to.match(/^不是真单：签名无效/);
    expect(await verdict(signed, { paper: "3160kVA" })).to.match(/^不是真单：纸面上的“3160kVA”/);
  });

  it("D34 fails whatever character was changed", async () => {
    const signed = site.signedOf("grid_investment");
    const end = signed.lastIndexOf(".");
    for (let at = 5; at < end; at += 11) {
      const other = signed[at] === "1" ? "2" : "1";
      const changed = signed.slice(0, at) + other + signed.slice(at + 1);
      expect(await verdict(changed), changed).to.match(/^不是真单：/);
    }
    const last = signed.slice(0, -10) + (signed.at(-10) === "A" ? "B" : "A") + signed.slice(-9);
    expect(await verdict(last)).to.match(/^不是真单：签名无效/);
  });

  it("fails with the key of somebody else, with none, and with other text", async () => {
    const signed = site.signedOf("supply_plan");
    const { publicKey } = newSigningKey();
    expect(await verdict(signed, { key: publicKey })).to.match(/^不是真单：签名无效/);
    expect(await verdict(signed, { key: "nonsense" })).to.match(/^不是真单：公钥不对/);
    expect(await verdict("https://example.com")).to.match(/^不是真单：读不出审批单/);
  });
});
