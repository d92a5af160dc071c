import { expect } from "chai";
import { goOnLeave, offer } from "../support/leaves.ts";
import { cardsAbout, freshCase } from "../support/presses.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { DESKTOP, overflowing, PHONE, picture, visitsTo } from "./chromium.ts";

describe("我的休假代理 in a browser", function () {
  this.timeout(60_000);
  const world = worldForAll();
  const open = visitsTo(world);
  let caseNo: string;

  before(async () => {
    caseNo = await freshCase(world);
    await goOnLeave(world, ["liuyang", "huangmin"], {
      documentNo: "鄂供人〔2026〕12号",
      reason: "年休假",
    });
    await offer(world, ["wuhao", "liuyang"], {
      mode: "share",
      by: "linna",
      reason: "本人出差，无法上网",
      scope: { kinds: ["supply_plan"], maxVoltageKv: 10, maxCapacity: 630 },
    });
  });

  for (const width of [PHONE, DESKTOP]) {
    it(`fits into ${width} px for one of two sides and for the administrator`, async () => {
      for (const userid of ["liuyang", "linna", "liting"]) {
        const page = await open(userid, "/leave", { width });
        expect(await overflowing(page), userid).to.deep.equal([]);
        await picture(page, `leave-${userid}-${width}`);
      }
    });
  }

  it("is filled in by one, accepted by the other, and ended by the first, without a script", async () => {
    const page = await open("liting", "/tasks");
    await page.getByRole("link", { name: "我的休假代理" }).click();
    await page.locator("[name=delegate]").fill("马强");
    await page.locator("[name=from]").fill("2026-11-23");
    await page.locator("[name=until]").fill("2026-11-20");
    await page.getByRole("button", { name: "提交" }).click();
    expect(await page.locator(".refused").innerText()).to.include("结束日期早于开始日期");
    expect(await page.locator("[name=delegate]").inputValue(), "kept").to.equal("马强");
    await page.locator("[name=until]").fill("2026-11-27");
    await page.getByRole("button", { name: "提交" }).click();
    await page.getByText("待接受").waitFor();

    const other = await open("maqiang", "/leave");
    await other.getByRole("button", { name: "接受代理" }).click();
    await other.getByText("生效中").waitFor();
    await settle(world);
    expect(cardsAbout(world, "maqiang", caseNo)).to.have.length(1);
    await other.goto(`${world.url}/cases/${caseNo}`);
    await picture(other, "leave-case-delegate-390");
    expect(await overflowing(other)).to.deep.equal([]);

    await page.reload();
    await page.getByRole("button", { name: "结束代理" }).click();
    await page.getByText("已结束").waitFor();
    await page.goto(`${world.url}/cases/${caseNo}`);
    await page.locator("form.decision[action$=decision]").waitFor();
    await picture(page, "leave-case-back-390");
  });

  it("takes no form of another site, another session or without our token", async () => {
    const page = await open("liting", "/leave", { javaScriptEnabled: true });
    const send = (token: string, origin: string) =>
      page.request
        .post(`${world.url}/leave`, { form: { token, delegate: "sunli" }, headers: { origin } })
        .then((answer) => answer.status());
    const token = await page.locator(".leave-form [name=token]").inputValue();
    expect(await send("", world.url)).to.equal(403);
    expect(await send(`${token}x`, world.url)).to.equal(403);
    expect(await send(token, "https://elsewhere.example")).to.equal(403);
    expect(await send(token, world.url), "ours, and incomplete").to.equal(409);
  });
});
