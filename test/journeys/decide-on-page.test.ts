import { expect } from "chai";
import { approve, isPressable, shownText, textsOf } from "../support/people.ts";
import { formOf, sendForm } from "../support/page-decisions.ts";
import { freshCase, textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

describe("a decision on the page counts like a press on the card", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);

  afterEach(() => checkTruth(world));

  it("Li agrees in her own words: they are kept, and her card shows them and asks no more", async () => {
    const answer = await thisCase.decide("liting", { text: "同意，注意 CT 变比" });

    expect(answer).to.deep.equal({ result: "done", code: "approve", refusal: undefined });
    const [decision] = (await thisCase.file()).approvals.flatMap(({ decisions }) => decisions);
    expect(decision).to.deep.include({
      channel: "page",
      opinion: { code: "", text: "同意，注意 CT 变比" },
    });
    const card = thisCase.cardOf("liting");
    expect(isPressable(world, card)).to.equal(false);
    expect(shownText(card)).to.include("已同意").and.include("注意 CT 变比");
  });

  it("Li returns it for a written reason: the submitter reads it word for word", async () => {
    const reason = "电源点离负荷中心太远，请改接城南变";
    await thisCase.decide("liting", { verb: "return", text: reason });

    expect(await thisCase.decisions()).to.deep.equal(["liting return"]);
    expect(textsOf(world, "zhangwei").join()).to.include(`理由：${reason}`);
  });

  it("a text that is no reason is refused on the page; nothing is decided and no chat text is sent", async () => {
    const form = {
      ...(await thisCase.decisionForm("liting")),
      verb: "return",
      text: "　。",
    } as const;

    const texts = await textsDuring(world, "liting", async () => {
      const answer = await sendForm(world, form);
      expect(answer).to.deep.include({ result: "refused", code: "written-reason-needed" });
    });

    expect(texts).to.deep.equal([]);
    expect(await thisCase.decisions()).to.deep.equal([]);
    const corrected = await sendForm(world, { ...form, text: "资料里没有负荷明细" });
    expect(corrected, "the same form, corrected").to.include({ result: "done", code: "return" });
  });

  it("the same form sent twice counts once, and the second time says so", async () => {
    const form = await thisCase.decisionForm("liting");
    const answers = await Promise.all([sendForm(world, form), sendForm(world, form)]);

    expect(answers.map(({ result }) => result)).to.have.members(["done", "repeated"]);
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("Li signs on her card while the page is open: the page says when she did", async () => {
    const form = await thisCase.decisionForm("liting");
    await approve(world, "liting");

    const answer = await sendForm(world, { ...form, verb: "return", code: "source-unfit" });

    expect(answer.refusal).to.deep.include({ code: "already-decided-by-you", sameVerb: false });
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
  });

  it("somebody else's task, another case, a case that is not there: refused", async () => {
    const form = await thisCase.decisionForm("liting");
    const other = await freshCase(world);
    const codes = [];
    for (const changes of [
      { from: (await formOf(world, "liting", other)).from, caseNo: other },
      { from: "songlei" },
      { caseNo: "BZ-2026-999999" },
    ]) {
      codes.push((await sendForm(world, { ...form, ...changes } as typeof form)).code);
    }
    expect(codes).to.deep.equal(["not-found", "not-your-task", "not-found"]);
  });
});
