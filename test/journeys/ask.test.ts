import { expect } from "chai";
import { addPeople } from "../../src/simulator/world/members.ts";
import { clickMenu } from "../../src/simulator/phone/chat.ts";
import {
  approve,
  ask,
  callApi,
  CASE_NO,
  example,
  openAndSubmit,
  openCase,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import { openWorld, passTo, settle, type World } from "../support/world.ts";

describe("staff ask the bot where a case is", () => {
  let world: World;

  before(async () => {
    world = await openWorld();
    await openAndSubmit(world);
    await openCase(world, { caseNo: "BZ-2026-000777", customerName: "鄂托克前旗光明商店" });
    await approve(world, "liting");
  });

  after(() => world.close());

  it("by any unique part of the number: stage, whom it waits for since when, how much time is left", async () => {
    const answer = await ask(world, "zhangwei", "000123");

    expect(answer).to.include(CASE_NO).and.include("方案审批");
    expect(answer).to.include("等待 陈明").and.include("自 ").and.include("剩");
    expect(answer).to.include(`${world.url}/cases/${CASE_NO}`);
  });

  it("by part of the customer's name, with words around it", async () => {
    expect(await ask(world, "zhangwei", "牧名食品到哪了")).to.include(CASE_NO);
  });

  it("several fit: a numbered list to choose from", async () => {
    const answer = await ask(world, "maqiang", "BZ-2026");

    expect(answer).to.include("1. ").and.include("2. ").and.include("光明商店");
  });

  it("待办 shows Chen what waits for him, and Li has nothing left", async () => {
    expect(await ask(world, "chenming", "待办")).to.include(CASE_NO);
    expect(await ask(world, "liting", "我的待办")).to.include("没有待办");
  });

  it("我提交的 shows Zhang his submission and whom it waits for", async () => {
    expect(await ask(world, "zhangwei", "我提交的"))
      .to.include(CASE_NO)
      .and.include("吴昊");
  });

  it("a person without rights reads the same words as for a case that does not exist", async () => {
    const withoutRight = await ask(world, "wangfang", CASE_NO);
    const unknown = await ask(world, "wangfang", "BZ-2026-999999");

    const words = (text: string): string =>
      text.replaceAll(/BZ-2026-(000123|999999)”/g, "X").replace(/（截至.*）/, "");
    expect(words(withoutRight)).to.equal(words(unknown)).and.include("没有找到");
  });

  it("unknown words get three useful suggestions", async () => {
    const answer = await ask(world, "zhangwei", "！！？");

    expect(answer.split("\n").filter((line) => line.startsWith("·"))).to.have.length(3);
  });

  it("text never decides: 同意 is answered with the state and the link", async () => {
    const answer = await ask(world, "chenming", "同意");

    expect(answer).to.include("没有生效").and.include(CASE_NO);
    const { body } = await callApi(world, `/api/cases/${CASE_NO}`);
    expect(JSON.stringify(body)).to.not.include('"decidedBy":"chenming"');
  });

  it("a click on the menu asks the same", async () => {
    await world.app.api.createMenu({
      button: [{ type: "click", name: "我的待办", key: "MY_TODO" }],
    });

    await clickMenu(world.simulator.stage, { userid: "chenming", key: "MY_TODO" });
    await settle(world);

    expect(textsOf(world, "chenming").at(-1)).to.include("等您审批的有 1 件");
  });

  it("超期 lists what is late, for those who may see it", async () => {
    await passTo(world, "2026-11-26 09:00");

    expect(await ask(world, "zhangwei", "超期")).to.include(CASE_NO);
    expect(await ask(world, "wangfang", "超期")).to.include("没有您可查看的超期审批");
  });

  it("a stranger to the organisation learns nothing", async () => {
    addPeople(world.simulator.world, [{ userid: "stranger", name: "外人" }]);

    expect(await ask(world, "stranger", CASE_NO)).to.include("不在本系统的人员名单中");
  });

  it("a low-voltage plan goes its own way", async () => {
    await openCase(world, { caseNo: "BZ-2026-000800", customerClass: "lv" });
    const answer = await submitPlan(world, {
      caseNo: "BZ-2026-000800",
      plan: { ...example("lv-plan"), validFrom: "2026-11-26", validTo: "2027-02-26" },
    });

    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    expect(await ask(world, "zhangwei", "000800")).to.include("等待 ");
  });
});
