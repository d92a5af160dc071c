import { expect } from "chai";
import { decideOnOwnPage } from "../support/page-decisions.ts";
import { freshCase } from "../support/presses.ts";
import { passTo } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, visitsTo } from "./chromium.ts";

const PATHS = ["/tasks", "/tasks/done", "/tasks/closed", "/tasks/mine", "/tasks/copied"];

describe("the lists in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll();
  const open = visitsTo(world);

  before(async () => {
    const cases: string[] = [];
    for (let n = 0; n < 24; n += 1) cases.push(await freshCase(world));
    const [first = "", second = "", third = ""] = cases;
    for (const caseNo of [first, second, third]) {
      await decideOnOwnPage(world, { userid: "liting", caseNo }, { text: "同意，注意 CT 变比" });
    }
    const chen = { userid: "chenming", caseNo: first };
    await decideOnOwnPage(world, chen, { verb: "return", text: "出线间隔已满，请改接城南变" });
    await passTo(world, "2026-11-26 10:30");
  });

  for (const width of [PHONE, DESKTOP]) {
    it(`fit into ${width} px, each under its tab, with the count of what waits`, async () => {
      for (const userid of ["liting", "wuhao", "zhangwei"]) {
        const page = await open(userid, "/", { width });
        for (const path of PATHS) {
          await page.goto(world.url + path);
          expect(await overflowing(page), `${userid} ${path}`).to.deep.equal([]);
          await picture(page, `list-${userid}${path.replaceAll("/", "-")}-${width}`);
        }
      }
    });
  }

  it("lead from the start page through the pages of a list to the case and its form", async () => {
    const page = await open("liting", "/");
    expect(await page.locator(".badge").innerText()).to.equal("21");
    expect(await page.locator(".work-row").count()).to.equal(20);
    await page.getByRole("link", { name: "下一页" }).click();
    await page.waitForURL(/after=/);
    expect(await page.locator(".work-row").count()).to.equal(1);
    await page.locator(".work-row").click();
    await page.locator("form[data-draft]").waitFor();
  });
});
