import { expect } from "chai";
import { withOpinions, pressXml } from "../../support/bad-input/press.ts";
import { rawRequest, send } from "../../support/bad-input/raw-http.ts";
import { innerXml, nowSec, sealed, textXml, type Fields } from "../../support/bad-input/seal.ts";
import {
  expectNoEffect,
  expectRefused,
  leave,
  warmUp,
  watch,
} from "../../support/bad-input/watch.ts";
import { approveAll, giveBack, isPressable, shownText, textsOf } from "../../support/people.ts";
import { cardAbout, decisionsOf, freshCase, submitSecondVersion } from "../../support/presses.ts";
import { openWorld, settle, type World } from "../../support/world.ts";

type Card = ReturnType<typeof cardAbout>;

describe("bad input at the callback: genuine envelopes that mean nothing good", () => {
  let world: World;
  let caseNo: string;
  let card: Card;

  before(async () => {
    world = await openWorld();
    await warmUp(world);
    const warm = await freshCase(world);
    await send(world, rawRequest(sealed(world, pressXml(world, cardAbout(world, "liting", warm)))));
    await settle(world);
  });

  beforeEach(async () => {
    caseNo = await freshCase(world);
    card = cardAbout(world, "liting", caseNo);
  });

  after(() => leave(world));

  /** The press does nothing, the card still asks, and somebody may read why. */
  async function expectRefusal(xml: string, code: string): Promise<void> {
    world.clock.advanceMs(3_000);
    await expectNoEffect(world, xml, new RegExp(`"result":"refused","outcome":"${code}"`));
    await settle(world);
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
  }
  const press = (fields: Fields = {}) => pressXml(world, card, fields);

  it("E01 an event of another app: refused", async () => {
    const xml = press({ AgentID: "1000003" });
    const call = sealed(world, xml, { agentId: "1000003" });
    await expectRefused(world, call, { status: 403, check: "agent" });
  });

  it("E02 unknown messages and events: acknowledged", async () => {
    for (const fields of [
      { MsgType: "hologram", MsgId: "71" },
      { MsgType: "event", Event: "moon_rise" },
      { MsgType: "event", Event: "x".repeat(1_000) },
      { MsgType: "event", Event: "e\nl😀" },
    ]) {
      await expectNoEffect(world, innerXml(world, fields), /"event.done"/);
    }
    await settle(world);
  });

  it("E03 a card that does not exist: refused, remembered, answered in words", async () => {
    for (const TaskId of ["T999999-1@1-abc", "T1-999@1-abc"]) {
      await expectRefusal(press({ TaskId }), "not-found");
    }
    expect(textsOf(world, "liting").at(-1)).to.include("未找到");
  });

  it("E04 ids that MySQL would take for a number: refused, that task untouched", async () => {
    const { taskId } = card;
    const id = /^T(\d+)/.exec(taskId)?.[1] ?? "";
    const bare = [`${id}abc`, `${id} or 1=1`, `0${id}`, `+${id}`, `${id}.0`, ` ${id}`, "true"];
    const dressed = bare.map((odd) => taskId.replace(/^T\d+/, `T${odd}`));
    for (const TaskId of [...bare, ...dressed, ` ${taskId}`, `${taskId} `, taskId.toLowerCase()]) {
      await expectRefusal(press({ TaskId }), "not-found");
    }
    expect(isPressable(world, card)).to.equal(true);
  });

  it("E05 overlong ids, emoji, paths: refused", async () => {
    for (const TaskId of ["T".repeat(129), "T1-1@1-😀", "../../etc/passwd", "T".repeat(5_000)]) {
      await expectRefusal(press({ TaskId }), "not-found");
    }
  });

  it("E06 a button of another round or version: refused", async () => {
    for (const EventKey of ["v1:approve:r2:v1", "v1:approve:r1:v2", `approve:${card.taskId}`]) {
      await expectRefusal(press({ EventKey }), "unknown-button");
    }
  });

  it("E07 an action that is none of ours: refused", async () => {
    for (const EventKey of ["pay:r1:v1", "v1:pay:r1:v1", "__proto__", "v1:__proto__:r1:v1"]) {
      await expectRefusal(press({ EventKey }), "unknown-button");
    }
  });

  it("E08 the card of an older version: refused, and that card says so", async () => {
    await giveBack(world, "liting");
    await submitSecondVersion(world, caseNo);
    const before = await decisionsOf(world, caseNo);
    await expectNoEffect(world, press(), /"result":"refused","outcome":"(older-round|already-)/);
    await settle(world);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(before);
    expect(isPressable(world, card)).to.equal(false);
    expect(isPressable(world, cardAbout(world, "liting", caseNo))).to.equal(true);
  });

  it("E09 a press by somebody else: refused, the card untouched", async () => {
    await expectRefusal(press({ FromUserName: "songlei" }), "not-your-task");
    expect(isPressable(world, card)).to.equal(true);
    const told = textsOf(world, "songlei").at(-1);
    expect(told).to.include("不由您处理").and.not.include("李婷").and.not.include("牧名");
  });

  it("E11 a press by the submitter: refused", () =>
    expectRefusal(press({ FromUserName: "zhangwei" }), "not-your-task"));

  it("E12 a press by a member who is not in the bureau's list any more: refused", async () => {
    const { members } = world.simulator.world;
    const [someone] = members.values();
    if (someone !== undefined) members.set("former", { ...someone, userid: "former" });
    await expectRefusal(press({ FromUserName: "former" }), "not-a-member");
  });

  it("E13 a userid in other letters is the same person, who signs once", async () => {
    const spelled = press({ FromUserName: "LiTing" });
    await send(world, rawRequest(sealed(world, spelled)));
    await expectNoEffect(world, press(), /"result":"refused","outcome":"already-decided-by-you"/);
    await settle(world);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("E14 senders that are nobody: no decision, no answer", async () => {
    const nobody = ["", "@all", "liting|yangbo", "l".repeat(65), "l".repeat(5_000), "wwx/liting"];
    for (const FromUserName of nobody) {
      const seen = await expectNoEffect(world, press({ FromUserName }), /"outcome":"acknowledged"/);
      expect(seen.changed, FromUserName.slice(0, 20)).to.deep.equal(["inbox"]);
    }
    const bySystem = press({ FromUserName: "sys" });
    const seen = await expectNoEffect(world, bySystem, /"outcome":"acknowledged"/);
    expect(seen.changed).to.deep.equal(["inbox"]);
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
  });

  it("E15 a userid with look-alike letters is another one", async () => {
    for (const FromUserName of ["lіting", "ｌiting", "li\u200bting"]) {
      await expectNoEffect(world, press({ FromUserName }), /"outcome":"acknowledged"/);
    }
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
  });

  it("E16 an option that was not offered: refused", () =>
    expectRefusal(withOpinions(press(), "__proto__"), "unknown-opinion"));

  it("E17 a thousand options: refused", async () => {
    const many = Array.from({ length: 1_000 }, (_, n) => `o${n}`);
    await expectRefusal(withOpinions(press(), ...many), "unknown-opinion");
    const items = "<SelectedItem><QuestionKey>opinion</QuestionKey></SelectedItem>".repeat(600);
    const xml = press().replace("</xml>", `<SelectedItems>${items}${items}</SelectedItems></xml>`);
    const call = sealed(world, xml);
    await expectRefused(world, call, { status: [400, 413] });
  });

  it("E18 two options that exclude each other: refused", async () => {
    await expectRefusal(withOpinions(press(), "agree", "source-unfit"), "unknown-opinion");
    const twice = withOpinions(withOpinions(press(), "agree"), "agree-remarks");
    await expectRefused(world, sealed(world, twice), { status: 400, check: "xml" });
  });

  it("E19 a CreateTime far from now in a fresh envelope: the press counts", async () => {
    for (const [n, CreateTime] of ["1", "4102444800", "9999999999"].entries()) {
      const number = n === 0 ? caseNo : await freshCase(world);
      const xml = pressXml(world, cardAbout(world, "liting", number), { CreateTime });
      const { answer } = await watch(world, () => send(world, rawRequest(sealed(world, xml))));
      expect(answer.status).to.equal(200);
      expect(await decisionsOf(world, number), CreateTime).to.deep.equal(["liting approve"]);
      await settle(world);
    }
  });

  it("E20 two different presses of one person in one second: both are judged", async () => {
    const CreateTime = String(nowSec(world));
    const other = { CreateTime, EventKey: "v1:return:r1:v1" };
    await send(world, rawRequest(sealed(world, press({ CreateTime }))));
    await expectNoEffect(
      world,
      press(other),
      /"result":"refused","outcome":"already-decided-by-you"/,
    );
    await settle(world);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("E21 a press after the end: refused with its reason", async () => {
    await approveAll(world);
    const before = await decisionsOf(world, caseNo);
    expect(before).to.have.length(6);
    await expectNoEffect(world, press(), /"outcome":"already-decided-by-you"/);
    const strange = press({ FromUserName: "songlei" });
    await expectNoEffect(world, strange, /"outcome":"not-your-task"/);
    await settle(world);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(before);
    expect(shownText(card)).to.include("审批已通过");
  });

  it("E22 a press from another corp: refused", async () => {
    const ToUserName = "ww0000000000000000";
    const foreign = sealed(world, press({ ToUserName }), { toUserName: ToUserName });
    await expectRefused(world, foreign, { status: 403, check: "receiver" });
    const sealedForThem = sealed(world, press(), { receiveId: ToUserName });
    await expectRefused(world, sealedForThem, { status: 403, check: "receiver" });
  });

  it("E24 entering, a place, a menu entry with a button's key: nothing is decided", async () => {
    const key = { EventKey: "v1:approve:r1:v1", TaskId: card.taskId };
    for (const Event of ["enter_agent", "LOCATION", "click", "view", "template_card_menu_event"]) {
      world.clock.advanceMs(3_000);
      const xml = innerXml(world, { MsgType: "event", Event, ResponseCode: "RC-1", ...key });
      await expectNoEffect(world, xml, /"event.done"/);
    }
    await settle(world);
    expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
    expect(isPressable(world, card)).to.equal(true);
  });

  it("E26 a flood of genuine presses by one person: one decision, answers within his limit, nobody else waits", async () => {
    const before = textsOf(world, "liting").length;
    for (let n = 0; n < 200; n += 1) {
      const answer = await send(world, rawRequest(sealed(world, press())));
      expect(answer.status).to.equal(200);
    }
    const asked = textsOf(world, "wangfang").length;
    await send(world, rawRequest(sealed(world, textXml(world, { FromUserName: "wangfang" }))));
    await settle(world);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    expect(textsOf(world, "liting").length - before).to.be.at.most(30);
    expect(textsOf(world, "wangfang").length - asked).to.equal(1);
    expect(cardAbout(world, "chenming", caseNo)).not.to.equal(undefined);
  });
});
