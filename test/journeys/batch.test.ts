import { expect } from "chai";
import { browserOf, browser, type Browser, type Page } from "../support/bad-input/browser.ts";
import { IN_BATCHES } from "../support/bureau-variant.ts";
import { actInBrowser } from "../support/page-acts.ts";
import { decideOnOwnPage, fileOf, waitingIn } from "../support/page-decisions.ts";
import { decisionsOf, freshCase } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { passTo, settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

const SHOWN = /<form[^>]*action="\/tasks\/batch"[^>]*>.*?name="token" value="([^"]*)"/;

describe("many plans are agreed to together", function () {
  this.timeout(60_000);
  const world = worldForAll({ bureau: IN_BATCHES });
  let li: Browser;

  beforeEach(async () => {
    li = browser(world);
    await li.logIn("liting");
  });

  after(() => checkTruth(world));

  async function cases(count: number, kva?: number): Promise<string[]> {
    const made: string[] = [];
    while (made.length < count) made.push(await freshCase(world, kva === undefined ? {} : { kva }));
    return made;
  }

  /** What Li's list offers to be chosen for these cases. */
  async function boxesOf(caseNos: readonly string[]): Promise<string[]> {
    const ids = await Promise.all(
      caseNos.map(async (caseNo) => (await waitingIn(world, caseNo))[0]?.task.id ?? ""),
    );
    return ids.map((id) => `task.${id}`);
  }

  async function confirm(caseNos: readonly string[], who = li): Promise<Page> {
    const boxes = await boxesOf(caseNos);
    return who.get(`/tasks/batch?${boxes.map((box) => `${box}=1`).join("&")}`);
  }

  const tokenOn = ({ text }: Page): string => SHOWN.exec(text)?.[1] ?? "";
  const wordsOf = ({ text }: Page): string => text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

  async function agree(page: Page, who = li): Promise<Page> {
    const answer = await who.post("/tasks/batch", { token: tokenOn(page) });
    await settle(world);
    return answer;
  }

  it("D39 of 20 chosen 17 are agreed to, 2 were decided by another, 1 has to be looked at; sent twice it counts once", async () => {
    const chosen = await cases(20);
    const [one = "", two = "", three = ""] = chosen;
    const page = await confirm(chosen);
    expect(wordsOf(page)).to.include("20 件").and.include("6300kVA").and.include("最大的一件");

    for (const caseNo of [one, two]) {
      await decideOnOwnPage(world, { userid: "sunli", caseNo }, {});
    }
    await actInBrowser(
      world,
      { userid: "liting", caseNo: three, kind: "ask" },
      { text: "电缆走哪一侧？" },
    );

    const report = wordsOf(await agree(page));
    expect(report).to.include("17 成功，2 已被处理，1 需逐条");
    expect(report).to.include("已由 孙丽 同意").and.include("您提出的问题尚待答复");
    const again = wordsOf(await agree(page));
    expect(again).to.include("17 成功，2 已被处理，1 需逐条");

    const batchIds = new Set<string | undefined>();
    for (const caseNo of chosen.slice(3)) {
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
      const [approval] = (await fileOf(world, caseNo)).approvals;
      batchIds.add(approval?.decisions[0]?.batchId);
    }
    expect(batchIds.size, "one number for all").to.equal(1);
    expect([...batchIds][0]).to.be.a("string");
    expect(await decisionsOf(world, three)).to.deep.equal([]);
    await decideOnOwnPage(world, { userid: "liting", caseNo: three }, {});
  });

  it("D8: two forms of hers in the same second, about different cases: both are done", async () => {
    const chosen = await cases(4);
    const pages = [await confirm(chosen.slice(0, 2)), await confirm(chosen.slice(2))];
    const answers = await Promise.all(
      pages.map((page) => li.post("/tasks/batch", { token: tokenOn(page) })),
    );
    await settle(world);
    for (const answer of answers) expect(wordsOf(answer)).to.include("2 成功");
    for (const caseNo of chosen) {
      expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    }
  });

  it("what cannot go along is named before anything is signed", async () => {
    const [late = "", fresh = "", asked = ""] = await cases(3);
    const [planning = ""] = await cases(1);
    const [warned = ""] = await cases(1, 400);
    await decideOnOwnPage(world, { userid: "sunli", caseNo: planning }, {});
    await actInBrowser(
      world,
      { userid: "liting", caseNo: asked, kind: "ask" },
      { text: "电缆走哪一侧？" },
    );
    const words = wordsOf(await confirm([fresh, asked, planning, warned]));
    expect(words).to.include("1 件").and.include("未列入的 3 件");
    expect(words).to.include("您提出的问题尚待答复").and.include("此项由 陈明 处理");
    expect(words).to.include("方案有提示内容");
    await passTo(world, "2026-11-25 09:00");
    await li.logIn("liting");
    const overdue = wordsOf(await confirm([late]));
    expect(overdue).to.include("没有可以批量同意的").and.include("已超期并报告他人");
    for (const caseNo of [late, fresh, asked]) {
      expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
    }
  });

  it("a batch and a return at once: whoever is first counts, and the report says so", async () => {
    const [one = "", two = ""] = await cases(2);
    const page = await confirm([one, two]);
    const [answer] = await Promise.all([
      li.post("/tasks/batch", { token: tokenOn(page) }),
      decideOnOwnPage(
        world,
        { userid: "sunli", caseNo: two },
        { verb: "return", text: "请补充接入点坐标" },
      ),
    ]);
    await settle(world);
    const [by = ""] = await decisionsOf(world, two);
    expect(await decisionsOf(world, one)).to.deep.equal(["liting approve"]);
    expect(await decisionsOf(world, two)).to.have.length(1);
    const told = by === "liting approve" ? "2 成功" : "1 成功，1 已被处理";
    expect(wordsOf(answer)).to.include(told);
  });

  it("nobody else's page, session or site agrees for her, and nothing is given back in batches", async () => {
    const chosen = await cases(2);
    const page = await confirm(chosen);
    const sun = await browserOf(world, "sunli");
    expect((await agree(page, sun)).status).to.equal(403);
    const foreign = { origin: "https://elsewhere.example" };
    const token = tokenOn(page);
    expect((await li.post("/tasks/batch", { token }, foreign)).status).to.equal(403);
    expect((await li.post("/tasks/batch", { token: `${token}x` })).status).to.equal(403);
    expect(wordsOf(await confirm(chosen, await zhang()))).to.include("没有可以批量同意的");
    for (const caseNo of chosen) expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
    expect((await browser(world).get("/tasks/batch")).location).to.equal("/login?to=%2Ftasks");
  });

  it("C14 抄送 by the flow: on submission, as a node has passed, at the end; nobody twice", async () => {
    const [one = ""] = await cases(1);
    const copied = async (): Promise<string[]> =>
      ((await fileOf(world, one)).approvals[0]?.copies ?? [])
        .map(({ to, source }) => `${to} ${source}`)
        .toSorted();
    expect(await copied()).to.deep.equal(["hebing submit"]);
    await decideOnOwnPage(world, { userid: "liting", caseNo: one }, {});
    expect(await copied()).to.deep.equal(["hebing submit", "zhenghong node"]);
    await decideOnOwnPage(world, { userid: "chenming", caseNo: one }, {});
    expect(await copied(), "not who has approved").to.deep.equal([
      "bateer finish",
      "hebing submit",
      "zhenghong node",
    ]);
  });

  async function zhang(): Promise<Browser> {
    const who = await browserOf(world, "zhangwei");
    return who;
  }
});
