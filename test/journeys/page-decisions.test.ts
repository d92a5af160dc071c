import { expect } from "chai";
import {
  browserOf,
  formOn,
  SESSION,
  writtenOn,
  type Browser,
  type FormValues,
  type Page,
} from "../support/bad-input/browser.ts";
import { approve, giveBack, isPressable, shownText } from "../support/people.ts";
import { forgePress, keyOn, submitSecondVersion, textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, settle } from "../support/world.ts";
import { caseIn, caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const WORDS = "电源点离负荷中心太远 <请改接城南变>";

describe("people decide on the page", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);
  let li: Browser;

  beforeEach(async () => {
    li = await browserOf(world, "liting");
  });

  afterEach(() => checkTruth(world));

  const casePage = (who = li): Promise<Page> => who.get(`/cases/${thisCase.no}`);

  /** Somebody fills in the form of their page and sends it; everything that follows is sent. */
  async function send(page: Page, values: FormValues, who = li): Promise<Page> {
    const { action, token } = formOn(page);
    const answer = await who.post(action, { token, ...values });
    await settle(world);
    return answer;
  }

  const opinionsOf = async (): Promise<string[]> =>
    (await thisCase.file()).approvals.flatMap(({ decisions }) =>
      decisions.map(({ opinion }) => opinion.text),
    );

  it("Li decides on the page; her card in chat shows it, and a press on the old card is refused in words", async () => {
    const card = thisCase.cardOf("liting");
    const asked = keyOn(card, "退回");
    const answer = await send(await casePage(), { verb: "approve", text: "同意，注意 CT 变比" });

    expect([answer.status, answer.location]).to.deep.equal([303, `/cases/${thisCase.no}`]);
    const after = await casePage();
    expect(after.text).to.include("您已于").and.include("意见：同意，注意 CT 变比");
    expect(after.text).to.not.include("请您审批");
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    expect(isPressable(world, card)).to.equal(false);
    expect(shownText(card)).to.include("已同意").and.include("注意 CT 变比");
    const words = await textsDuring(world, "liting", () =>
      forgePress(world, { userid: "liting", card, key: asked, opinion: "source-unfit" }),
    );
    expect(words.join()).to.include("您已于").and.include("不能再改");
    expect(shownText(thisCase.cardOf("chenming")), "the next card").to.include(thisCase.no);
  });

  it("Chen returns it on the page: the phones of all who were asked show it", async () => {
    await approve(world, "liting");
    const chen = await browserOf(world, "chenming");
    const page = await casePage(chen);
    const fixes = { "fix.sources.0.line": "电源 1 · 供电线路", "fix.commsX": "通信" };
    await send(page, { verb: "return", "code.return": "source-unfit", ...fixes }, chen);

    expect(await opinionsOf()).to.include("电源点不合理：需修改：电源 1 · 供电线路、通信");
    for (const userid of ["chenming", "wuhao", "liuyang"]) {
      const card = thisCase.cardOf(userid);
      expect(isPressable(world, card), userid).to.equal(false);
      expect(shownText(card), userid).to.include("退回");
    }
  });

  it("shows in the second round what has changed, before anything else", async () => {
    await giveBack(world, "liting");
    await submitSecondVersion(world, thisCase.no);
    const { text } = await casePage();
    const [asked] = text.split("<form");
    expect(asked).to.include("v1 → v2").and.include("<del>").and.include("电源点不合理");
    expect(asked).to.include("第 2 轮");
  });

  it("an old page, sent after the plan has changed: refused in words, nothing is decided, the text is there", async () => {
    await approve(world, "liting");
    const wu = await browserOf(world, "wuhao");
    const old = await casePage(wu);
    await giveBack(world, "chenming");
    await submitSecondVersion(world, thisCase.no);
    const answer = await send(old, { verb: "approve", text: WORDS }, wu);

    expect(answer.status).to.equal(409);
    expect(answer.text).to.include("旧版本的表单").and.include("v1 → v2");
    expect(writtenOn(answer)).to.equal(WORDS);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve", "chenming return"]);
  });

  it("no reason: refused on the page with what was written in the form, and no text in the chat", async () => {
    const words = await textsDuring(world, "liting", async () => {
      const answer = await send(await casePage(), { verb: "return", text: "不行" });
      expect(answer.status).to.equal(409);
      expect(answer.text).to.include("退回须说明理由");
      expect(writtenOn(answer)).to.equal("不行");
      expect(answer.text).to.match(/value="return"[^>]* checked/);
      const corrected = await send(answer, { verb: "return", text: "资料里没有负荷明细" });
      expect(corrected.status).to.equal(303);
    });
    expect(words).to.deep.equal([]);
  });

  it("no verb: asked to choose one, the text is there", async () => {
    const answer = await send(await casePage(), { text: WORDS });
    expect(answer.text).to.include("请先选择");
    expect(writtenOn(answer)).to.equal(WORDS);
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("the same form sent twice counts once, and the second answer is that of the first", async () => {
    const page = await casePage();
    const values = { verb: "approve", text: "" };
    const both = await Promise.all([send(page, values), send(page, values)]);
    both.push(await send(page, values));
    expect(both.map(({ status }) => status)).to.deep.equal([303, 303, 303]);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("the plan was returned meanwhile by somebody else: told by whom, with the text", async () => {
    await approve(world, "liting");
    const wu = await browserOf(world, "wuhao");
    const page = await casePage(wu);
    await giveBack(world, "chenming");
    const answer = await send(page, { verb: "approve", text: WORDS }, wu);
    expect(answer.status).to.equal(409);
    expect(answer.text).to.include("陈明").and.include("退回");
    expect(writtenOn(answer)).to.equal(WORDS);
  });

  it("the login ran out while Li wrote: she logs in, comes back, and her text is in the form", async () => {
    const page = await casePage();
    li.jar.delete(SESSION);
    const over = await send(page, { verb: "return", "code.return": "capacity-unfit", text: WORDS });
    expect(over.status).to.equal(401);
    expect(writtenOn(over)).to.equal(WORDS);
    expect(await thisCase.decisions()).to.deep.equal([]);

    const back = await li.logIn("liting", `/cases/${thisCase.no}`);
    expect(back.location).to.equal(`/cases/${thisCase.no}`);
    const again = await casePage();
    expect(writtenOn(again)).to.equal(WORDS);
    expect(again.text).to.include("您写的意见还在");
    expect(again.text).to.match(/value="capacity-unfit"[^>]* checked/);
    await send(again, { verb: "return", text: writtenOn(again) });
    expect(await opinionsOf()).to.deep.equal([WORDS]);
    expect((await casePage()).text).to.not.include("您写的意见还在");
  });

  it("the login ran out, and Li signed her card before she came back: her text is shown once, to be copied", async () => {
    const page = await casePage();
    li.jar.delete(SESSION);
    await send(page, { verb: "approve", text: WORDS });
    await approve(world, "liting");
    await li.logIn("liting", `/cases/${thisCase.no}`);
    const back = await casePage();
    expect(back.text).to.include("已不在等您审批");
    expect(writtenOn(back)).to.equal(WORDS);
    expect((await casePage()).text).to.not.include("请改接城南变");
  });

  it("Li logs in anew in another tab: the first tab is not obeyed, and shows her text in a fresh form", async () => {
    const page = await casePage();
    li.jar.delete(SESSION);
    await li.logIn("liting");
    const answer = await send(page, { verb: "approve", text: WORDS });
    expect(answer.status).to.equal(403);
    expect(writtenOn(answer)).to.equal(WORDS);
    expect(await thisCase.decisions()).to.deep.equal([]);
    expect((await send(answer, { verb: "approve", text: WORDS })).status).to.equal(303);
  });

  it("a colleague uses the phone after Li: neither her form nor her text is theirs", async () => {
    const page = await casePage();
    li.jar.delete(SESSION);
    await send(page, { verb: "approve", text: WORDS });
    await li.logIn("zhangwei");
    expect((await casePage()).text).to.not.include("请改接城南变");
    expect((await send(page, { verb: "approve" })).status).to.equal(403);
    expect(await thisCase.decisions()).to.deep.equal([]);
  });

  it("asks only those whose turn it is", async () => {
    for (const userid of ["zhangwei", "chenming", "songlei"]) {
      const { text } = await casePage(await browserOf(world, userid));
      expect(text, userid).to.not.include("请您审批");
    }
  });
});

describe("a decision on the page meets a fault", () => {
  for (const point of ["locked", "before-commit", "after-commit"]) {
    it(`${point}: the text is there, and sending it again counts once`, async () => {
      let isBroken = false;
      const world = await openWorld({
        failpoint: (name) =>
          isBroken && name === point ? Promise.reject(new Error("broken")) : Promise.resolve(),
      });
      const thisCase = caseIn(world);
      await thisCase.renew();
      const li = await browserOf(world, "liting");
      const { action, token } = formOn(await li.get(`/cases/${thisCase.no}`));
      isBroken = true;
      const values = { verb: "return", "code.return": "source-unfit", text: WORDS };
      const broken = await li.post(action, { token, ...values });
      expect(broken.status).to.equal(500);
      expect(writtenOn(broken)).to.equal(WORDS);
      isBroken = false;
      const again = formOn(broken);
      const done = await li.post(again.action, { token: again.token, ...values });
      expect(done.status).to.equal(303);
      await settle(world);
      expect(await thisCase.decisions()).to.deep.equal(["liting return"]);
      expect(shownText(thisCase.cardOf("liting"))).to.include("已退回");
      await checkTruth(world, { errors: /broken/ });
      await world.close();
    });
  }
});
