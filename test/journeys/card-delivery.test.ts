import { expect } from "chai";
import { clearFaults } from "../../src/simulator/control/set-faults.ts";
import { change, read, sqlFor } from "../../src/store/db.ts";
import { approve, ask, isPressable, shownText, textsOf } from "../support/people.ts";
import { fault, forgePress, freshCase, keyOn, textsDuring } from "../support/presses.ts";
import { checkTruth, everythingSent } from "../support/truth.ts";
import { passTo, settle, tick, type World } from "../support/world.ts";
import { caseIn, caseForEach } from "../support/this-case.ts";
import { worldForAll, worldForEach } from "../support/world-hooks.ts";

/** Said in the log about every card that is given up. */
const GIVEN_UP = /outbox\.dead/;

describe("a card for somebody whom WeCom does not reach (81013)", () => {
  const world = worldForEach({ at: "2026-11-23 09:00" });
  const thisCase = caseIn(world);

  beforeEach(async () => {
    fault(world, { api: "message/send", kind: "81013", userid: "liting", times: 0 });
    await thisCase.renew();
  });

  const lost = (userid: string): string[] =>
    textsOf(world, userid).filter((text) => text.includes("审批卡未能送达"));

  it("is told to both managers and the administrator, once, and not at night", async () => {
    await tick(world);
    for (const at of ["23 10:00", "23 18:30", "24 08:30", "24 09:10"]) {
      await passTo(world, `2026-11-${at}`);
    }

    for (const userid of ["zhangwei", "maqiang", "linna"]) {
      expect(lost(userid), userid).to.have.length(1);
    }
    expect(lost("zhangwei")[0]).to.include(thisCase.no).and.include("李婷");
  });

  it("shows as not delivered in the answer to a question", async () => {
    expect(await ask(world, "zhangwei", thisCase.no)).to.match(
      /等待 李婷（[^）]+）审批，卡片未送达/,
    );
  });

  it("comes when she can be reached again: one card, it counts, and nothing is left undone", async () => {
    await tick(world);
    await passTo(world, "2026-11-23 10:00");
    clearFaults(world.simulator.world, { clear: true });
    await passTo(world, "2026-11-23 10:29");
    expect(thisCase.cardsOf("liting"), "not yet").to.have.length(0);

    await passTo(world, "2026-11-23 10:31");

    expect(thisCase.cardsOf("liting")).to.have.length(1);
    expect(await ask(world, "zhangwei", thisCase.no)).not.to.include("卡片未送达");
    await passTo(world, "2026-11-23 11:30");
    expect(thisCase.cardsOf("liting")).to.have.length(1);
    await approve(world, "liting");
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    await checkTruth(world, { errors: GIVEN_UP });
  });

  it("is tried with her reminder, which she does not get as a text that points to no card", async () => {
    await tick(world);
    await passTo(world, "2026-11-24 08:25");
    clearFaults(world.simulator.world, { clear: true });

    await passTo(world, "2026-11-24 09:10");

    expect(thisCase.cardsOf("liting")).to.have.length(1);
    expect(textsOf(world, "liting").filter((text) => text.includes("审批提醒"))).to.deep.equal([]);
  });

  it("is tried until it arrives, and leaves one message given up and not one for each try", async () => {
    await tick(world);
    for (const at of ["09:40", "10:15", "10:50", "11:25"]) await passTo(world, `2026-11-23 ${at}`);
    const [dead] = await read(
      world.app.deps.db,
      sqlFor.selectFrom("outbox").select("id").where("state", "=", "dead"),
    );
    expect(dead).to.have.length(1);
  });
});

describe("a card of Friday morning that nobody pressed", () => {
  const world = worldForEach({ at: "2026-11-20 08:58" });
  const thisCase = caseForEach(world);

  it("is replaced when the office opens on Monday: one press is enough, and the old card says so", async () => {
    const old = thisCase.cardOf("liting");
    for (const at of ["20 17:45", "21 10:00", "22 23:00"]) await passTo(world, `2026-11-${at}`);
    expect(thisCase.cardsOf("liting"), "undisturbed").to.have.length(1);

    await passTo(world, "2026-11-23 08:31");

    expect(thisCase.cardsOf("liting")).to.have.length(2);
    expect(isPressable(world, old)).to.equal(false);
    expect(shownText(old)).to.include("请看新卡");
    world.clock.advanceMs(3_600_000);
    await approve(world, "liting");
    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    await checkTruth(world);
  });

  it("is replaced once, and its successor in its turn", async () => {
    await passTo(world, "2026-11-23 08:31");
    await passTo(world, "2026-11-23 09:31");
    await passTo(world, "2026-11-25 17:29");
    expect(thisCase.cardsOf("liting")).to.have.length(2);

    await passTo(world, "2026-11-25 17:31");

    expect(thisCase.cardsOf("liting")).to.have.length(3);
    await checkTruth(world);
  });

  it("is not replaced when she has pressed it", async () => {
    await approve(world, "liting");

    await passTo(world, "2026-11-23 08:31");

    expect(thisCase.cardsOf("liting")).to.have.length(1);
  });
});

describe("a press whose code is refused (60140)", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);

  beforeEach(async () => {
    await settle(world);
    fault(world, { api: "message/update_template_card", kind: "60140" });
  });

  afterEach(() => checkTruth(world));

  it("decides, and the card shows it by the code of its send", async () => {
    const words = await textsDuring(world, "liting", () => approve(world, "liting"));

    expect(await thisCase.decisions()).to.deep.equal(["liting approve"]);
    expect(shownText(thisCase.cardOf("liting"))).to.include("已同意");
    expect(words, "no text beside the card").to.deep.equal([]);
  });

  it("by somebody who is not asked gets one sentence without customer or case", async () => {
    const card = thisCase.cardOf("liting");

    const words = await textsDuring(world, "hebing", () =>
      forgePress(world, { userid: "hebing", card, key: keyOn(card, "同意") }),
    );

    expect(words).to.have.length(1);
    expect(words[0])
      .to.include("此项不由您处理")
      .and.not.include("李婷")
      .and.not.include("牧名")
      .and.not.include(thisCase.no);
    expect(isPressable(world, card), "the holder's card is as it was").to.equal(true);
  });

  it("without a reason is answered once", async () => {
    const card = thisCase.cardOf("liting");

    const words = await textsDuring(world, "liting", () =>
      forgePress(world, { userid: "liting", card, key: keyOn(card, "退回") }),
    );

    expect(words).to.have.length(1);
    expect(words[0]).to.include("退回须说明理由");
    await everythingSent(world);
  });
});

describe("a case that the clock cannot handle", () => {
  const world = worldForAll({ at: "2026-11-23 09:00" });

  it("is logged, counted and put off, and the others are reminded as ever", async () => {
    const poisoned = await freshCase(world);
    const healthy = await freshCase(world);
    await poison(world, poisoned);

    await passTo(world, "2026-11-24 09:10");

    const reminded = textsOf(world, "liting").filter((text) => text.includes("审批提醒"));
    expect(reminded).to.have.length(1);
    expect(reminded[0]).to.include(healthy);
    expect(world.logLines.filter((line) => line.includes("clock.case-failed"))).to.have.length(1);
    expect((await world.app.metrics.render()).text).to.include("qianpi_clock_faults_total 1");
    await tick(world);
    const failures = world.logLines.filter((line) => line.includes("clock.case-failed"));
    expect(failures, "left alone for a while").to.have.length(1);
    await passTo(world, "2026-11-24 09:21");
    expect(world.logLines.filter((line) => line.includes("clock.case-failed"))).to.have.length(2);
  });
});

/** A row that stands where the case's next reminder must be recorded, so that this cannot be saved. */
async function poison(world: World, caseNo: string): Promise<void> {
  const { db, bureau } = world.app.deps;
  const [tasks] = await read(
    db,
    sqlFor
      .selectFrom("tasks")
      .innerJoin("cases", "cases.id", "tasks.case_id")
      .innerJoin("approval_nodes as node", (join) =>
        join
          .onRef("node.approval_id", "=", "tasks.approval_id")
          .onRef("node.node_id", "=", "tasks.node_id"),
      )
      .select(["tasks.id", "tasks.approval_id", "node.ladder_id"])
      .where("case_no", "=", caseNo),
  );
  for (const task of tasks) {
    const ladder = bureau.ladders.find(({ id }) => id === task.ladder_id);
    for (const rung of ladder?.rungs ?? []) {
      await change(
        db,
        sqlFor.insertInto("fired_rungs").values({
          task_id: task.id,
          round: 1,
          ladder: `${ladder?.id}@${ladder?.version}`,
          rung_id: rung.id,
          case_id: 999_999,
          approval_id: task.approval_id,
          fired_at: world.clock.now(),
          result: "sent",
        }),
      );
    }
  }
}
