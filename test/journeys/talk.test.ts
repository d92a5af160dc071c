import { expect } from "chai";
import { tellCopied } from "../../src/actions/tell-copied.ts";
import { browserOf, actsOn, formOn, type Page } from "../support/bad-input/browser.ts";
import { actInBrowser, sendAct } from "../support/page-acts.ts";
import { approve, ask, textsOf } from "../support/people.ts";
import { freshCase } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const QUESTION = "电缆从创业路哪一侧敷设？";
const ANSWER = "南侧，已与市政核实";

describe("people talk about an approval without giving it back", function () {
  this.timeout(30_000);
  const world = worldForAll();
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  const act = (userid: string, kind: "ask" | "answer", text: string): Promise<Page> =>
    thisCase.act(userid, kind, { text });

  async function pageOf(userid: string, path = `/cases/${thisCase.no}`): Promise<Page> {
    const who = await browserOf(world, userid);
    return who.get(path);
  }

  const badgeOf = async (userid: string): Promise<number> =>
    Number(/class="badge">(\d+)</.exec((await pageOf(userid, "/tasks")).text)?.[1] ?? 0);

  it("C2 请补充: Li asks, Zhang answers, the task waits for her all the time, and the next one reads both", async () => {
    const before = (await thisCase.file()).approvals[0];
    const badge = await badgeOf("zhangwei");
    await act("liting", "ask", QUESTION);
    expect(textsOf(world, "zhangwei").at(-1))
      .to.include("【请补充】")
      .and.include(QUESTION)
      .and.include(`/cases/${thisCase.no}`);

    expect(await badgeOf("zhangwei"), "it waits for him").to.equal(badge + 1);
    const list = (await pageOf("zhangwei", "/tasks")).text;
    expect(list).to.include("请您补充").and.include(QUESTION);
    expect(await ask(world, "zhangwei", "待办"))
      .to.include("等您答复的有")
      .and.include(QUESTION);
    expect(await ask(world, "maqiang", thisCase.no), "whom does it wait for").to.match(
      /等待 李婷.*请 张伟 补充说明，待答复/,
    );
    expect(actsOn(await pageOf("liting")), "one question at a time").to.not.include("ask");

    expect((await act("zhangwei", "answer", ANSWER)).status).to.equal(303);
    expect(textsOf(world, "liting").at(-1)).to.include(QUESTION).and.include(ANSWER);
    expect(await badgeOf("zhangwei")).to.equal(badge);
    expect(await ask(world, "maqiang", thisCase.no)).to.not.include("待答复");

    const after = (await thisCase.file()).approvals[0];
    expect(after?.tasks, "no new round, the same limit").to.deep.equal(before?.tasks);
    await approve(world, "liting");
    expect((await pageOf("chenming")).text)
      .to.include(QUESTION)
      .and.include(ANSWER);
  });

  it("C2 请补充: a question that nobody answers keeps nobody from deciding, and ends with the wait", async () => {
    await act("liting", "ask", QUESTION);
    const late = await thisCase.actForm("zhangwei", "answer");
    await thisCase.decide("liting", { text: "先按原方案" });
    expect(await sendAct(world, { ...late, text: ANSWER })).to.include({
      result: "refused",
      code: "already-decided",
    });
    expect(actsOn(await pageOf("zhangwei"))).to.not.include("answer");
    expect((await pageOf("zhangwei", "/tasks")).text).to.not.include(QUESTION);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("C2 请补充: a question goes along with a task that is handed on: Zhang still answers, Li and He read it", async () => {
    await act("liting", "ask", QUESTION);
    const early = await thisCase.actForm("zhangwei", "answer");
    await thisCase.act("liting", "transfer", { "code.transfer": "hebing", text: "今日外出开会" });
    expect((await pageOf("zhangwei", "/tasks")).text).to.include(QUESTION);
    expect(actsOn(await pageOf("hebing")), "one question a seat").to.not.include("ask");

    expect(await sendAct(world, { ...early, text: ANSWER })).to.include({ result: "done" });
    await settle(world);
    for (const reader of ["liting", "hebing"]) {
      expect(textsOf(world, reader).at(-1), reader).to.include(QUESTION).and.include(ANSWER);
    }
    expect((await pageOf("zhangwei", "/tasks")).text).to.not.include(QUESTION);
    await approve(world, "hebing");
  });

  it("asking and pressing at once: both count or the press alone does; an empty question is refused", async () => {
    const form = await thisCase.actForm("liting", "ask");
    expect(await sendAct(world, { ...form, text: "？" })).to.include({ code: "words-needed" });
    const [asked] = await Promise.all([
      sendAct(world, { ...form, onceKey: "race", text: QUESTION }),
      approve(world, "liting"),
    ]);
    await settle(world);
    expect(["ask", "already-decided-by-you"]).to.include(asked.code);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    expect((await pageOf("zhangwei", "/tasks")).text).to.not.include(QUESTION);
  });

  it("C14 抄送 by an approver: told in tomorrow's digest, seen, marked 已阅 for all to see, and nothing else is theirs", async () => {
    const he = { userid: "hebing", caseNo: thisCase.no };
    expect((await pageOf("hebing")).status, "not his before").to.equal(404);
    const before = textsOf(world, "hebing").length;
    await thisCase.act("liting", "copy", { "code.copy": "hebing", text: "费用供参考" });
    expect((await pageOf("hebing")).status).to.equal(200);
    expect(actsOn(await pageOf("hebing"))).to.deep.equal(["read", "comment"]);
    expect(textsOf(world, "hebing"), "nothing at once").to.have.length(before);

    world.clock.set("2026-11-24 08:59");
    expect(await tellCopied(world.app.deps)).to.equal(0);
    world.clock.set("2026-11-24 09:00");
    expect(await tellCopied(world.app.deps)).to.equal(1);
    expect(await tellCopied(world.app.deps), "once").to.equal(0);
    await settle(world);
    expect(textsOf(world, "hebing").at(-1))
      .to.include("抄送给您 1 件")
      .and.include(thisCase.no)
      .and.include("/tasks/copied");

    expect((await pageOf("hebing", "/tasks/copied")).text)
      .to.include(thisCase.no)
      .and.include("未阅");
    expect((await pageOf("zhangwei")).text, "looking at it marks nothing").to.include("未阅");
    expect((await actInBrowser(world, { ...he, kind: "read" })).status).to.equal(303);
    await actInBrowser(world, { ...he, kind: "comment" }, { text: "概算已核" });
    const { text } = await pageOf("zhangwei");
    expect(text).to.include("已阅 11月24日").and.include("评论：概算已核");
    expect(actsOn(await pageOf("hebing"))).to.deep.equal(["comment"]);
    expect(await badgeOf("hebing")).to.equal(0);
  });

  it("C14 抄送: a return is told at once; 全部已阅 marks everything; whoever becomes an approver is copied no more", async () => {
    const second = await freshCase(world);
    for (const no of [thisCase.no, second]) {
      await actInBrowser(
        world,
        { userid: "liting", caseNo: no, kind: "copy" },
        { "code.copy": "gaoyuan" },
      );
    }
    await thisCase.decide("liting", { verb: "return", text: "请补充接入点坐标" });
    expect(textsOf(world, "gaoyuan").at(-1)).to.include("【抄送】").and.include("退回");

    const gao = await browserOf(world, "gaoyuan");
    const list = await gao.get("/tasks/copied");
    expect(/class="badge">(\d+)</.exec(list.text)?.[1]).to.equal("2");
    const token = /name="token" value="([^"]*)"/.exec(list.text)?.[1] ?? "";
    for (const expected of [303, 303]) {
      expect((await gao.post("/tasks/copied/read", { token })).status).to.equal(expected);
    }
    expect((await gao.post("/tasks/copied/read", { token: "" })).status).to.equal(403);
    expect((await gao.get("/tasks/copied")).text).to.not.include("未阅");

    await actInBrowser(
      world,
      { userid: "liting", caseNo: second, kind: "transfer" },
      { "code.transfer": "gaoyuan", text: "请设计室代为审核" },
    );
    expect((await gao.get("/tasks/copied")).text).to.not.include(second);
    expect((await gao.get("/tasks")).text).to.include(second);
  });

  it("C14 抄送: copying twice, an approver or the submitter is refused, and nothing changes", async () => {
    const form = await thisCase.actForm("liting", "copy");
    const codes: string[] = [];
    for (const [n, code] of ["hebing", "hebing", "zhangwei", "liting", "nobody"].entries()) {
      codes.push((await sendAct(world, { ...form, onceKey: `copy ${n}`, code })).code);
    }
    expect(codes).to.deep.equal(["copy", ...Array.from({ length: 4 }, () => "cannot-copy")]);
    expect((await thisCase.file()).approvals[0]?.copies).to.have.length(1);
  });

  it("常用语: Li keeps phrases of her own, at most ten, chooses one, and signs its words", async () => {
    const li = await browserOf(world, "liting");
    const tokenOn = ({ text }: Page) => /name="token" value="([^"]*)"/.exec(text)?.[1] ?? "";
    const token = tokenOn(await li.get("/tasks/phrases"));
    const add = (words: string) => li.post("/tasks/phrases", { token, words });
    for (let n = 1; n <= 9; n += 1) expect((await add(`常用语 ${n}`)).status).to.equal(303);
    await add("同意，注意 CT 变比");
    expect((await add("第十一条")).text)
      .to.include("最多 10 条")
      .and.include("第十一条");
    expect((await add("常用语 1")).status).to.equal(409);
    await li.post("/tasks/phrases/remove", { token, no: "1" });
    await li.post("/tasks/phrases/remove", { token, no: "1" });
    expect((await li.post("/tasks/phrases", { words: "别处" })).status).to.equal(403);

    const page = await li.get(`/cases/${thisCase.no}`);
    expect(page.text).to.include("同意，注意 CT 变比").and.not.include("常用语 1<");
    const form = formOn(page);
    const filled = { verb: "approve", "code.approve": "own:同意，注意 CT 变比", text: "电缆另报" };
    expect((await li.post(form.action, { token: form.token, ...filled })).status).to.equal(303);
    await settle(world);
    const said = (await thisCase.file()).approvals[0]?.decisions[0]?.opinion.text;
    expect(said).to.equal("同意，注意 CT 变比；电缆另报");
    const { text } = await li.get("/tasks/phrases");
    const order = [...text.matchAll(/<span>([^<]*)<\/span><button/g)].map(([, words]) => words);
    expect(order[0], "what is used most stands first").to.equal("同意，注意 CT 变比");
    expect((await pageOf("sunli", "/tasks/phrases")).text).to.not.include("CT 变比");
  });
});
