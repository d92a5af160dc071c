import { expect } from "chai";
import { addInBrowser, removeInBrowser, WHY } from "../support/added-signers.ts";
import { actsOn, type FormValues } from "../support/bad-input/browser.ts";
import { TWO_IN_A_ROW } from "../support/bureau-variant.ts";
import { refusalWords, sendAct } from "../support/page-acts.ts";
import {
  approve,
  ask,
  giveBack,
  isPressable,
  pressButton,
  shownText,
  textsOf,
} from "../support/people.ts";
import { forgePress, keyOn, submitSecondVersion, textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

describe("the holder of a task adds signers", () => {
  const world = worldForAll({ instances: 2, bureau: TWO_IN_A_ROW });
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  /** 陈明 adds them, unless it is said who does. */
  const add = (
    how: string,
    people: readonly string[],
    more: { userid?: string; values?: FormValues } = {},
  ) => {
    const { userid = "chenming", values = {} } = more;
    return addInBrowser(world, { userid, caseNo: thisCase.no }, { how, people, values });
  };

  const remove = (userid: string, whom: string, text = "") =>
    removeInBrowser(world, { userid, caseNo: thisCase.no }, { whom, text });

  const disagree = (userid: string) =>
    pressButton(world, userid, { button: "不同意", opinion: "source-unfit" });

  it("前加签: those who were added give their opinions first; then a fresh card shows them to the adder, who decides", async () => {
    const old = thisCase.cardOf("chenming");

    const answer = await add("before", ["wuhao", "zhaogang"]);

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${thisCase.no}`]);
    expect(isPressable(world, old)).to.equal(false);
    expect(shownText(old)).to.include("已请 吴昊、赵刚 先提意见").and.include("意见齐后另发新卡");
    expect(shownText(thisCase.cardOf("wuhao")))
      .to.include(`陈明 前加签：${WHY}`)
      .and.include("不同意");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已由 陈明 前加签（会签）吴昊、赵刚");
    expect((await thisCase.pageOf("chenming")).text).to.include("等待意见");

    await approve(world, "wuhao");
    expect(thisCase.cardsOf("chenming"), "one is still missing").to.have.length(1);
    await disagree("zhaogang");

    expect(shownText(thisCase.cardOf("zhaogang"))).to.include("已不同意");
    expect(thisCase.cardsOf("liuyang"), "an opinion ends nothing").to.deep.equal([]);
    const fresh = thisCase.cardOf("chenming");
    expect(shownText(fresh)).to.include("吴昊 同意").and.include("赵刚 不同意");
    expect((await thisCase.pageOf("chenming")).text).to.include("赵刚：");
    await approve(world, "chenming");
    expect(await thisCase.decisions()).to.deep.equal([
      "wuhao approve",
      "zhaogang disagree",
      "chenming approve",
    ]);
    expect(thisCase.cardsOf("liuyang")).to.have.length(1);
    expect((await thisCase.pageOf("zhangwei")).text)
      .to.include("前加签（会签）吴昊、赵刚")
      .and.include(WHY);
  });

  it("前加签, 或签: the first opinion is enough, the other's card says so", async () => {
    await add("before any", ["wuhao", "zhaogang"]);
    await approve(world, "zhaogang");
    expect(shownText(thisCase.cardOf("wuhao"))).to.include("加签意见已齐");
    expect(thisCase.cardsOf("chenming")).to.have.length(2);
  });

  it("前加签, 依次: each is asked after the one before; the first who disagrees hands it back", async () => {
    await add("before sequential", ["zhaogang", "wuhao"]);
    expect(thisCase.cardsOf("wuhao")).to.deep.equal([]);
    await thisCase.decide("zhaogang", { verb: "return", text: "供电线路余量不足" });
    expect(thisCase.cardsOf("wuhao")).to.deep.equal([]);
    expect(shownText(thisCase.cardOf("chenming"))).to.include("赵刚 不同意");
    expect(await thisCase.decisions()).to.deep.equal(["zhaogang disagree"]);
  });

  it("后加签: the adder approves by the same form, the node stays open until the added have signed", async () => {
    await add("after", ["wuhao"]);
    expect(await thisCase.decisions()).to.deep.equal(["chenming approve"]);
    expect(shownText(thisCase.cardOf("chenming"))).to.include("已同意");
    expect(thisCase.cardsOf("liuyang")).to.deep.equal([]);
    await approve(world, "wuhao");
    expect(thisCase.cardsOf("liuyang")).to.have.length(1);
  });

  it("后加签: a return by the added ends the round as any, and in the next round the adder is asked again", async () => {
    await add("after", ["wuhao"]);
    await giveBack(world, "wuhao");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已被退回");
    await submitSecondVersion(world, thisCase.no);
    expect(isPressable(world, thisCase.cardOf("chenming"))).to.equal(true);
    expect(thisCase.cardsOf("wuhao")).to.have.length(1);
  });

  it("后加签: a rejection by the added rejects the plan", async () => {
    await add("after", ["wuhao"]);
    await thisCase.decide("wuhao", {
      verb: "reject",
      code: "rules-unfit",
      text: "线路穿越水源保护地",
    });
    const [approval] = (await thisCase.file()).approvals;
    expect(approval?.status).to.equal("rejected");
  });

  it("并加签: both sign, in whatever order", async () => {
    const old = thisCase.cardOf("chenming");
    await add("beside", ["wuhao"]);
    expect(isPressable(world, old), "the adder goes on").to.equal(true);
    await approve(world, "chenming");
    expect(thisCase.cardsOf("liuyang")).to.deep.equal([]);
    await approve(world, "wuhao");
    expect(thisCase.cardsOf("liuyang")).to.have.length(1);
  });

  it("委派: an opinion comes back, and has no vote; the asked one can ask nobody", async () => {
    await thisCase.act("chenming", "ask-opinion", { "code.ask-opinion": "wuhao", text: WHY });
    const acts = actsOn(await thisCase.pageOf("wuhao"));
    expect(acts).not.to.include("ask-opinion").and.not.include("add-signers");
    await disagree("wuhao");
    expect(shownText(thisCase.cardOf("chenming"))).to.include("吴昊 不同意");
    await approve(world, "chenming");
    expect(thisCase.cardsOf("liuyang")).to.have.length(1);
  });

  it("委派 is recalled: the card of whoever was asked says so, the task is back at once", async () => {
    await thisCase.act("chenming", "ask-opinion", { "code.ask-opinion": "wuhao", text: WHY });
    const asked = thisCase.cardOf("wuhao");
    const key = keyOn(asked, "同意");
    await remove("chenming", "wuhao");
    expect(shownText(asked)).to.include("已由 陈明 减签");
    const words = await textsDuring(world, "wuhao", () =>
      forgePress(world, { userid: "wuhao", card: asked, key }),
    );
    expect(words.join()).to.include("已由 陈明 减签");
    expect(isPressable(world, thisCase.cardOf("chenming"))).to.equal(true);
  });

  it("减签: by the adder or an administrator with a reason, by nobody else, not once an opinion was given", async () => {
    await add("before", ["wuhao", "zhaogang"]);
    expect(actsOn(await thisCase.pageOf("wuhao"))).not.to.include("remove-signer");
    expect((await remove("linna", "wuhao")).text).to.include("请写明理由");
    await remove("linna", "wuhao", "吴昊出差，不必再等");
    expect(textsOf(world, "chenming").at(-1)).to.include("已由 林娜 减签：原前加签");
    expect((await thisCase.pageOf("zhangwei")).text).to.include("吴昊出差，不必再等");
    await approve(world, "zhaogang");
    expect(actsOn(await thisCase.pageOf("chenming"))).not.to.include("remove-signer");
    expect(thisCase.cardsOf("chenming")).to.have.length(2);
  });

  it("减签 of the last added after or beside: the node goes on as if nobody had been", async () => {
    await add("after", ["wuhao"]);
    await remove("chenming", "wuhao");
    expect(thisCase.cardsOf("liuyang")).to.have.length(1);
  });

  it("D19 前加签, then 转办: refused with a sentence that offers the combined act; 并加签 + 转办 is one act", async () => {
    const stale = await thisCase.actForm("chenming", "transfer");
    await add("before", ["wuhao"]);
    expect(actsOn(await thisCase.pageOf("chenming"))).not.to.include("transfer");
    const refused = await sendAct(world, { ...stale, code: "zhaogang", text: WHY });
    expect(refused.refusal).to.deep.equal({ code: "cannot-transfer", why: "waiting" });
    expect(refusalWords(world, refused)).to.include(
      "再用“加签”中的“并加签”，同时选择转办给谁，一次办理",
    );

    await remove("chenming", "wuhao");
    const wrong = await add("beside", ["wuhao"], {
      values: { "code.add-signers": "zhangwei" },
    });
    expect([wrong.status, wrong.text.includes("不能转办给方案提交人")]).to.deep.equal([409, true]);
    expect(thisCase.cardsOf("wuhao"), "all or nothing").to.have.length(1);
    await add("beside", ["wuhao"], { values: { "code.add-signers": "zhaogang" } });
    expect(shownText(thisCase.cardOf("chenming"))).to.include("已转办给 赵刚");
    await approve(world, "zhaogang");
    await approve(world, "wuhao");
    expect(thisCase.cardsOf("liuyang")).to.have.length(1);
  });

  it("is refused in words: nobody chosen, no reason, too many, the submitter, whoever sits here; what was ticked is kept", async () => {
    const silent = await add("before", ["wuhao"], { values: { text: "忙" } });
    expect(silent.text).to.include("请写明理由");
    expect(silent.text).to.match(/checked[^>]*value="wuhao"|value="wuhao"[^>]*checked/);
    const words = async (how: string, people: readonly string[]) => (await add(how, people)).text;
    expect(await words("before", [])).to.include("请从列表中选择人员");
    expect(await words("whenever", ["wuhao"])).to.include("请选择加签方式");
    expect(await words("before", ["zhangwei"])).to.include("不能加签方案提交人");
    expect(await words("before", ["chenming"])).to.include("有人已在本环节");
    const six = ["wuhao", "zhaogang", "hebing", "dengli", "gaoyuan", "sunli"];
    expect(await words("before", six)).to.include("最多加签 5 人");
  });

  it("whoever was added adds others, and those nobody; the adder waits for them all", async () => {
    await add("before", ["wuhao"]);
    await add("before", ["zhaogang"], { userid: "wuhao" });
    expect(actsOn(await thisCase.pageOf("zhaogang"))).not.to.include("add-signers");
    expect(thisCase.cardsOf("chenming")).to.have.length(1);
    await approve(world, "zhaogang");
    await approve(world, "wuhao");
    expect(isPressable(world, thisCase.cardOf("chenming"))).to.equal(true);
  });

  it("asked whom it waits for, the chat names the added and what they are asked for; 待办 has it while it waits", async () => {
    await add("before", ["wuhao"]);
    const answer = await ask(world, "zhangwei", thisCase.no);
    expect(answer).to.include("等待 吴昊（生产技术部 主任，陈明 前加签）提意见");
    expect(await ask(world, "wuhao", "待办")).to.include(thisCase.no);
    expect(await ask(world, "chenming", "待办")).not.to.include(thisCase.no);
    await approve(world, "wuhao");
    expect(await ask(world, "chenming", "待办")).to.include(thisCase.no);
  });

  it("the old card of the adder is pressed meanwhile: told whom it waits for", async () => {
    const old = thisCase.cardOf("chenming");
    const key = keyOn(old, "同意");
    await add("before", ["wuhao"]);
    const press = () => forgePress(world, { userid: "chenming", card: old, key });
    const words = await textsDuring(world, "chenming", press);
    expect(words.join()).to.include("您已请 吴昊 先给意见");
    await approve(world, "wuhao");
    expect((await textsDuring(world, "chenming", press)).join()).to.include("请看新卡");
    expect(await thisCase.decisions()).to.deep.equal(["wuhao approve"]);
  });

  it("the plan is withdrawn meanwhile: both are told, and nothing waits", async () => {
    await add("before", ["wuhao"]);
    await thisCase.act("zhangwei", "withdraw", { text: "客户变更用电容量" });
    expect(shownText(thisCase.cardOf("wuhao"))).to.include("已由 张伟 撤回");
    expect(textsOf(world, "chenming").at(-1)).to.include("已由 张伟 撤回").and.include(thisCase.no);
  });

  it("减签 of somebody who waits for others of their own: their card says so", async () => {
    await add("before", ["wuhao"]);
    await add("before", ["zhaogang"], { userid: "wuhao" });
    await remove("chenming", "wuhao", "已当面核对");
    expect(shownText(thisCase.cardOf("zhaogang"))).to.include("减签");
    expect(textsOf(world, "wuhao").at(-1)).to.include("已由 陈明 减签").and.include(thisCase.no);
  });

  it("what had come before is taken back while somebody waits: they read that they are not asked for now", async () => {
    await approve(world, "chenming");
    await add("before", ["zhaogang"], { userid: "liuyang" });
    await thisCase.act("chenming", "take-back", { text: WHY });
    expect(shownText(thisCase.cardOf("zhaogang"))).to.include("前序意见已被拿回");
    expect(textsOf(world, "liuyang").at(-1))
      .to.include("前序意见已被拿回")
      .and.include(thisCase.no);
  });

  it("an opinion is taken back until the adder has decided", async () => {
    await add("before", ["wuhao"]);
    await approve(world, "wuhao");
    const fresh = thisCase.cardOf("chenming");
    await thisCase.act("wuhao", "take-back", { text: WHY });
    expect(shownText(fresh)).to.include("前序意见已被拿回");
    await disagree("wuhao");
    await approve(world, "chenming");
    expect(actsOn(await thisCase.pageOf("wuhao"))).not.to.include("take-back");
  });
});
