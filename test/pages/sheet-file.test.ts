import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { renderToString } from "preact-render-to-string";
import { issueSheet } from "../../src/actions/issue-sheet.ts";
import type { CaseNo, StaffId } from "../../src/domain/ids.ts";
import { QrCode } from "../../src/http/views/qr-code.tsx";
import { newSigningKey } from "../../src/lib/signing.ts";
import { uploadByApi } from "../support/attachments.ts";
import { browser, browserOf, SESSION, type Browser } from "../support/bad-input/browser.ts";
import { consult, type } from "../support/operator.ts";
import { pdfText } from "../support/pdf-text.ts";
import { approveAll, callApi, CASE_NO, example, openCase } from "../support/people.ts";
import { openWorld, settle, type World } from "../support/world.ts";

const SHEET_SIGNING_KEY = newSigningKey().privateKey;
const PAGE = `/cases/${CASE_NO}/sheet/supply_plan`;

describe("the sheet as a PDF file, printed by a real Chromium", function () {
  this.timeout(60_000);
  let folder: string;
  let world: World;
  let who: Browser;
  let env: { CHROMIUM_PATH: string; SHEET_SIGNING_KEY: string };
  let sha256: string;

  before(async () => {
    mkdirSync("test-output", { recursive: true });
    folder = mkdtempSync(join(tmpdir(), "qianpi-sheet-file-"));
    env = { CHROMIUM_PATH: watchedChromium(), SHEET_SIGNING_KEY };
    world = await openWorld({ env });
    await openCase(world);
    const upload = { name: "一次接线图（2 号图，改）.pdf" };
    const { body } = await uploadByApi(world, CASE_NO, upload);
    sha256 = body.sha256;
    await callApi(world, `/api/cases/${CASE_NO}/plans`, {
      body: { submittedBy: "zhangwei", plan: example("hv-plan"), attachments: [body.attachmentId] },
    });
    await settle(world);
    await approveAll(world);
    who = await browserOf(world, "zhangwei");
  });

  after(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  /** Chromium behind a script that keeps a copy of the page which it is given. */
  function watchedChromium(): string {
    const path = join(folder, "chromium");
    const real = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
    const copy = `for one; do case "$one" in file://*) cp "\${one#file://}" "${folder}/printed.html";; esac; done`;
    writeFileSync(path, `#!/bin/sh\n${copy}\nexec "${real}" "$@"\n`);
    chmodSync(path, 0o755);
    return path;
  }

  function download(path: string): Promise<Response> {
    const headers = { cookie: `${SESSION}=${who.jar.get(SESSION) ?? ""}` };
    return fetch(`${world.url}${path}`, { headers, redirect: "manual" });
  }

  /** What a reader finds in such a file. */
  function checkPdf(pdf: Buffer, issuer: string): void {
    expect(pdf.subarray(0, 5).toString()).to.equal("%PDF-");
    const raw = pdf.toString("latin1");
    expect(raw).to.match(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12]/);
    // Outlines of a CFF font are drawn as a font of their own, those of a TrueType font are embedded.
    expect(raw, "fonts are in the file").to.match(/\/Subtype \/Type3|\/FontFile[23] \d+ 0 R/);
    const text = pdfText(pdf);
    for (const expected of [
      "供电方案审批单",
      `${issuer} 于 `,
      "内蒙古牧名食品有限公司",
      "审批通过",
      "附件（1 个）",
      "一次接线图（2 号图，改）.pdf",
      sha256.slice(0, 16),
      "签署意见（",
      "审批用时合计",
      "内容指纹",
      "第 1 页，共 ",
    ]) {
      expect(text).to.include(expected);
    }
    for (const ofTheScreen of ["下载 PDF", "退出登录", "返回工单", "page.html"]) {
      expect(text).not.to.include(ofTheScreen);
    }
  }

  it("is one click away from the sheet, and is named after kind, case and version", async () => {
    expect((await who.get(PAGE)).text).to.include(`<a href="${PAGE}.pdf">下载 PDF 文件</a>`);
    const answer = await download(`${PAGE}.pdf`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get("content-type")).to.equal("application/pdf");
    const disposition = answer.headers.get("content-disposition") ?? "";
    const [, name = ""] =
      /^attachment; filename="[\w.-]+"; filename\*=UTF-8''(.*)$/.exec(disposition) ?? [];
    expect(decodeURIComponent(name)).to.equal(`供电方案审批单-${CASE_NO}-v1.pdf`);
    const pdf = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get("content-length")).to.equal(`${pdf.length}`);
    writeFileSync("test-output/sheet-file.pdf", pdf);
    checkPdf(pdf, "张伟");
  });

  it("carries the code that verify-sheet accepts, and says what of the attachments it covers", async () => {
    await download(`${PAGE}.pdf`);
    const asked = { caseNo: CASE_NO as CaseNo, kind: "supply_plan" as const };
    const viewer = { staff: "zhangwei" as StaffId };
    const signed = (await issueSheet(world.app.deps, { ...asked, viewer }))?.signed ?? "";
    const printed = readFileSync(join(folder, "printed.html"), "utf8");
    expect(printed).to.include(
      renderToString(QrCode({ text: signed, label: "审批单的签名二维码" })),
    );
    const checked = await type(world, ["verify-sheet", signed, "--paper", "315 kVA"], { env });
    expect(checked.out).to.include("签名有效").and.include("一致，仍是最新版本");
    expect(printed).to.include("附件的内容计入内容指纹，文件名不计。");
  });

  it("needs nothing but itself: no script, nothing to be loaded", async () => {
    const printed = readFileSync(join(folder, "printed.html"), "utf8");
    expect(printed).not.to.match(/<script|<link|<img|src=|@import|url\(/);
    expect(printed).to.include("default-src 'none'");
  });

  it("is had at a terminal too", async () => {
    const file = join(folder, "审批单.pdf");
    const { code, out, err } = await type(world, ["sheet", CASE_NO, "--pdf", file], { env });
    expect(code, err).to.equal(0);
    expect(out).to.include("审批通过");
    checkPdf(readFileSync(file), "cli:test");
    const investment = ["sheet", CASE_NO, "--kind", "grid_investment", "--pdf", file];
    expect(await type(world, investment, { env })).to.include({ code: 1 });
    const without = await type(world, ["sheet", CASE_NO, "--pdf", file]);
    expect(without).to.include({ code: 2, err: "没有设置 CHROMIUM_PATH，不能生成 PDF\n" });
  });

  it("is not for whoever may not see the case, and asks for a login as the page does", async () => {
    const stranger = await browserOf(world, "hebing");
    expect((await stranger.get(`${PAGE}.pdf`)).status).to.equal(404);
    const { location } = await browser(world).get(`${PAGE}.pdf`);
    expect(location).to.equal(`/login?to=${encodeURIComponent(PAGE)}`);
    expect((await who.post(`${PAGE}.pdf`, {})).status).to.equal(405);
  });

  it("the doctor prints a line of Chinese and looks whether it can be read", async () => {
    const { of } = await consult(world, { env });
    expect(of("printer")).to.include({ result: "ok" });
    const broken = await consult(world, { env: { CHROMIUM_PATH: "/bin/false" } });
    expect(broken.of("printer")?.result).to.equal("fail");
    expect((await consult(world)).of("printer")?.message).to.include("没有设置 CHROMIUM_PATH");
  });
});
