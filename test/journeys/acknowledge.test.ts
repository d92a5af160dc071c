import { expect } from "chai";
import { browserOf, actsOn, type Page } from "../support/bad-input/browser.ts";
import { actInBrowser } from "../support/page-acts.ts";
import { approve, openAndSubmit, textsOf, CASE_NO } from "../support/people.ts";
import { checkTruth } from "../support/truth.ts";
import { passTo } from "../support/world.ts";
import { worldForEach } from "../support/world-hooks.ts";
import { instant } from "../support/set-clock.ts";

describe("a holder promises a time", () => {
  const world = worldForEach();

  beforeEach(async () => {
    await openAndSubmit(world);
  });

  afterEach(() => checkTruth(world));

  const promise = (moment: string, text = ""): Promise<Page> =>
    actInBrowser(
      world,
      { userid: "liting", caseNo: CASE_NO, kind: "acknowledge" },
      { "code.acknowledge": instant(moment).toISOString(), text },
    );

  const reminders = (): string[] =>
    textsOf(world, "liting").filter((text) => /审批提醒|即将到期|已超期/.test(text));

  it("and is not reminded before it; in vain, the next reminder comes at once, and only that one", async () => {
    const answer = await promise("2026-11-24 12:00", "等调度数据");
    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${CASE_NO}`]);
    expect(textsOf(world, "zhangwei").at(-1)).to.include("预计 11月24日 12:00 前办理");
    await passTo(world, "2026-11-24 11:00");
    expect(reminders(), "half of the time is over").to.deep.equal([]);
    await passTo(world, "2026-11-24 14:30");
    expect(reminders()).to.have.length(1);
    await passTo(world, "2026-11-24 14:31");
    expect(reminders()).to.have.length(1);
    await passTo(world, "2026-11-25 08:31");
    expect(reminders().at(-1), "the clock never stopped").to.include("已超期");
  });

  it("and decides in time: nobody is reminded", async () => {
    await promise("2026-11-24 12:00");
    await passTo(world, "2026-11-24 11:30");
    await approve(world, "liting");
    await passTo(world, "2026-11-24 14:31");
    expect(reminders()).to.deep.equal([]);
  });

  it("at most twice, and never later than it is due", async () => {
    const late = await promise("2026-11-25 12:00");
    expect([late.status, late.text.includes("请选择预计办理的时间")]).to.deep.equal([409, true]);
    await promise("2026-11-23 12:00");
    await promise("2026-11-24 12:00");
    const who = await browserOf(world, "liting");
    const page = await who.get(`/cases/${CASE_NO}`);
    expect(actsOn(page)).not.to.include("acknowledge");
    expect(page.text).to.include("知悉，预计 11月24日 12:00 前办理");
  });
});
