import { expect } from "chai";
import type { Page } from "playwright-core";
import { API_FAULT_KINDS, CALLBACK_FAULT_KINDS } from "../../src/simulator/world/fault.ts";
import { bureauForEach, cardMessage } from "./support/bureau.ts";
import { PICTURES, windowsForAll } from "../support/launch-browser.ts";

describe("simulator: faults by hand", function () {
  this.timeout(30_000);
  const openWindow = windowsForAll();
  const bureau = bureauForEach({ corpName: "模拟供电局" });
  let page: Page;
  beforeEach(async () => {
    page = await (await openWindow({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(bureau.url);
  });

  const lines = async () => page.locator(".fault-line > form > span").allInnerTexts();
  const setFault = async (form: "接口" | "回调", kind: string) => {
    const before = (await lines()).length;
    const details = page.locator("details", { hasText: `${form}出故障` });
    if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
    await details.locator('select[name="kind"]').selectOption(kind);
    await details.getByRole("button", { name: `加入${form}故障` }).click();
    await page.waitForFunction(
      (count) => document.querySelectorAll(".fault-line").length === count,
      before + 1,
    );
  };

  it("switches on every kind there is, and lists each in Chinese words", async () => {
    const apiKinds = API_FAULT_KINDS.filter((kind) => kind !== "errcode");
    for (const kind of ["45009", ...apiKinds]) await setFault("接口", kind);
    for (const kind of CALLBACK_FAULT_KINDS) await setFault("回调", kind);
    const kinds = bureau.simulator.world.faults.map(({ kind }) => kind);
    expect(kinds).to.deep.equal([...API_FAULT_KINDS, ...CALLBACK_FAULT_KINDS]);
    const shown = await lines();
    for (const line of shown) expect(line).to.match(/^(发消息|回调)：\S.*\n?还有 1 次$/s);
    expect(new Set(shown).size).to.equal(kinds.length);
    expect(await page.locator("#badge").innerText()).to.equal(`故障 ${kinds.length}`);
  });

  it("sets whom, how often, after how many, how late and with which code", async () => {
    const form = page.locator("details", { hasText: "接口出故障" });
    await form.locator("summary").click();
    await form.locator('[name="api"]').selectOption("message/update_template_card");
    await form.getByLabel("其它错误码").fill("40058");
    await form.locator('[name="times"]').selectOption("0");
    await form.locator('[name="userid"]').selectOption("lisi");
    await form.getByLabel("先放过").fill("2");
    await form.getByLabel("先执行再报错").check();
    await form.getByRole("button").click();
    await page.getByText("更新卡片：错误码 40058（已执行）").waitFor();
    await page.getByText("一直，先放过 2 次，只对李四").waitFor();
    const [fault] = bureau.simulator.world.faults;
    expect(fault).to.deep.include({
      api: "message/update_template_card",
      errcode: 40058,
      skipLeft: 2,
      userid: "lisi",
      afterProcessing: true,
    });
  });

  it("counts what happened, and removes one fault or all", async () => {
    await setFault("接口", "drop");
    await setFault("回调", "lose-callback");
    await bureau.control("faults", { api: "*", kind: 6000, times: 3 });
    await bureau.call("user/get", undefined, { userid: "lisi" });
    await page.getByText("还有 1 次，已发生 2 次").waitFor();
    await page.getByRole("button", { name: "移除" }).first().click();
    await page.waitForFunction(() => document.querySelectorAll(".fault-line").length === 2);
    await page.getByRole("button", { name: "全部清除" }).click();
    await page.getByText("当前没有故障").waitFor();
    expect(bureau.simulator.world.faults).to.deep.equal([]);
  });

  it("makes tokens invalid at once, and lets held callbacks go", async () => {
    await bureau.call("user/get", undefined, { userid: "lisi" });
    await page.getByRole("button", { name: "令牌立即失效" }).click();
    await bureau.control("faults", { kind: "reorder-callback" });
    await bureau.control("say", { userid: "lisi", content: "查" });
    await page.getByRole("button", { name: "放出被扣留的回调（1）" }).click();
    await page.locator(".push-list .dot-delivered").waitFor();
    expect(bureau.receiver.received).to.have.length(1);
    expect(bureau.simulator.world.tokens.size).to.equal(0);
  });

  it("turns what is not settled about the server on and off", async () => {
    await page.getByText("服务器行为").click();
    const line = page.locator("#switches li", { hasText: "被动回复可改卡片" });
    await line.getByRole("button", { name: "关" }).click();
    await line.getByRole("button", { name: "开" }).waitFor();
    expect(bureau.simulator.world.behaviour.passiveCardReplies).to.equal(true);
    await page.locator("#switches li", { hasText: "模拟时钟" }).getByRole("button").click();
    await page.locator("#switches li", { hasText: "模拟时钟" }).getByText("开").waitFor();
    expect(bureau.simulator.world.behaviour.retryClock).to.equal("simulated");
  });

  it("works without script: a form leads back to the page", async () => {
    const response = await fetch(`${bureau.url}/desk/fault`, {
      method: "POST",
      body: new URLSearchParams({ kind: "lose-callback", times: "1" }),
      redirect: "manual",
    });
    expect(response.status).to.equal(303);
    expect(await (await fetch(bureau.url)).text()).to.include("回调：丢失");
  });

  for (const width of [1440, 390]) {
    it(`looks right at ${width} (pictures in test-output)`, async () => {
      await page.setViewportSize({ width, height: 1_000 });
      await bureau.send(cardMessage());
      await setFault("回调", "concurrent-callback");
      await setFault("接口", "timeout-after");
      await bureau.control("faults", { api: "*", kind: 42001, times: 0, userid: "lisi", skip: 2 });
      await page.getByText("服务器行为").click();
      await page.getByText("所有接口：令牌过期").waitFor();
      await page
        .locator("#panel")
        .screenshot({ path: `${PICTURES}/simulator-faults-${width}.png` });
      await page.goto(bureau.url);
      await page.screenshot({ path: `${PICTURES}/simulator-faults-desk-${width}.png` });
      const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrollWidth).to.equal(width);
    });
  }
});
