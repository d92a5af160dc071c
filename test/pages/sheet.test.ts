import { writeFileSync } from "node:fs";
import { expect } from "chai";
import type { Page } from "playwright-core";
import type { ApprovalKind } from "../../src/domain/approval-kind.ts";
import { pdfText } from "../support/pdf-text.ts";
import { windowsForAll } from "../support/launch-browser.ts";
import { overflowing } from "./chromium.ts";
import { siteForAll } from "./site.ts";

describe("the printed sheet in a browser", function () {
  this.timeout(60_000);
  const openWindow = windowsForAll();
  const site = siteForAll();

  async function open(kind: ApprovalKind, width = 1280): Promise<Page> {
    const context = await openWindow({
      viewport: { width, height: 844 },
      extraHTTPHeaders: { Cookie: site.cookieOf("zhangwei") },
    });
    const page = await context.newPage();
    await page.goto(`${site.url}/cases/BZ-2026-000123/sheet/${kind}`);
    return page;
  }

  for (const width of [390, 768, 1280]) {
    it(`shows everything at ${width} px, with nothing wider than the screen`, async () => {
      const page = await open("supply_plan", width);
      await page.screenshot({ path: `test-output/sheet-${width}.png`, fullPage: true });
      expect(await overflowing(page)).to.deep.equal([]);
      const words = await page.locator("main").innerText();
      for (const expected of [
        "供电方案审批单",
        "审批未完成",
        "本单不能作为实施依据",
        "待 吴昊（生产技术部 负责人）审批",
        "3150 kVA",
        "无功补偿容量不足",
        "第 2 轮，v2",
        "审批用时合计",
        "另有退回修改",
        "容量\n3150kVA",
        "附件（2 个）",
      ]) {
        expect(words).to.include(expected);
      }
    });
  }

  it("is printed to PDF on A4 with all its text, the code with it, and nothing of the screen", async () => {
    for (const kind of ["supply_plan", "grid_investment"] as const) {
      const page = await open(kind);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      writeFileSync(`test-output/sheet-${kind}.pdf`, pdf);
      const text = pdfText(pdf);
      for (const expected of ["审批单", "BZ-2026-000123", "内蒙古牧名食品有限公司", "内容指纹"]) {
        expect(text).to.include(expected);
      }
      expect(pdf.toString("latin1")).to.match(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12]/);
      expect(text).not.to.include("退出登录").and.not.to.include("返回工单");
    }
  });

  it("marks an approved document as approved and asks nobody", async () => {
    const page = await open("grid_investment");
    const words = await page.locator("main").innerText();
    expect(words).to.include("配套电网投资审批单").and.include("审批通过");
    expect(words).not.to.include("审批未完成").and.not.to.include("不能作为实施依据");
    await page.screenshot({ path: "test-output/sheet-investment.png", fullPage: true });
  });

  it("breaks no rule of the content security policy", async () => {
    const complaints: string[] = [];
    const page = await open("supply_plan");
    page.on("console", (message) => complaints.push(message.text()));
    await page.reload();
    expect(complaints).to.deep.equal([]);
    expect(await page.locator("svg.qr path").getAttribute("d")).to.match(/^M4 4h7v1h-7z/);
  });

  it("is one click away from the case page", async () => {
    const page = await open("supply_plan");
    await page.goto(`${site.url}/cases/BZ-2026-000123`);
    await page.getByText("打印供电方案审批单").click();
    expect(await page.locator("h1").innerText()).to.equal("供电方案审批单");
  });

  it("does not exist for a kind that there is none of", async () => {
    const page = await open("supply_plan");
    const answer = await page.goto(`${site.url}/cases/BZ-2026-000123/sheet/plan`);
    expect(answer?.status()).to.equal(404);
  });

  it("where no Chromium is configured no file is offered, and its address says how to print", async () => {
    const page = await open("supply_plan");
    expect(await page.locator("main").innerText()).not.to.include("下载 PDF");
    const answer = await page.goto(`${site.url}/cases/BZ-2026-000123/sheet/supply_plan.pdf`);
    expect(answer?.status()).to.equal(404);
    expect(await page.locator("main").innerText()).to.include("用浏览器的“打印”");
    await page.getByRole("link", { name: "打开审批单" }).click();
    expect(await page.locator("h1").innerText()).to.equal("供电方案审批单");
    await page.close();
  });

  it("is verified with a key that everybody may fetch", async () => {
    const answer = await fetch(`${site.url}/sheet-key.pub`);
    expect(answer.headers.get("content-type")).to.match(/^text\/plain/);
    expect(await answer.text()).to.equal(site.publicKey);
  });
});
