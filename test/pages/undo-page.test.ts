import { expect } from "chai";
import type { Page } from "playwright-core";
import { leave } from "../../src/simulator/phone/change-contact.ts";
import { UNDO_THEN_TWO } from "../support/bureau-variant.ts";
import { approve } from "../support/people.ts";
import { CONTACTS, passTo, settle } from "../support/world.ts";
import { caseIn } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, unfold, visitsTo } from "./chromium.ts";

describe("undoing a decision, and an office that is vacant, in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll({
    at: "2026-11-27 15:30",
    contacts: CONTACTS,
    bureau: UNDO_THEN_TWO,
  });
  const open = visitsTo(world);
  const thisCase = caseIn(world);

  async function openSigned(width: number): Promise<Page> {
    await thisCase.renew();
    await approve(world, "chenming");
    return openCase("chenming", width);
  }

  const openCase = (userid: string, width: number, path = "") =>
    open(userid, `/cases/${thisCase.no}${path}`, { width });

  for (const width of [PHONE, DESKTOP]) {
    it(`at ${width} px: 陈明 reads until when, presses once, and is asked again`, async () => {
      const page = await openSigned(width);
      await unfold(page, "撤回这次决定");
      expect(await overflowing(page)).to.deep.equal([]);
      await picture(page, `undo-${width}`);
      await page.locator("form[action*='/acts/undo/']").getByRole("button").click();
      await page.getByRole("radio").first().waitFor();
      await settle(world);
      expect(await overflowing(page)).to.deep.equal([]);
      await picture(page, `undone-${width}`);
      const [approval] = (await thisCase.file()).approvals;
      expect(approval?.acts.map(({ kind }) => kind)).to.deep.equal(["undo"]);
      expect(approval?.tasks.at(-1)?.holder).to.equal("chenming");
    });
  }

  it("shows on page and sheet what 陈明's office was vacant for", async () => {
    await thisCase.renew();
    await leave(world.simulator.stage, "chenming");
    await passTo(world, "2026-11-30 08:50");
    for (const width of [PHONE, DESKTOP]) {
      const page = await openCase("zhangwei", width);
      await page.getByText("岗位空缺").waitFor();
      expect(await overflowing(page)).to.deep.equal([]);
      const nodes = page.locator(".round").first();
      await nodes.screenshot({ path: `test-output/vacant-${width}.png` });
    }
    const sheet = await openCase("zhangwei", DESKTOP, "/sheet/supply_plan");
    await picture(sheet, "vacant-sheet-1280");
    expect(await sheet.getByText("其中岗位空缺").count()).to.equal(1);
  });
});
