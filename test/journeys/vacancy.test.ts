import { expect } from "chai";
import { leave } from "../../src/simulator/phone/change-contact.ts";
import { approve } from "../support/people.ts";
import { cardsAbout, freshCase } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { CONTACTS, passTo } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { browserOf } from "../support/bad-input/browser.ts";

describe("an office that is vacant", () => {
  const world = worldForAll({ at: "2026-11-27 15:50", contacts: CONTACTS });

  it("D21: an approver leaves on Friday at four, the clock stands still until Monday: two hours are booked to 岗位空缺, none to either person", async () => {
    const caseNo = await freshCase(world);
    await approve(world, "liting");
    world.clock.set("2026-11-27 16:00");
    await leave(world.simulator.stage, "liuyang");
    await passTo(world, "2026-11-30 08:30");
    expect(cardsAbout(world, "huangmin", caseNo)).to.have.length(1);

    const pageOf = async (path: string): Promise<string> => {
      const who = await browserOf(world, "zhangwei");
      return (await who.get(`/cases/${caseNo}${path}`)).text;
    };
    expect(await pageOf("")).to.include("岗位空缺 2小时（工作时间）");

    world.clock.set("2026-11-30 09:00");
    await approve(world, "huangmin");
    for (const userid of ["chenming", "wuhao"]) await approve(world, userid);
    expect(await pageOf(""))
      .to.include("其中岗位空缺 2小时")
      .and.include("用时 30分钟（工作时间）");
    expect(await pageOf("/sheet/supply_plan")).to.include("其中岗位空缺 2小时");
    await checkTruth(world);
  });
});
