import { expect } from "chai";
import { IN_BATCHES } from "../support/bureau-variant.ts";
import { actInBrowser } from "../support/page-acts.ts";
import { decideOnOwnPage } from "../support/page-decisions.ts";
import { decisionsOf, freshCase } from "../support/presses.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, visitsTo } from "./chromium.ts";

const QUESTION = "电缆从创业路哪一侧敷设？与市政管沟的距离是否核实？";

describe("questions, batches, copies and phrases in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll({ bureau: IN_BATCHES });
  const open = visitsTo(world);
  const cases: string[] = [];

  before(async () => {
    for (let n = 0; n < 5; n += 1) cases.push(await freshCase(world));
    cases.push(await freshCase(world, { kva: 400 }));
    const [asked = "", answered = ""] = cases;
    for (const caseNo of [asked, answered]) {
      await actInBrowser(world, { userid: "liting", caseNo, kind: "ask" }, { text: QUESTION });
    }
    await actInBrowser(
      world,
      { userid: "zhangwei", caseNo: answered, kind: "answer" },
      { text: "南侧，已与市政核实，净距 0.5 米" },
    );
  });

  for (const width of [PHONE, DESKTOP]) {
    it(`a question fits into ${width} px, for who is to answer and for who decides after`, async () => {
      const [asked = "", answered = ""] = cases;
      for (const [userid, path, name] of [
        ["zhangwei", "/tasks", "question-list"],
        ["zhangwei", `/cases/${asked}`, "question-answer"],
        ["sunli", `/cases/${answered}`, "question-read"],
      ] as const) {
        const page = await open(userid, path, { width });
        expect(await overflowing(page), name).to.deep.equal([]);
        await picture(page, `talk-${name}-${width}`);
      }
    });

    it(`the list with its boxes, the confirmation and the list of copies fit into ${width} px`, async () => {
      const page = await open("liting", "/tasks", { width });
      expect(await overflowing(page)).to.deep.equal([]);
      await picture(page, `talk-batch-list-${width}`);
      for (const box of await page.locator(".pick input").all()) await box.check();
      await page.getByRole("button", { name: "批量同意所选" }).click();
      await page.getByRole("heading", { name: "未列入的 2 件" }).waitFor();
      expect(await overflowing(page)).to.deep.equal([]);
      await picture(page, `talk-batch-plan-${width}`);
      const copied = await open("hebing", "/tasks/copied", { width });
      expect(await overflowing(copied)).to.deep.equal([]);
      await picture(copied, `talk-copied-${width}`);
      await copied.goto(`${world.url}/cases/${cases[0] ?? ""}`);
      expect(await overflowing(copied)).to.deep.equal([]);
      await picture(copied, `talk-copied-case-${width}`);
    });
  }

  it("Li keeps a phrase, finds it in the form and signs with it", async () => {
    const [, , , , fifth = ""] = cases;
    const page = await open("liting", "/tasks");
    await page.getByRole("link", { name: "我的常用语" }).click();
    await page.locator("textarea").fill("同意，注意 CT 变比");
    await page.getByRole("button", { name: "添加" }).click();
    await page.getByText("同意，注意 CT 变比").waitFor();
    expect(await overflowing(page)).to.deep.equal([]);
    await picture(page, "talk-phrases-390");
    await page.goto(`${world.url}/cases/${fifth}`);
    await page.getByLabel("同意", { exact: false }).first().check();
    await page.getByLabel("同意，注意 CT 变比").first().check();
    await picture(page, "talk-phrase-form-390");
    await page.locator("form[data-draft] .button").click();
    await page.getByText("意见：同意，注意 CT 变比").waitFor();
    expect(await decisionsOf(world, fifth)).to.deep.equal(["liting approve"]);
    await settle(world);
  });

  it("Li agrees to several together, reads what became of each; He says 已阅 to all", async () => {
    const [, second = "", third = ""] = cases;
    const page = await open("liting", "/tasks");
    for (const box of await page.locator(".pick input").all()) await box.check();
    await page.getByRole("button", { name: "批量同意所选" }).click();
    await decideOnOwnPage(world, { userid: "sunli", caseNo: third }, {});
    await page.getByRole("button", { name: /同意这 \d 件/ }).click();
    await page.getByRole("heading", { name: "2 成功，1 已被处理" }).waitFor();
    expect(await overflowing(page)).to.deep.equal([]);
    await picture(page, "talk-batch-report-390");
    expect(await decisionsOf(world, second)).to.deep.equal(["liting approve"]);
    const copied = await open("hebing", "/tasks/copied");
    await copied.getByRole("button", { name: "全部已阅" }).click();
    await copied.getByText("已阅").first().waitFor();
    expect(await copied.locator(".badge").count()).to.equal(0);
    await picture(await open("zhangwei", `/cases/${second}`), "talk-read-marks-390");
    await settle(world);
  });
});
