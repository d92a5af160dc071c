import { expect } from "chai";
import { lookUpCase } from "../../src/actions/look-up.ts";
import { acceptLeave, offerLeave } from "../../src/actions/leave.ts";
import type { CaseNo } from "../../src/domain/ids.ts";
import { EVERY_MODE } from "../support/bureau-variant.ts";
import { staff } from "../support/build.ts";
import { comeBack, goOnLeave, nextMinute, offer, termsOf } from "../support/leaves.ts";
import { actForm, sendAct } from "../support/page-acts.ts";
import { decideOnOwnPage, fileOf } from "../support/page-decisions.ts";
import {
  approve,
  ask,
  isPressable,
  openCase,
  pressOnly,
  shownText,
  submitPlan,
  textsOf,
} from "../support/people.ts";
import {
  cardAbout,
  cardsAbout,
  decisionsOf,
  forgePress,
  freshCase,
  keyOn,
  textsDuring,
} from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, passTo, settle } from "../support/world.ts";
import { worldForEach } from "../support/world-hooks.ts";
import { browserOf } from "../support/bad-input/browser.ts";

const LI_TO_MA = ["liting", "maqiang"] as const;

describe("somebody goes on leave", () => {
  const world = worldForEach({ at: "2026-11-23 09:00" });

  const mayRead = async (userid: string, caseNo: string): Promise<boolean> =>
    (await lookUpCase(world.app.deps, {
      caseNo: caseNo as CaseNo,
      viewer: { staff: staff(userid) },
    })) !== undefined;

  it("D20: four pending move to the delegate, the one that he submitted to the deputy; what is left comes back", async () => {
    const cases = [await freshCase(world), await freshCase(world), await freshCase(world)];
    const own = "BZ-2026-200001";
    await openCase(world, { caseNo: own });
    await submitPlan(world, { caseNo: own, by: "maqiang" });
    const due = /(\d+月\d+日 \d\d:\d\d)/.exec(shownText(cardAbout(world, "liting", own)))?.[1];

    const grant = await goOnLeave(world, LI_TO_MA, { until: "2026-11-24" });

    for (const caseNo of cases) {
      expect(shownText(cardAbout(world, "maqiang", caseNo)))
        .to.include("代 李婷 审批（本人休假至 11-24）")
        .and.include(due);
      expect(isPressable(world, cardAbout(world, "liting", caseNo))).to.equal(false);
    }
    expect(cardsAbout(world, "maqiang", own)).to.have.length(0);
    const waiting = await ask(world, "zhangwei", own);
    expect(waiting)
      .to.include("孙丽（代 李婷，本人休假至 11-24）")
      .and.include("代理人马强是提交人，由副职代");
    const [first = "", second = "", last = ""] = cases;
    await approve(world, "maqiang", { card: cardAbout(world, "maqiang", first) });
    await approve(world, "maqiang", { card: cardAbout(world, "maqiang", second) });
    await approve(world, "sunli", { card: cardAbout(world, "sunli", own) });
    const [decision] = (await fileOf(world, first)).approvals[0]?.decisions ?? [];
    expect(decision).to.deep.include({
      decidedBy: "maqiang",
      onBehalfOf: { principal: "liting", name: "李婷", grantId: grant.id },
    });

    await passTo(world, "2026-11-25 00:00");

    const back = cardAbout(world, "liting", last);
    expect(isPressable(world, back)).to.equal(true);
    expect(shownText(back), "the same due time").to.include(due);
    expect(isPressable(world, cardAbout(world, "maqiang", last))).to.equal(false);
    expect(shownText(cardAbout(world, "maqiang", last))).to.include("休假代理已结束");
    await approve(world, "liting", { card: back });
    expect(await decisionsOf(world, last)).to.deep.equal(["liting approve"]);
    await checkTruth(world);
  });

  it("D20: history and answers say 代: on the page, in the chat, in the API", async () => {
    const caseNo = await freshCase(world);
    await goOnLeave(world, LI_TO_MA);
    await decideOnOwnPage(
      world,
      { userid: "maqiang", caseNo },
      { verb: "return", text: "电源点离负荷太远" },
    );

    expect(await ask(world, "zhangwei", caseNo)).to.include("已由 马强（代 李婷） 于");
    expect(textsOf(world, "zhangwei").join("\n")).to.include("退回人：马强（代 李婷）");
    const visitor = await browserOf(world, "zhangwei");
    expect((await visitor.get(`/cases/${caseNo}`)).text).to.include("马强（代 李婷）");
    await checkTruth(world);
  });

  it("the delegate is asked first; without acceptance nothing moves", async () => {
    const caseNo = await freshCase(world);
    await offer(world, LI_TO_MA);
    await nextMinute(world);

    expect(textsOf(world, "maqiang").join("\n"))
      .to.include("【休假代理，请您接受】李婷 → 马强")
      .and.include("/leave");
    expect(cardsAbout(world, "maqiang", caseNo)).to.have.length(0);
    await approve(world, "liting");
    await checkTruth(world);
  });

  it("a leave of next week moves what waits when it begins, and asks the delegate for what comes then", async () => {
    await goOnLeave(world, LI_TO_MA, { from: "2026-11-24", until: "2026-11-30" });
    const before = await freshCase(world);
    expect(isPressable(world, cardAbout(world, "liting", before))).to.equal(true);

    await passTo(world, "2026-11-24 00:00");

    expect(isPressable(world, cardAbout(world, "maqiang", before))).to.equal(true);
    await passTo(world, "2026-11-24 09:00");
    const during = await freshCase(world);
    expect(cardsAbout(world, "liting", during)).to.have.length(0);
    expect(cardsAbout(world, "maqiang", during)).to.have.length(1);
    await checkTruth(world);
  });

  it("共管: both are asked; the first decides, the other reads so", async () => {
    const caseNo = await freshCase(world);
    await goOnLeave(world, LI_TO_MA, { mode: "share" });
    const hers = cardAbout(world, "liting", caseNo);
    const his = cardAbout(world, "maqiang", caseNo);
    expect([hers, his].map((card) => isPressable(world, card))).to.deep.equal([true, true]);
    expect(shownText(his)).to.include("与 李婷 共管，先办者有效");
    expect(await ask(world, "zhangwei", caseNo))
      .to.include("李婷（休假至 11-27）")
      .and.include("马强（代 李婷，本人休假至 11-27）");

    await approve(world, "maqiang", { card: his });

    expect(shownText(hers)).to.include("已由 马强（代 李婷） 同意");
    expect(isPressable(world, hers)).to.equal(false);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["maqiang approve"]);
    expect(cardsAbout(world, "chenming", caseNo), "the next node, once").to.have.length(1);
    await checkTruth(world);
  });

  it("替代: whoever is on leave must end it first, and then decides", async () => {
    const caseNo = await freshCase(world);
    const card = cardAbout(world, "liting", caseNo);
    const key = keyOn(card, "同意");
    const grant = await goOnLeave(world, LI_TO_MA);

    const words = await textsDuring(world, "liting", () =>
      forgePress(world, { userid: "liting", card, key }),
    );
    expect(words.join()).to.include("由 马强 代您审批").and.include("先在“我的休假代理”中结束代理");
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
    await comeBack(world, grant);
    await approve(world, "liting", { card: cardAbout(world, "liting", caseNo) });
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    await checkTruth(world);
  });

  it("a press after the leave has begun and before the next minute is judged by the leave", async () => {
    const caseNo = await freshCase(world);
    await goOnLeave(world, LI_TO_MA, { from: "2026-11-24", until: "2026-11-30" });
    world.clock.set("2026-11-24 00:00");

    await approve(world, "liting", { card: cardAbout(world, "liting", caseNo) });

    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
    expect(textsOf(world, "liting").at(-1)).to.include("由 马强 代您审批");
    await approve(world, "maqiang", { card: cardAbout(world, "maqiang", caseNo) });
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["maqiang approve"]);
    await checkTruth(world);
  });

  it("the beginning of the leave and her press at the same moment: exactly one wins", async () => {
    for (let n = 0; n < 12; n += 1) {
      const caseNo = await freshCase(world);
      const offered = await offer(world, LI_TO_MA);
      if (!offered.ok) throw new Error(offered.refusal.code);
      const { grant } = offered;
      const hers = cardAbout(world, "liting", caseNo);

      await Promise.all([
        pressOnly(world, "liting", { button: "同意", card: hers }),
        acceptLeave(world.app.deps, { id: grant.id, by: grant.delegate }),
      ]);
      await settle(world);

      const decided = await decisionsOf(world, caseNo);
      const moved = cardsAbout(world, "maqiang", caseNo).length;
      expect(decided.length + moved, `${decided.join()}, ${moved} cards`).to.equal(1);
      await comeBack(world, grant);
    }
    await checkTruth(world);
  }).timeout(60_000);

  it("somebody in the node already does not sit there twice: the deputy takes it, with a note", async () => {
    const own = await openWorld({ at: "2026-11-23 09:00", bureau: EVERY_MODE });
    const caseNo = await freshCase(own);

    await goOnLeave(own, ["wuhao", "chenming"]);

    expect(cardsAbout(own, "chenming", caseNo), "his own").to.have.length(1);
    expect(await ask(own, "zhangwei", caseNo))
      .to.include("郑红（代 吴昊，本人休假至 11-27）")
      .and.include("代理人陈明已在本环节，由副职代");
    await checkTruth(own);
    await own.close();
  });

  it("who gives a task away while standing in gives the seat away: it stays there when the leave ends", async () => {
    const caseNo = await freshCase(world);
    const grant = await goOnLeave(world, LI_TO_MA, { mode: "share" });
    const form = await actForm(world, { userid: "maqiang", caseNo, kind: "transfer" });

    await sendAct(world, { ...form, code: "sunli", text: "请孙丽办理此项" });
    await settle(world);

    for (const userid of ["liting", "maqiang"]) {
      const card = cardAbout(world, userid, caseNo);
      expect(isPressable(world, card), userid).to.equal(false);
      expect(shownText(card)).to.match(/已转办(给 孙丽|他人)/);
    }
    await comeBack(world, grant);
    await nextMinute(world);
    await approve(world, "sunli", { card: cardAbout(world, "sunli", caseNo) });
    expect((await decisionsOf(world, caseNo)).join()).to.include("sunli");
    await checkTruth(world);
  });

  it("one on leave hands on to the next; a circle stays with who began it", async () => {
    const caseNo = await freshCase(world);
    await goOnLeave(world, ["maqiang", "bateer"]);
    await goOnLeave(world, LI_TO_MA);
    expect(cardsAbout(world, "maqiang", caseNo)).to.have.length(0);
    expect(cardsAbout(world, "bateer", caseNo)).to.have.length(1);

    await goOnLeave(world, ["bateer", "liting"]);

    expect(await ask(world, "zhangwei", caseNo)).to.include("孙丽（代 李婷");
    await checkTruth(world);
  });

  it("only what the grant covers moves", async () => {
    const small = await freshCase(world);
    const large = await freshCase(world, { kva: 630 });
    await goOnLeave(world, LI_TO_MA, {
      scope: { kinds: ["supply_plan"], maxVoltageKv: 10, maxCapacity: 400 },
    });

    expect(cardsAbout(world, "maqiang", small)).to.have.length(1);
    expect(cardsAbout(world, "maqiang", large)).to.have.length(0);
    expect(isPressable(world, cardAbout(world, "liting", large))).to.equal(true);
  });

  it("the delegate reads exactly what is in his hands, as long as it is", async () => {
    const caseNo = await freshCase(world);
    const other = await freshCase(world);
    const grant = await goOnLeave(world, ["liting", "wangfang"]);
    expect(await mayRead("wangfang", caseNo)).to.equal(true);
    expect(await mayRead("songlei", caseNo), "the head of her department").to.equal(false);
    await approve(world, "wangfang", { card: cardAbout(world, "wangfang", other) });

    await comeBack(world, grant);

    expect(await mayRead("wangfang", caseNo)).to.equal(false);
    expect(await mayRead("wangfang", other), "what she has signed").to.equal(true);
  });

  it("escalations go to the line of whoever is on leave, not of the delegate; sent reminders are not sent again", async () => {
    const caseNo = await freshCase(world);
    await passTo(world, "2026-11-24 09:30");
    await goOnLeave(world, ["liting", "wangfang"]);
    await passTo(world, "2026-11-24 10:00");
    const reminders = textsOf(world, "wangfang").filter((text) => text.includes("审批提醒"));
    expect(reminders, "sent to her before").to.deep.equal([]);

    await passTo(world, "2026-11-25 08:31");

    const overdue = (userid: string) =>
      textsOf(world, userid).filter((text) => text.includes(caseNo) && text.includes("超期"));
    expect(overdue("zhaogang")[0]).to.include("王芳（代 李婷，本人休假至 11-27）");
    expect(overdue("songlei")).to.deep.equal([]);
    expect(overdue("wangfang")).to.have.length(1);
    expect(overdue("liting"), "she is on leave").to.deep.equal([]);
    await checkTruth(world);
  });

  it("refuses in words what makes no sense: oneself, twice, for others, the past", async () => {
    const refused = async (...asked: Parameters<typeof offer>): Promise<string> => {
      const result = await offer(...asked);
      return result.ok ? "made" : result.refusal.code;
    };
    expect(await refused(world, ["liting", "liting"])).to.equal("self");
    expect(await refused(world, LI_TO_MA, { by: "zhangwei" })).to.equal("not-yours");
    expect(await refused(world, LI_TO_MA, { by: "linna" })).to.equal("reason-needed");
    expect(await refused(world, LI_TO_MA, { from: "2026-11-20", until: "2026-11-22" })).to.equal(
      "period-over",
    );
    expect(await refused(world, LI_TO_MA, { by: "linna", reason: "本人住院" })).to.equal("made");
    expect(textsOf(world, "liting").join()).to.include("【已为您办理休假代理】");
    expect(await refused(world, ["liting", "sunli"])).to.equal("overlaps");
    expect(
      await refused(world, ["liting", "sunli"], { from: "2026-11-28", until: "2026-11-30" }),
    ).to.equal("made");
  });

  it("two overlapping ones offered at the same moment: one is refused", async () => {
    const results = await Promise.all(
      ["maqiang", "sunli", "wangfang"].map((delegate) =>
        offerLeave(world.app.deps, { terms: termsOf("liting", delegate), by: staff("liting") }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).to.have.length(1);
  });
});
