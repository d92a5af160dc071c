import { expect } from "chai";
import type { Page } from "playwright-core";
import { approve, example, giveBack, submitPlan } from "../support/people.ts";
import { submitSecondVersion } from "../support/presses.ts";
import { settle } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, visitsTo } from "./chromium.ts";

const WORDS = "出线间隔已满，请改接城南变";

describe("deciding on the page in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll();
  const open = visitsTo(world);
  const thisCase = caseForEach(world);

  const openCase = (width: number, javaScriptEnabled = true, userid = "liting") =>
    open(userid, `/cases/${thisCase.no}`, { width, javaScriptEnabled });

  const decisions = async () =>
    (await thisCase.file()).approvals.flatMap((approval) => approval.decisions);

  async function submit(page: Page): Promise<void> {
    await Promise.all([
      page.waitForLoadState("load"),
      page.getByRole("button", { name: "提交", exact: true }).click(),
    ]);
  }

  for (const width of [PHONE, DESKTOP]) {
    it(`shows at ${width} px first of all what is asked, with a form that fits`, async () => {
      const page = await openCase(width);
      expect(await overflowing(page)).to.deep.equal([]);
      const top = await page
        .locator("form[data-draft]")
        .evaluate((form) => form.getBoundingClientRect().top);
      expect(top, "without scrolling").to.be.below(600);
      await page.screenshot({ path: `test-output/decide-${width}.png` });
      await page.getByText("退回", { exact: true }).first().click();
      await page.getByText("勾选需要修改的内容").click();
      expect(await overflowing(page)).to.deep.equal([]);
      await page.locator(".asked").screenshot({ path: `test-output/decide-return-${width}.png` });
    });

    it(`shows at ${width} px a department first the changes that it answers for`, async () => {
      await approve(world, "liting");
      await giveBack(world, "wuhao");
      await submitSecondVersion(world, thisCase.no);
      await approve(world, "liting");
      const page = await openCase(width, true, "chenming");
      expect(await overflowing(page)).to.deep.equal([]);
      await page.locator(".since").screenshot({ path: `test-output/decide-reviewed-${width}.png` });
      const words = await page.locator(".since").innerText();
      expect(words).to.match(/您审核的内容：1 处[^]*产权分界点[^]*其他内容：8 处[^]*供电线路/);
    });

    it(`shows at ${width} px where a return may go, and to whoever is asked again why`, async () => {
      await approve(world, "liting");
      const page = await openCase(width, false, "wuhao");
      await page.getByText("退回", { exact: true }).first().click();
      expect(await overflowing(page)).to.deep.equal([]);
      await page.locator(".asked").screenshot({ path: `test-output/return-to-${width}.png` });
      await page.getByText("营销部审核（李婷）").click();
      await page.getByText("逐级重走").click();
      await page.locator("form[data-draft] textarea[name=text]").fill(WORDS);
      await submit(page);
      await settle(world);
      expect(await page.locator(".own").innerText()).to.include("退回至“营销部审核”，逐级重走");
      const [, decision] = await decisions();
      expect(decision).to.deep.include({ returnTo: "marketing", resume: "step-by-step" });
      await page
        .locator("#supply_plan-approval")
        .screenshot({ path: `test-output/returned-history-${width}.png` });
      const again = await openCase(width, true, "liting");
      expect(await again.locator(".since").innerText())
        .to.include("吴昊 退回至“营销部审核”")
        .and.include(WORDS);
      expect(await overflowing(again)).to.deep.equal([]);
      await again.locator(".asked").screenshot({ path: `test-output/asked-again-${width}.png` });
    });

    it(`shows at ${width} px whose signature was kept that they may withdraw it`, async () => {
      for (const userid of ["liting", "liuyang"]) await approve(world, userid);
      await giveBack(world, "wuhao");
      await submitPlan(world, {
        caseNo: thisCase.no,
        plan: { ...example("hv-plan"), opinion: "已补充说明" },
      });
      await approve(world, "liting");
      const page = await openCase(width, true, "liuyang");
      const own = page.locator(".own");
      await own.getByText("撤回沿用").first().click();
      expect(await own.innerText()).to.include("v2 沿用");
      expect(await overflowing(page)).to.deep.equal([]);
      await own.screenshot({ path: `test-output/withdraw-kept-${width}.png` });
    });

    it(`shows at ${width} px in the second round both versions side by side or one below the other`, async () => {
      await giveBack(world, "liting");
      await submitSecondVersion(world, thisCase.no);
      const page = await openCase(width);
      await page.locator(".history").getByText("并排查看未变化").click();
      expect(await overflowing(page)).to.deep.equal([]);
      await page.locator(".asked").screenshot({ path: `test-output/decide-round2-${width}.png` });
      await page.locator(".history").screenshot({ path: `test-output/versions-${width}.png` });
      const [before, after] = await Promise.all(
        ["del", "ins"].map((tag) => page.locator(`.asked ${tag}`).first().boundingBox()),
      );
      const isBeside = (after?.x ?? 0) > (before?.x ?? 0) + (before?.width ?? 0) - 1;
      expect(isBeside, "beside").to.equal(width === DESKTOP);
      const struck = await page
        .locator(".asked del")
        .first()
        .evaluate((one) => getComputedStyle(one).textDecorationLine);
      expect(struck).to.equal(width === DESKTOP ? "none" : "line-through");
    });
  }

  it("without a script: Li returns the plan, ticks what to mend, and reads that it is done", async () => {
    const page = await openCase(PHONE, false);
    await page.getByText("退回", { exact: true }).first().click();
    await page.getByLabel("退回：常用语").getByText("电源点不合理").click();
    await page.getByText("勾选需要修改的内容").click();
    await page.getByText("电源 1 · 供电线路").first().click();
    await page.locator("form[data-draft] textarea[name=text]").fill(WORDS);
    await submit(page);
    await settle(world);
    expect(page.url()).to.equal(`${world.url}/cases/${thisCase.no}`);
    expect(await page.locator(".own").innerText())
      .to.include("您已于")
      .and.include(WORDS);
    const [decision] = await decisions();
    expect(decision).to.deep.include({ verb: "return", channel: "page" });
    expect(decision?.opinion.text).to.equal(`电源点不合理：${WORDS}；需修改：电源 1 · 供电线路`);
    await page.screenshot({ path: "test-output/decided-390.png" });
  });

  it("without a script: Li is told what is missing, and her text is still there", async () => {
    const page = await openCase(PHONE, false);
    await page.getByText("退回", { exact: true }).first().click();
    await page.locator("form[data-draft] textarea[name=text]").fill("不行");
    await submit(page);
    expect(await page.locator(".refused").innerText()).to.include("退回须说明理由");
    expect(await page.locator("form[data-draft] textarea[name=text]").inputValue()).to.equal(
      "不行",
    );
    expect(await page.locator("[name=verb][value=return]").isChecked()).to.equal(true);
    await page.screenshot({ path: "test-output/refused-390.png" });
    expect(await decisions()).to.deep.equal([]);
  });

  it("a browser asks for a verb before it sends anything", async () => {
    const page = await openCase(PHONE);
    await page.locator("form[data-draft] textarea[name=text]").fill(WORDS);
    await page.getByRole("button", { name: "提交", exact: true }).click();
    expect(page.url()).to.equal(`${world.url}/cases/${thisCase.no}`);
    expect(await decisions()).to.deep.equal([]);
  });

  it("the line breaks while it is sent: the text is there when the page is opened again, and gone once it is signed", async () => {
    const page = await openCase(PHONE);
    await page.getByText("退回", { exact: true }).first().click();
    await page.getByText("资料不全").first().click();
    await page.locator("form[data-draft] textarea[name=text]").fill(WORDS);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "提交", exact: true }).click();
    await page.waitForURL(/chrome-error/);
    await page.context().setOffline(false);
    await page.goto(`${world.url}/cases/${thisCase.no}`);
    expect(await page.locator("form[data-draft] textarea[name=text]").inputValue()).to.equal(WORDS);
    expect(await page.locator("[value=material-missing]").first().isChecked()).to.equal(true);
    await submit(page);
    await settle(world);
    expect((await decisions()).map(({ opinion }) => opinion.text)).to.deep.equal([
      `资料不全：${WORDS}`,
    ]);
    expect(await page.evaluate("localStorage.length")).to.equal(0);
  });

  it("the login ran out: Li logs in through WeCom, comes back, and her text is in the form", async () => {
    const page = await openCase(PHONE, false);
    await page.getByText("同意", { exact: true }).first().click();
    await page.locator("form[data-draft] textarea[name=text]").fill(WORDS);
    await page.context().clearCookies();
    await page
      .context()
      .addCookies([{ name: "sim_user", value: "liting", url: world.simulatorUrl }]);
    await submit(page);
    expect(await page.locator("h1").innerText()).to.equal("登录已过期");
    await picture(page, "login-over-390");
    await page.getByRole("link", { name: "重新登录" }).click();
    await page.locator("form[data-draft] textarea[name=text]").waitFor();
    expect(new URL(page.url()).pathname).to.equal(`/cases/${thisCase.no}`);
    expect(await page.locator("form[data-draft] textarea[name=text]").inputValue()).to.equal(WORDS);
    await page.screenshot({ path: "test-output/login-back-390.png" });
  });
});
