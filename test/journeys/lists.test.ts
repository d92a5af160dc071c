import { expect } from "chai";
import { browserOf, browser, type Browser } from "../support/bad-input/browser.ts";
import { approve, ask, giveBack } from "../support/people.ts";
import { decideOnOwnPage } from "../support/page-decisions.ts";
import { freshCase } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { worldForAll } from "../support/world-hooks.ts";

/** More than a page holds, and more than an answer in the chat lists. */
const MANY = 22;

describe("people look at their lists", function () {
  this.timeout(30_000);
  const world = worldForAll();
  const cases: string[] = [];

  before(async () => {
    for (let n = 0; n < MANY; n += 1) cases.push(await freshCase(world));
  });

  after(() => checkTruth(world));

  /** Case numbers on all pages of a list, in their order. */
  async function listOf(who: Browser, path: string): Promise<string[]> {
    const seen: string[] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const { text } = await who.get(next);
      seen.push(...[...text.matchAll(/href="\/cases\/([^"]+)"/g)].map(([, no = ""]) => no));
      next = /href="([^"]*after=[^"]*)"/.exec(text)?.[1];
    }
    return seen;
  }

  const badgeOf = async (who: Browser, path: string): Promise<number> =>
    Number(/class="badge">(\d+)</.exec((await who.get(path)).text)?.[1] ?? 0);

  /** How many the bot says that there are. */
  const toldIn = async (userid: string): Promise<number> =>
    Number(/等您审批的有 (\d+) 件/.exec(await ask(world, userid, "待办"))?.[1] ?? 0);

  it("Li sees everything that waits for her once, over as many pages as it takes, the most urgent first", async () => {
    const seen = await listOf(await browserOf(world, "liting"), "/tasks");
    expect(seen).to.deep.equal(cases);
    world.clock.set("2026-11-24 09:00");
    cases.push(await freshCase(world));
    expect((await listOf(await browserOf(world, "liting"), "/tasks")).at(-1)).to.equal(
      cases.at(-1),
    );
  });

  it("the list, its count on every tab and the answer in the chat agree, before and after she decides", async () => {
    const li = await browserOf(world, "liting");
    const counts = async () => [
      (await listOf(li, "/tasks")).length,
      await badgeOf(li, "/tasks"),
      await badgeOf(li, "/tasks/done"),
      await toldIn("liting"),
    ];
    expect(await counts()).to.deep.equal([MANY + 1, MANY + 1, MANY + 1, MANY + 1]);
    const [first = "", second = ""] = cases;
    await decideOnOwnPage(world, { userid: "liting", caseNo: first }, {});
    await decideOnOwnPage(world, { userid: "liting", caseNo: second }, {});
    expect(await counts()).to.deep.equal([MANY - 1, MANY - 1, MANY - 1, MANY - 1]);
    expect(await listOf(li, "/tasks/done")).to.deep.equal([second, first]);
  });

  it("the answer in the chat leads to the list", async () => {
    const text = await ask(world, "liting", "待办");
    expect(text)
      .to.include(`<a href="${world.url}/tasks">打开待办列表</a>`)
      .and.include("共 21 件");
  });

  it("Wu did not need to act: the case stands under 未经我处理, with who ended it", async () => {
    const [first = ""] = cases;
    await giveBack(world, "chenming");
    const wu = await browserOf(world, "wuhao");
    const closed = await listOf(wu, "/tasks/closed");
    expect(closed).to.have.length(1);
    const { text } = await wu.get("/tasks/closed");
    expect(text).to.include("本轮已退回").and.include("陈明");
    expect(await listOf(wu, "/tasks")).to.not.include(closed[0]);
    expect([first, cases[1]]).to.include(closed[0]);
  });

  it("Zhang sees what he has submitted, the newest first, with whom it waits for", async () => {
    const zhang = await browserOf(world, "zhangwei");
    expect(await listOf(zhang, "/tasks/mine")).to.deep.equal(cases.toReversed());
    const { text } = await zhang.get("/tasks/mine");
    expect(text).to.include("待 李婷");
    expect(await listOf(zhang, "/tasks")).to.deep.equal([]);
  });

  it("whoever is not logged in comes back to the list that they wanted", async () => {
    const who = browser(world);
    const { location } = await who.get("/tasks/done");
    expect(location).to.equal("/login?to=%2Ftasks%2Fdone");
    expect((await who.logIn("liting", "/tasks/done")).location).to.equal("/tasks/done");
    await approve(world, "liting");
  });
});
