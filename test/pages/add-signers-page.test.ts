import { expect } from "chai";
import type { Page } from "playwright-core";
import { addInBrowser } from "../support/added-signers.ts";
import { approve, pressButton } from "../support/people.ts";
import { settle } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, unfold, visitsTo } from "./chromium.ts";

describe("signers are added on the page of a case, in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll();
  const open = visitsTo(world);
  const thisCase = caseForEach(world);

  const openCase = (userid: string, width = PHONE) =>
    open(userid, `/cases/${thisCase.no}`, { width });

  async function shown(page: Page, name: string, part = "main"): Promise<void> {
    expect(await overflowing(page)).to.deep.equal([]);
    await page
      .locator(part)
      .first()
      .screenshot({ path: `test-output/signers-${name}.png` });
  }

  it("without a script: Li ticks two people, is told what is missing, and mends it", async () => {
    const page = await openCase("liting");
    await unfold(page, "加签");
    const form = page.locator("form[action*='/acts/add-signers/']");
    await form.getByLabel("前加签").check();
    await form.getByRole("checkbox", { name: "孙丽" }).check();
    await form.locator("summary").filter({ hasText: "生产" }).click();
    await form.getByRole("checkbox", { name: "吴昊" }).check();
    await form.locator("textarea").fill("忙");
    await shown(page, "form-390", ".asked");
    await form.getByRole("button").click();
    await page.locator(".refused").waitFor();
    const ticked = form.getByRole("checkbox", { name: "吴昊" });
    expect(await ticked.isChecked(), "what was ticked is kept").to.equal(true);
    await picture(page, "signers-refused-390");
    await form.locator("textarea").fill("请先核对供电线路的余量");
    await form.getByRole("button").click();
    await page.getByText("等待意见").first().waitFor();
    await settle(world);
    const [approval] = (await thisCase.file()).approvals;
    expect(approval?.tasks.slice(-2).map(({ holder }) => holder)).to.have.members([
      "sunli",
      "wuhao",
    ]);
  });

  for (const width of [PHONE, DESKTOP]) {
    it(`shows at ${width} px the form, whom the adder waits for, what the added are asked, and what they said`, async () => {
      const page = await openCase("liting", width);
      await unfold(page, "加签");
      await unfold(page, "委派");
      await shown(page, `forms-${width}`, ".asked");
      const how = { how: "before", people: ["sunli", "wuhao"] };
      await addInBrowser(world, { userid: "liting", caseNo: thisCase.no }, how);

      const waiting = await openCase("liting", width);
      await unfold(waiting, "减签");
      await shown(waiting, `waiting-${width}`);
      expect(await waiting.locator(".asked").count()).to.equal(0);

      const asked = await openCase("wuhao", width);
      await asked.getByRole("heading", { name: "请您提意见" }).waitFor();
      await shown(asked, `asked-${width}`, ".asked");

      await approve(world, "sunli");
      await pressButton(world, "wuhao", { button: "不同意", opinion: "source-unfit" });
      const back = await openCase("liting", width);
      await shown(back, `heard-${width}`);
      expect(await back.locator(".heard").textContent()).to.include("吴昊");
    });
  }
});
