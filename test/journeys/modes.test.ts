import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHEN_HEADS_TWO, votingThenLeader } from "../support/bureau-variant.ts";
import { decideOnOwnPage, fileOf } from "../support/page-decisions.ts";
import { approve, ask, isPressable, shownText, textsOf } from "../support/people.ts";
import { cardAbout, cardsAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { projectRoot } from "../support/services.ts";
import { checkTruth } from "../support/truth.ts";
import { passTo, type World } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const shippedPeople = readFileSync(join(projectRoot, "config/organisation.yaml"), "utf8");
const FIVE =
  "who: [{ department: planning }, { department: production }, { department: dispatch }, { department: marketing }, { department: finance }]";

/** A bureau whose 10 kV plans begin with this node; `files` change more of it. */
function inBureau(node: string, files: Readonly<Record<string, string>> = {}): World {
  const world = worldForAll({ bureau: { ...votingThenLeader(node), ...files } });
  afterEach(() => checkTruth(world));
  return world;
}

describe("D15: three of five, without a veto", () => {
  const world = inBureau(`mode: { rule: quorum, count: 3, veto: false }, ${FIVE}`);
  const reject = (userid: string, caseNo: string) =>
    decideOnOwnPage(
      world,
      { userid, caseNo },
      { verb: "reject", code: "rules-unfit", text: "线路穿越水源保护地" },
    );

  it("one approval and two rejections leave it open; the third fails it at once, and the fifth has not acted", async () => {
    const caseNo = await freshCase(world);
    await approve(world, "chenming");
    await reject("wuhao", caseNo);
    await reject("liuyang", caseNo);
    expect((await fileOf(world, caseNo)).approvals[0]?.status).to.equal("running");

    await reject("zhaogang", caseNo);

    const [approval] = (await fileOf(world, caseNo)).approvals;
    expect(approval?.status).to.equal("rejected");
    const fifth = approval?.tasks.find(({ holder }) => holder === "hebing");
    expect(fifth).to.include({ status: "cancelled", cancelReason: "quorum-impossible" });
    expect(shownText(cardAbout(world, "hebing", caseNo)))
      .to.include("已由 赵刚 否决")
      .and.include("未经您处理");
    expect(shownText(cardAbout(world, "chenming", caseNo))).to.include("审批已被否决");
    expect(cardsAbout(world, "yangbo", caseNo)).to.have.length(0);
    const told = textsOf(world, "maqiang").at(-1);
    for (const name of ["吴昊", "刘洋", "赵刚"]) expect(told).to.include(`否决人：${name}`);
  });

  it("three approvals pass it, and the last two are not asked any more", async () => {
    const caseNo = await freshCase(world);
    for (const userid of ["chenming", "wuhao", "liuyang"]) await approve(world, userid);

    const [approval] = (await fileOf(world, caseNo)).approvals;
    const left = approval?.tasks.filter(({ cancelReason }) => cancelReason === "quorum-met");
    expect(left?.map(({ holder }) => holder)).to.deep.equal(["zhaogang", "hebing"]);
    const card = cardAbout(world, "hebing", caseNo);
    expect(isPressable(world, card)).to.equal(false);
    expect(shownText(card)).to.include("本环节已达到通过条件，未经您处理");
    expect(cardsAbout(world, "yangbo", caseNo)).to.have.length(1);
    expect(await decisionsOf(world, caseNo)).to.have.length(3);
  });
});

describe("分组会签: one person in two groups", () => {
  const who =
    "who: [{ department: planning }, { department: production }, { department: dispatch }]";
  const world = inBureau(`mode: groups, ${who}`, CHEN_HEADS_TWO(shippedPeople));
  it("Chen is asked once for both, and one press fills both seats, with a decision each", async () => {
    const caseNo = await freshCase(world);
    expect(cardsAbout(world, "chenming", caseNo)).to.have.length(1);
    const card = cardAbout(world, "chenming", caseNo);
    expect(shownText(card)).to.include("代表 规划发展部、调度中心");
    expect(await ask(world, "chenming", "待办")).to.match(/^(?!.*\n2\. )/s);
    expect(textsOf(world, "zhangwei").at(-1)).to.include("陈明（代表 规划发展部、调度中心）");

    await approve(world, "chenming");

    expect(await decisionsOf(world, caseNo)).to.deep.equal([
      "chenming approve",
      "chenming approve",
    ]);
    expect(isPressable(world, card)).to.equal(false);
    await approve(world, "wuhao");
    expect(cardsAbout(world, "yangbo", caseNo)).to.have.length(1);
    await approve(world, "yangbo");
    expect(textsOf(world, "zhangwei").join("\n")).to.include("共 3 人签署同意");
  });

  it("Chen is reminded once, not once for each group", async () => {
    const caseNo = await freshCase(world);
    const before = textsOf(world, "chenming").length;
    await passTo(world, "2026-11-24 17:00");
    const reminders = textsOf(world, "chenming").slice(before);
    expect(reminders.filter((text) => text.includes(caseNo))).to.have.length(1);
  });
});

describe("票签: by the weight of the votes", () => {
  const who =
    "who: [{ department: planning, weight: 3 }, { department: production }, { department: dispatch }, { department: finance }]";
  const world = inBureau(`mode: { rule: weighted, above: 3, veto: false }, ${who}`);
  it("three and one are more than three; three ones are not, and wait for the heavy one", async () => {
    const caseNo = await freshCase(world);
    for (const userid of ["wuhao", "liuyang", "hebing"]) await approve(world, userid);
    expect(cardsAbout(world, "yangbo", caseNo)).to.have.length(0);
    await approve(world, "chenming");
    expect(cardsAbout(world, "yangbo", caseNo)).to.have.length(1);

    const second = await freshCase(world);
    await approve(world, "chenming");
    await approve(world, "hebing");
    expect(cardsAbout(world, "yangbo", second)).to.have.length(1);
    expect(await decisionsOf(world, second)).to.have.length(2);
  });

  it("without the heavy one it can never be: his rejection fails it at once", async () => {
    const caseNo = await freshCase(world);
    await decideOnOwnPage(
      world,
      { userid: "chenming", caseNo },
      { verb: "reject", code: "not-feasible", text: "电网网架暂不支持" },
    );
    expect((await fileOf(world, caseNo)).approvals[0]?.status).to.equal("rejected");
  });
});

describe("everybody is heard (collectAll)", () => {
  const who =
    "who: [{ department: planning }, { department: production }, { department: dispatch }]";
  const world = inBureau(`mode: { rule: all, collectAll: true }, ${who}`);
  it("the first rejection settles it, the others are still heard, the last closes it", async () => {
    const caseNo = await freshCase(world);
    await decideOnOwnPage(
      world,
      { userid: "wuhao", caseNo },
      { verb: "reject", code: "rules-unfit", text: "线路穿越水源保护地" },
    );
    expect((await fileOf(world, caseNo)).approvals[0]?.status).to.equal("running");
    const back = await decideOnOwnPage(
      world,
      { userid: "chenming", caseNo },
      { verb: "return", code: "source-unfit" },
    );
    expect(back).to.include({ result: "refused", code: "outcome-certain" });

    await approve(world, "chenming");
    await approve(world, "liuyang");

    const [approval] = (await fileOf(world, caseNo)).approvals;
    expect(approval?.status).to.equal("rejected");
    expect(await decisionsOf(world, caseNo)).to.deep.equal([
      "wuhao reject",
      "chenming approve",
      "liuyang approve",
    ]);
    expect(shownText(cardAbout(world, "liuyang", caseNo))).to.include("审批已被否决");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("否决人：吴昊");
  });
});

describe("more approvals than there are people", () => {
  const who =
    "who: [{ department: planning }, { department: production }, { caseRole: worksManager }]";
  const both = shippedPeople.replace("head: wuhao", "head: maqiang");
  const world = inBureau(`mode: { rule: quorum, count: 3 }, ${who}`, { "organisation.yaml": both });
  it("that comes up on the way: all there are are enough, and the administrators are told", async () => {
    const caseNo = await freshCase(world);
    expect(textsOf(world, "linna").at(-1))
      .to.include(`【审批人数不足】${caseNo}`)
      .and.include("规定：至少 3 人同意；现有席位 2 个");
    await approve(world, "chenming");
    expect(cardsAbout(world, "yangbo", caseNo)).to.have.length(0);
    await approve(world, "maqiang");
    expect(cardsAbout(world, "yangbo", caseNo)).to.have.length(1);
  });
});
