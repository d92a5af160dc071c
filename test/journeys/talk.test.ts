import { expect } from "chai";
import { actsOn, browser, type Page } from "../support/bad-input/browser.ts";
import { actForm, actInBrowser, sendAct } from "../support/page-acts.ts";
import { decideOnOwnPage, fileOf } from "../support/page-decisions.ts";
import { approve, ask, textsOf } from "../support/people.ts";
import { decisionsOf, freshCase } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, settle, type World } from "../support/world.ts";

const QUESTION = "电缆从创业路哪一侧敷设？";
const ANSWER = "南侧，已与市政核实";

describe("people talk about an approval without giving it back", function () {
  this.timeout(30_000);
  let world: World;
  let caseNo: string;

  before(async () => {
    world = await openWorld();
  });

  beforeEach(async () => {
    caseNo = await freshCase(world);
  });

  after(async () => {
    await checkTruth(world);
    await world.close();
  });

  const act = (userid: string, kind: "ask" | "answer", text: string): Promise<Page> =>
    actInBrowser(world, { userid, caseNo, kind }, { text });

  async function pageOf(userid: string, path = `/cases/${caseNo}`): Promise<Page> {
    const who = browser(world);
    await who.logIn(userid);
    return who.get(path);
  }

  const badgeOf = async (userid: string): Promise<number> =>
    Number(/class="badge">(\d+)</.exec((await pageOf(userid, "/tasks")).text)?.[1] ?? 0);

  it("C2 请补充: Li asks, Zhang answers, the task waits for her all the time, and the next one reads both", async () => {
    const before = (await fileOf(world, caseNo)).approvals[0];
    const badge = await badgeOf("zhangwei");
    await act("liting", "ask", QUESTION);
    expect(textsOf(world, "zhangwei").at(-1))
      .to.include("【请补充】")
      .and.include(QUESTION)
      .and.include(`/cases/${caseNo}`);

    expect(await badgeOf("zhangwei"), "it waits for him").to.equal(badge + 1);
    const list = (await pageOf("zhangwei", "/tasks")).text;
    expect(list).to.include("请您补充").and.include(QUESTION);
    expect(await ask(world, "zhangwei", "待办"))
      .to.include("等您答复的有")
      .and.include(QUESTION);
    expect(await ask(world, "maqiang", caseNo), "whom does it wait for").to.match(
      /等待 李婷.*请 张伟 补充说明，待答复/,
    );
    expect(actsOn(await pageOf("liting")), "one question at a time").to.not.include("ask");

    expect((await act("zhangwei", "answer", ANSWER)).status).to.equal(303);
    expect(textsOf(world, "liting").at(-1)).to.include(QUESTION).and.include(ANSWER);
    expect(await badgeOf("zhangwei")).to.equal(badge);
    expect(await ask(world, "maqiang", caseNo)).to.not.include("待答复");

    const after = (await fileOf(world, caseNo)).approvals[0];
    expect(after?.tasks, "no new round, the same limit").to.deep.equal(before?.tasks);
    await approve(world, "liting");
    expect((await pageOf("chenming")).text)
      .to.include(QUESTION)
      .and.include(ANSWER);
  });

  it("C2 请补充: a question that nobody answers keeps nobody from deciding, and ends with the task", async () => {
    await act("liting", "ask", QUESTION);
    const late = await actForm(world, { userid: "zhangwei", caseNo, kind: "answer" });
    await decideOnOwnPage(world, { userid: "liting", caseNo }, { text: "先按原方案" });
    expect(await sendAct(world, { ...late, text: ANSWER })).to.include({
      result: "refused",
      code: "already-decided",
    });
    expect(actsOn(await pageOf("zhangwei"))).to.not.include("answer");
    expect((await pageOf("zhangwei", "/tasks")).text).to.not.include(QUESTION);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("asking and pressing at once: both count or the press alone does; an empty question is refused", async () => {
    const form = await actForm(world, { userid: "liting", caseNo, kind: "ask" });
    expect(await sendAct(world, { ...form, text: "？" })).to.include({ code: "words-needed" });
    const [asked] = await Promise.all([
      sendAct(world, { ...form, onceKey: "race", text: QUESTION }),
      approve(world, "liting"),
    ]);
    await settle(world);
    expect(["ask", "already-decided-by-you"]).to.include(asked.code);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    expect((await pageOf("zhangwei", "/tasks")).text).to.not.include(QUESTION);
  });
});
