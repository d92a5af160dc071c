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
import { passTo, settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

describe("staff ask the bot where a case is", () => {
  const world = worldForAll();

  before(async () => {
    await openAndSubmit(world);
    await openCase(world, { caseNo: "BZ-2026-000777", customerName: "鄂托克前旗光明商店" });
    await approve(world, "liting");
  });

  it("by any unique part of the number: stage, whom it waits for since when, how much time is left", async () => {
    const answer = await ask(world, "zhangwei", "000123");

    expect(answer).to.include(CASE_NO).and.include("方案审批");
    expect(answer).to.include("等待 陈明").and.include("自 ").and.include("剩");
    expect(answer).to.include(`${world.url}/cases/${CASE_NO}`);
  });

  it("by part of the customer's name, with words around it", async () => {
    expect(await ask(world, "zhangwei", "牧名食品到哪了")).to.include(CASE_NO);
  });

  const ASKED = [
    "牧名食品的方案到哪了",
    "谁在审000123",
    "BZ 2026 000123",
    "bz2026000123",
    "内蒙古 牧名",
  ];
  for (const asked of ASKED) {
    it(`in the words that come to mind: ${asked}`, async () => {
      const answer = await ask(world, "zhangwei", asked);

      expect(answer)
        .to.match(/^BZ-2026-000123 内蒙古牧名食品有限公司\n/)
        .and.include("等待 陈明");
    });
  }

  it("D3: a typo finds the one case that was meant: stage, whom it waits for, how much time is left", async () => {
    const answer = await ask(world, "zhangwei", "牧明食品 到哪了");

    expect(answer).to.match(
      /^没有找到“牧明食品”，是不是：\nBZ-2026-000123 内蒙古牧名食品有限公司\n/,
    );
    expect(answer).to.include("方案审批").and.include("等待 陈明").and.include("剩");
    expect(answer).to.include(`${world.url}/cases/${CASE_NO}`);
  });

  it("D3: a person without rights reads the same words for a typo as for a name that does not exist", async () => {
    const words = (text: string, asked: string): string =>
      text.replaceAll(asked, "X").replace(/（截至.*）/, "");
    const near = words(await ask(world, "wangfang", "牧明食品"), "牧明食品");

    expect(near).to.equal(words(await ask(world, "wangfang", "东方化工"), "东方化工"));
    expect(near)
      .to.match(/^没有找到“X”，或您无权查看。/)
      .and.not.include("牧名");
  });

  it("D3: a case of one's staff that one may not see oneself is not guessed at", async () => {
    expect(await ask(world, "zhangwei", "光朋商店")).to.include("光明商店");

    const answer = await ask(world, "bateer", "光朋商店");
    expect(answer).to.include("或您无权查看").and.not.include("光明");
  });

  it("a number with a zero too few is understood, and not for others", async () => {
    expect(await ask(world, "zhangwei", "BZ-2026-0123 咋弄的")).to.match(
      /是不是：\nBZ-2026-000123 /,
    );
    expect(await ask(world, "wangfang", "BZ-2026-00123")).to.include("或您无权查看");
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
    expect(answer).to.include(`（如 ${CASE_NO}）`);
  });

  it("nothing found: the suggestions name the asker's own case", async () => {
    const own = await ask(world, "chenming", "东方化工");
    const withoutCases = await ask(world, "wangfang", "东方化工集团");

    expect(own.split("\n").filter((line) => line.startsWith("·"))).to.have.length(3);
    expect(own).to.include(`（如 ${CASE_NO}）`);
    expect(withoutCases.split("\n").filter((line) => line.startsWith("·"))).to.have.length(3);
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

  it("D3: two that may be meant are a numbered list", async () => {
    await openCase(world, { caseNo: "BZ-2026-000790", customerName: "乌审旗牧民食品厂" });
    const answer = await ask(world, "zhangwei", "牧明食品");

    expect(answer).to.match(
      /^没有找到“牧明食品”，是不是其中一件？请发送完整编号：\n1\. .*000790.*\n2\. /,
    );
    expect(answer).to.include(CASE_NO);
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
