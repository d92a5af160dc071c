import { expect } from "chai";
import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { pdf, PNG } from "../support/attachments.ts";
import { MUST_READ } from "../support/bureau-variant.ts";
import { until } from "../support/process-world.ts";
import { callApi, example, giveBack } from "../support/people.ts";
import { decisionsOf, freshCase } from "../support/presses.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, visitsTo } from "./chromium.ts";

/** The page, the file in it, the viewer around the file, and the file in the viewer. */
const FRAMES_OF_VIEWER = 4;

describe("attachments in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll({ bureau: MUST_READ });
  const open = visitsTo(world);
  let caseNo: string;

  before(() => {
    writeFileSync("test-output/一次接线图.pdf", pdf("one-line diagram"));
    writeFileSync("test-output/现场照片.png", PNG);
    writeFileSync("test-output/page.html", "<!doctype html><script>1</script>");
  });

  it("Zhang uploads on his phone without a script; Chen opens what she has to read, and then signs", async () => {
    caseNo = await freshCase(world);
    await giveBack(world, "chenming");
    const upload = await open("zhangwei", `/cases/${caseNo}`);
    await upload.getByRole("link", { name: "上传附件" }).click();
    await send(upload, "page.html");
    expect(await upload.locator(".refused").innerText()).to.include("不是 PDF 或图片");
    await picture(upload, "upload-refused-390");
    await send(upload, "一次接线图.pdf");
    await send(upload, "现场照片.png");
    await picture(upload, "upload-390");
    expect(await overflowing(upload)).to.deep.equal([]);
    const ids = await upload.locator(".waiting code").allInnerTexts();
    expect(ids).to.have.length(2);
    const body = {
      submittedBy: "zhangwei",
      plan: { ...example("hv-plan"), opinion: "见附件" },
      attachments: ids,
    };
    expect((await callApi(world, `/api/cases/${caseNo}/plans`, { body })).status).to.equal(201);
    await settle(world);

    const page = await open("chenming", `/cases/${caseNo}`);
    expect(await page.locator(".must-read").innerText()).to.include("还有 2 个未看");
    expect(await overflowing(page)).to.deep.equal([]);
    await page.locator(".asked").screenshot({ path: "test-output/must-read-390.png" });
    for (const name of ["一次接线图.pdf", "现场照片.png"]) {
      await page.locator(".attachments").getByRole("button", { name }).click();
      await page.locator(".watermark").waitFor();
      await page.getByRole("link", { name: "回到工单" }).click();
    }
    expect(await page.locator(".must-read").count()).to.equal(0);
    await page.locator(".attachments").screenshot({ path: "test-output/attachments-390.png" });
    await page.getByText("同意", { exact: true }).first().click();
    await page.getByRole("button", { name: "提交", exact: true }).click();
    await settle(world);
    expect(await decisionsOf(world, caseNo)).to.include("chenming approve");
  });

  for (const width of [PHONE, DESKTOP]) {
    it(`shows at ${width} px a picture and a PDF under the reader's name, and breaks no rule of the policy`, async () => {
      const page = await open("chenming", `/cases/${caseNo}`, {
        width,
        // The viewer of PDFs that the browser brings along is a page with scripts of its own.
        javaScriptEnabled: true,
      });
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      await page.locator(".attachments").getByRole("button", { name: "现场照片.png" }).click();
      const image = page.locator(".paper img");
      expect(await image.evaluate((one) => (one as HTMLImageElement).naturalWidth)).to.equal(120);
      expect(await overflowing(page)).to.deep.equal([]);
      await picture(page, `attachment-picture-${width}`);
      await page.goBack();
      await page.locator(".attachments").getByRole("button", { name: "一次接线图.pdf" }).click();
      await page.locator(".watermark").waitFor();
      await until(() => page.frames().length === FRAMES_OF_VIEWER);
      await page.waitForLoadState("networkidle");
      expect(await overflowing(page)).to.deep.equal([]);
      await picture(page, `attachment-pdf-${width}`);
      expect(complaints).to.deep.equal([]);
    });
  }

  async function send(page: Page, file: string): Promise<void> {
    await page.locator("input[type=file]").setInputFiles(`test-output/${file}`);
    await page.getByRole("button", { name: "上传", exact: true }).click();
    await page.waitForLoadState("load");
  }
});
