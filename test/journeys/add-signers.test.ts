import { expect } from "chai";
import { refusalText } from "../../src/messages/replies.ts";
import { addInBrowser, removeInBrowser, WHY } from "../support/added-signers.ts";
import { actsOn, browser, type FormValues, type Page } from "../support/bad-input/browser.ts";
import { bureauVariant, TWO_IN_A_ROW, type BureauVariant } from "../support/bureau-variant.ts";
import { actForm, actInBrowser, sendAct } from "../support/page-acts.ts";
import { decideOnOwnPage, fileOf } from "../support/page-decisions.ts";
import {
  approve,
  ask,
  giveBack,
  isPressable,
  pressButton,
  shownText,
  textsOf,
} from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  forgePress,
  freshCase,
  keyOn,
  submitSecondVersion,
  textsDuring,
} from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, type World } from "../support/world.ts";

describe("the holder of a task adds signers", () => {
  let variant: BureauVariant;
  let world: World;
  let caseNo: string;

  before(async () => {
    variant = bureauVariant(TWO_IN_A_ROW);
    world = await openWorld({ instances: 2, env: { CONFIG_DIR: variant.configDir } });
  });

  beforeEach(async () => {
    caseNo = await freshCase(world);
  });

  afterEach(() => checkTruth(world));

  after(async () => {
    await world.close();
    variant.remove();
  });

  /** 陈明 adds them, unless it is said who does. */
  const add = (
    how: string,
    people: readonly string[],
    more: { userid?: string; values?: FormValues } = {},
  ) => {
    const { userid = "chenming", values = {} } = more;
    return addInBrowser(world, { userid, caseNo }, { how, people, values });
  };

  const remove = (userid: string, whom: string, text = "") =>
    removeInBrowser(world, { userid, caseNo }, { whom, text });

  async function pageOf(userid: string): Promise<Page> {
    const who = browser(world);
    await who.logIn(userid);
    return who.get(`/cases/${caseNo}`);
  }

  const disagree = (userid: string) =>
    pressButton(world, userid, { button: "不同意", opinion: "source-unfit" });

  it("前加签: those who were added give their opinions first; then a fresh card shows them to the adder, who decides", async () => {
    const old = cardAbout(world, "chenming", caseNo);

    const answer = await add("before", ["wuhao", "zhaogang"]);

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${caseNo}`]);
    expect(isPressable(world, old)).to.equal(false);
    expect(shownText(old)).to.include("已请 吴昊、赵刚 先提意见").and.include("意见齐后另发新卡");
    expect(shownText(cardAbout(world, "wuhao", caseNo)))
      .to.include(`陈明 前加签：${WHY}`)
      .and.include("不同意");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已由 陈明 前加签（会签）吴昊、赵刚");
    expect((await pageOf("chenming")).text).to.include("等待意见");

    await approve(world, "wuhao");
    expect(cardsAbout(world, "chenming", caseNo), "one is still missing").to.have.length(1);
    await disagree("zhaogang");

    expect(shownText(cardAbout(world, "zhaogang", caseNo))).to.include("已不同意");
    expect(cardsAbout(world, "liuyang", caseNo), "an opinion ends nothing").to.deep.equal([]);
    const fresh = cardAbout(world, "chenming", caseNo);
    expect(shownText(fresh)).to.include("吴昊 同意").and.include("赵刚 不同意");
    expect((await pageOf("chenming")).text).to.include("赵刚：");
    await approve(world, "chenming");
    expect(await decisionsOf(world, caseNo)).to.deep.equal([
      "wuhao approve",
      "zhaogang disagree",
      "chenming approve",
    ]);
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(1);
    expect((await pageOf("zhangwei")).text)
      .to.include("前加签（会签）吴昊、赵刚")
      .and.include(WHY);
  });

  it("前加签, 或签: the first opinion is enough, the other's card says so", async () => {
    await add("before any", ["wuhao", "zhaogang"]);
    await approve(world, "zhaogang");
    expect(shownText(cardAbout(world, "wuhao", caseNo))).to.include("加签意见已齐");
    expect(cardsAbout(world, "chenming", caseNo)).to.have.length(2);
  });

  it("前加签, 依次: each is asked after the one before; the first who disagrees hands it back", async () => {
    await add("before sequential", ["zhaogang", "wuhao"]);
    expect(cardsAbout(world, "wuhao", caseNo)).to.deep.equal([]);
    await decideOnOwnPage(
      world,
      { userid: "zhaogang", caseNo },
      { verb: "return", text: "供电线路余量不足" },
    );
    expect(cardsAbout(world, "wuhao", caseNo)).to.deep.equal([]);
    expect(shownText(cardAbout(world, "chenming", caseNo))).to.include("赵刚 不同意");
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["zhaogang disagree"]);
  });

  it("后加签: the adder approves by the same form, the node stays open until the added have signed", async () => {
    await add("after", ["wuhao"]);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["chenming approve"]);
    expect(shownText(cardAbout(world, "chenming", caseNo))).to.include("已同意");
    expect(cardsAbout(world, "liuyang", caseNo)).to.deep.equal([]);
    await approve(world, "wuhao");
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(1);
  });

  it("后加签: a return by the added ends the round as any, and in the next round the adder is asked again", async () => {
    await add("after", ["wuhao"]);
    await giveBack(world, "wuhao");
    expect(textsOf(world, "zhangwei").at(-1)).to.include("已被退回");
    await submitSecondVersion(world, caseNo);
    expect(isPressable(world, cardAbout(world, "chenming", caseNo))).to.equal(true);
    expect(cardsAbout(world, "wuhao", caseNo)).to.have.length(1);
  });

  it("后加签: a rejection by the added rejects the plan", async () => {
    await add("after", ["wuhao"]);
    await decideOnOwnPage(
      world,
      { userid: "wuhao", caseNo },
      { verb: "reject", code: "rules-unfit", text: "线路穿越水源保护地" },
    );
    const [approval] = (await fileOf(world, caseNo)).approvals;
    expect(approval?.status).to.equal("rejected");
  });

  it("并加签: both sign, in whatever order", async () => {
    const old = cardAbout(world, "chenming", caseNo);
    await add("beside", ["wuhao"]);
    expect(isPressable(world, old), "the adder goes on").to.equal(true);
    await approve(world, "chenming");
    expect(cardsAbout(world, "liuyang", caseNo)).to.deep.equal([]);
    await approve(world, "wuhao");
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(1);
  });

  it("委派: an opinion comes back, and has no vote; the asked one can ask nobody", async () => {
    await actInBrowser(
      world,
      { userid: "chenming", caseNo, kind: "ask-opinion" },
      { "code.ask-opinion": "wuhao", text: WHY },
    );
    const acts = actsOn(await pageOf("wuhao"));
    expect(acts).not.to.include("ask-opinion").and.not.include("add-signers");
    await disagree("wuhao");
    expect(shownText(cardAbout(world, "chenming", caseNo))).to.include("吴昊 不同意");
    await approve(world, "chenming");
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(1);
  });

  it("委派 is recalled: the card of whoever was asked says so, the task is back at once", async () => {
    await actInBrowser(
      world,
      { userid: "chenming", caseNo, kind: "ask-opinion" },
      { "code.ask-opinion": "wuhao", text: WHY },
    );
    const asked = cardAbout(world, "wuhao", caseNo);
    const key = keyOn(asked, "同意");
    await remove("chenming", "wuhao");
    expect(shownText(asked)).to.include("已由 陈明 减签");
    const words = await textsDuring(world, "wuhao", () =>
      forgePress(world, { userid: "wuhao", card: asked, key }),
    );
    expect(words.join()).to.include("已由 陈明 减签");
    expect(isPressable(world, cardAbout(world, "chenming", caseNo))).to.equal(true);
  });

  it("减签: by the adder or an administrator with a reason, by nobody else, not once an opinion was given", async () => {
    await add("before", ["wuhao", "zhaogang"]);
    expect(actsOn(await pageOf("wuhao"))).not.to.include("remove-signer");
    expect((await remove("linna", "wuhao")).text).to.include("请写明理由");
    await remove("linna", "wuhao", "吴昊出差，不必再等");
    expect(textsOf(world, "chenming").at(-1)).to.include("已由 林娜 减签：原前加签");
    expect((await pageOf("zhangwei")).text).to.include("吴昊出差，不必再等");
    await approve(world, "zhaogang");
    expect(actsOn(await pageOf("chenming"))).not.to.include("remove-signer");
    expect(cardsAbout(world, "chenming", caseNo)).to.have.length(2);
  });

  it("减签 of the last added after or beside: the node goes on as if nobody had been", async () => {
    await add("after", ["wuhao"]);
    await remove("chenming", "wuhao");
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(1);
  });

  it("D19 前加签, then 转办: refused with a sentence that offers the combined act; 并加签 + 转办 is one act", async () => {
    const stale = await actForm(world, { userid: "chenming", caseNo, kind: "transfer" });
    await add("before", ["wuhao"]);
    expect(actsOn(await pageOf("chenming"))).not.to.include("transfer");
    const refused = await sendAct(world, { ...stale, code: "zhaogang", text: WHY });
    expect(refused.refusal).to.deep.equal({ code: "cannot-transfer", why: "waiting" });
    const context = { now: world.clock.now(), bureau: world.app.deps.bureau };
    expect(refused.refusal && refusalText(refused.refusal, context)).to.include(
      "再用“加签”中的“并加签”，同时选择转办给谁，一次办理",
    );

    await remove("chenming", "wuhao");
    const wrong = await add("beside", ["wuhao"], {
      values: { "code.add-signers": "zhangwei" },
    });
    expect([wrong.status, wrong.text.includes("不能转办给方案提交人")]).to.deep.equal([409, true]);
    expect(cardsAbout(world, "wuhao", caseNo), "all or nothing").to.have.length(1);
    await add("beside", ["wuhao"], { values: { "code.add-signers": "zhaogang" } });
    expect(shownText(cardAbout(world, "chenming", caseNo))).to.include("已转办给 赵刚");
    await approve(world, "zhaogang");
    await approve(world, "wuhao");
    expect(cardsAbout(world, "liuyang", caseNo)).to.have.length(1);
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
    expect(actsOn(await pageOf("zhaogang"))).not.to.include("add-signers");
    expect(cardsAbout(world, "chenming", caseNo)).to.have.length(1);
    await approve(world, "zhaogang");
    await approve(world, "wuhao");
    expect(isPressable(world, cardAbout(world, "chenming", caseNo))).to.equal(true);
  });

  it("asked whom it waits for, the chat names the added and what they are asked for; 待办 has it while it waits", async () => {
    await add("before", ["wuhao"]);
    const answer = await ask(world, "zhangwei", caseNo);
    expect(answer).to.include("等待 吴昊（生产技术部 主任，陈明 前加签）提意见");
    expect(await ask(world, "wuhao", "待办")).to.include(caseNo);
    expect(await ask(world, "chenming", "待办")).not.to.include(caseNo);
    await approve(world, "wuhao");
    expect(await ask(world, "chenming", "待办")).to.include(caseNo);
  });

  it("the old card of the adder is pressed meanwhile: told whom it waits for", async () => {
    const old = cardAbout(world, "chenming", caseNo);
    const key = keyOn(old, "同意");
    await add("before", ["wuhao"]);
    const press = () => forgePress(world, { userid: "chenming", card: old, key });
    const words = await textsDuring(world, "chenming", press);
    expect(words.join()).to.include("您已请 吴昊 先给意见");
    await approve(world, "wuhao");
    expect((await textsDuring(world, "chenming", press)).join()).to.include("请看新卡");
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["wuhao approve"]);
  });

  it("the plan is withdrawn meanwhile: both are told, and nothing waits", async () => {
    await add("before", ["wuhao"]);
    await actInBrowser(
      world,
      { userid: "zhangwei", caseNo, kind: "withdraw" },
      { text: "客户变更用电容量" },
    );
    expect(shownText(cardAbout(world, "wuhao", caseNo))).to.include("已由 张伟 撤回");
    expect(textsOf(world, "chenming").at(-1)).to.include("已由 张伟 撤回").and.include(caseNo);
  });

  it("减签 of somebody who waits for others of their own: their card says so", async () => {
    await add("before", ["wuhao"]);
    await add("before", ["zhaogang"], { userid: "wuhao" });
    await remove("chenming", "wuhao", "已当面核对");
    expect(shownText(cardAbout(world, "zhaogang", caseNo))).to.include("减签");
    expect(textsOf(world, "wuhao").at(-1)).to.include("已由 陈明 减签").and.include(caseNo);
  });

  it("what had come before is taken back while somebody waits: they read that they are not asked for now", async () => {
    await approve(world, "chenming");
    await add("before", ["zhaogang"], { userid: "liuyang" });
    await actInBrowser(world, { userid: "chenming", caseNo, kind: "take-back" }, { text: WHY });
    expect(shownText(cardAbout(world, "zhaogang", caseNo))).to.include("前序意见已被拿回");
    expect(textsOf(world, "liuyang").at(-1)).to.include("前序意见已被拿回").and.include(caseNo);
  });

  it("an opinion is taken back until the adder has decided", async () => {
    await add("before", ["wuhao"]);
    await approve(world, "wuhao");
    const fresh = cardAbout(world, "chenming", caseNo);
    await actInBrowser(world, { userid: "wuhao", caseNo, kind: "take-back" }, { text: WHY });
    expect(shownText(fresh)).to.include("前序意见已被拿回");
    await disagree("wuhao");
    await approve(world, "chenming");
    expect(actsOn(await pageOf("wuhao"))).not.to.include("take-back");
  });
});
