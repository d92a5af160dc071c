import { expect } from "chai";
import { approve } from "../support/people.ts";
import { settle } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, unfold, visitsTo } from "./chromium.ts";

const REASON = "本周外出学习，请代为审核";

describe("what people do on the page beside deciding, in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll();
  const open = visitsTo(world);
  const thisCase = caseForEach(world);

  const openCase = (userid: string, width = PHONE) =>
    open(userid, `/cases/${thisCase.no}`, { width });

  for (const width of [PHONE, DESKTOP]) {
    it(`shows at ${width} px the holder's forms folded below the decision`, async () => {
      const page = await openCase("liting", width);
      expect(await page.locator(".asked details.act").count()).to.equal(6);
      await picture(page, `acts-folded-${width}`);
      await unfold(page, "知悉");
      await unfold(page, "转办");
      expect(await overflowing(page)).to.deep.equal([]);
      await page.locator(".asked").screenshot({ path: `test-output/acts-holder-${width}.png` });
    });

    it(`shows at ${width} px what submitter and managers may do, and the history of a task`, async () => {
      await thisCase.act("liting", "transfer", { "code.transfer": "wuhao", text: REASON });
      const page = await openCase("zhangwei", width);
      await unfold(page, "催办 吴昊");
      await unfold(page, "撤回审批");
      expect(await overflowing(page)).to.deep.equal([]);
      await page.screenshot({ path: `test-output/acts-owner-${width}.png`, fullPage: true });
    });
  }

  it("without a script: Li gives the task to Wu and reads that it is his now", async () => {
    const page = await openCase("liting");
    await unfold(page, "转办");
    const form = page.locator("form[action*='/acts/transfer/']");
    const whom = form.locator("[name='code.transfer']");
    await whom.fill("吴昊");
    await form.locator("textarea").fill("忙");
    await form.getByRole("button").click();
    await page.locator(".refused").waitFor();
    expect(await whom.inputValue(), "the choice is kept").to.equal("吴昊");
    await picture(page, "act-refused-390");
    await form.locator("textarea").fill(REASON);
    await form.getByRole("button").click();
    await page.getByText("转办给 吴昊").waitFor();
    await settle(world);
    const [approval] = (await thisCase.file()).approvals;
    expect(approval?.tasks.at(-1)?.holder).to.equal("wuhao");
  });

  it("whoever has signed may take it back", async () => {
    await approve(world, "liting");
    const page = await openCase("liting");
    await unfold(page, "拿回意见");
    expect(await overflowing(page)).to.deep.equal([]);
    await page.locator(".own").screenshot({ path: "test-output/act-take-back-390.png" });
  });
});
