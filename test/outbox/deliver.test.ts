import { expect } from "chai";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/clock.ts";
import { cardDelivery, cardGivenUp } from "../../src/store/cards.ts";
import { change, read, sqlFor } from "../../src/store/db.ts";
import { claim } from "../../src/store/outbox.ts";
import type { CardId } from "../../src/domain/ids.ts";
import { untilEmpty, untilQuiet } from "../support/quiet.ts";
import {
  approvalCard,
  cardForLi,
  chatWorldForAll,
  registerCard,
  sendCard,
  text,
  updateCard,
} from "./chat-world.ts";

const CARD = "T1-1@1" as CardId;

const caseRow = (id: number) => ({
  id,
  case_no: `BZ-${id}`,
  customer_name: "牧名食品",
  address: "",
  customer_class: "hv-single",
  request_kind: "new",
  grid_manager: "zhangwei",
  works_manager: "maqiang",
  opened_by: "test",
  accepted_at: new Date(0),
});

describe("delivering a row", () => {
  const world = chatWorldForAll("deliver");

  const { send, stateOf, title } = cardForLi(world, CARD);

  describe("a new card", () => {
    it("arrives under its id and its update code is kept", async () => {
      await send();
      expect(world.cardOf(CARD)?.userid).to.equal("li");
      const known = await cardDelivery(world.db, CARD);
      expect([...world.simulator.world.codes.keys()]).to.include(known?.responseCode);
      expect(known?.sentAt).to.deep.equal(world.clock.now());
      expect(known?.codeUsedAt).to.equal(undefined);
    });

    it("is shown once when the answer to the first try was lost, and the code of the repetition is kept", async () => {
      world.fault({ api: "message/send", kind: "reset-after" });
      await send();
      expect(await stateOf()).to.equal("waiting");
      world.clock.advanceMs(2 * SECOND_MS);
      await untilQuiet([world.sender()]);
      expect(await stateOf()).to.equal("sent");
      expect(world.shown("li")).to.have.length(1);
      expect((await cardDelivery(world.db, CARD))?.responseCode).to.be.a("string");
    });

    it("counts as delivered, without a code, when its id is found used after a lost answer", async () => {
      world.fault({ api: "message/send", kind: "reset-after" });
      await send();
      // Past the four hours within which the platform recognises a repetition by itself.
      world.clock.advanceMs(5 * HOUR_MS);
      await untilQuiet([world.sender()]);
      expect(await stateOf()).to.equal("sent");
      expect((await cardDelivery(world.db, CARD))?.sentAt).to.be.instanceOf(Date);
      expect((await cardDelivery(world.db, CARD))?.responseCode).to.equal(undefined);
      expect(world.shown("li")).to.have.length(1);
    });

    it("that cannot be delivered is given up, which its card and its case keep", async () => {
      await change(world.db, sqlFor.deleteFrom("cases"));
      await change(world.db, sqlFor.insertInto("cases").values(caseRow(1)));
      world.fault({ api: "message/send", kind: 81013 });
      await send();
      expect(await stateOf()).to.equal("dead");
      const [cards, cases] = await read(
        world.db,
        sqlFor.selectFrom("cards").select(["sent_at", "undeliverable_at"]),
        sqlFor.selectFrom("cases").select("next_attention_at"),
      );
      const now = world.clock.now();
      expect(cards).to.deep.equal([{ sent_at: null, undeliverable_at: now }]);
      expect(cases).to.deep.equal([{ next_attention_at: now }]);
    });

    it("that the claim has run out for is not given up by the late sender", async () => {
      await registerCard(world, "li", CARD);
      await world.queue(sendCard("li", CARD));
      const [row] = await claim(world.db, { now: world.clock.now(), limit: 1, leaseMs: 1_000 });
      const late = { id: row?.id ?? 0, claimToken: "another" };
      const at = world.clock.now();
      expect(await cardGivenUp(world.db, late, { cardId: CARD, note: "late", at })).to.equal(false);
      expect(await stateOf()).to.equal("waiting");
    });

    it("is given up when its id is used although no try of ours can have used it", async () => {
      await send();
      await world.queue(sendCard("wang", CARD));
      await untilQuiet([world.sender()]);
      expect(await stateOf(1)).to.equal("dead");
      expect((await world.rows())[1]?.last_error).to.contain("42014");
    });
  });

  describe("a new face by the code of the send", () => {
    it("changes the card and marks the code as used", async () => {
      await send();
      await world.queue(updateCard("li", CARD));
      await untilQuiet([world.sender()]);
      expect(title()).to.equal("已同意");
      expect((await cardDelivery(world.db, CARD))?.codeUsedAt).to.deep.equal(world.clock.now());
    });

    it("F59: becomes a text when the code was used before", async () => {
      await send();
      await world.queue(updateCard("li", CARD), updateCard("li", CARD, { title: "已归档" }));
      await untilQuiet([world.sender()]);
      expect(title()).to.equal("已同意");
      expect(world.texts("li")).to.deep.equal(["T1-1@1 已归档"]);
      expect(await stateOf(2)).to.equal("sent");
    });

    it("F59: becomes a text, without a call, when the code is 72 hours old", async () => {
      await send();
      world.clock.advanceMs(72 * HOUR_MS);
      await world.queue(updateCard("li", CARD));
      await untilQuiet([world.sender()]);
      expect(world.calls("message/update_template_card")).to.equal(0);
      expect(world.texts("li")).to.deep.equal(["T1-1@1 已同意"]);
    });

    it("becomes a text when the card came without a code", async () => {
      await send();
      await world.noteCard({ kind: "sent", cardId: CARD, responseCode: undefined });
      await world.queue(updateCard("li", CARD));
      await untilQuiet([world.sender()]);
      expect(world.texts("li")).to.deep.equal(["T1-1@1 已同意"]);
    });

    it("is superseded when the card was never sent", async () => {
      await registerCard(world, "li", CARD);
      await world.queue(updateCard("li", CARD));
      await untilQuiet([world.sender()]);
      expect(await stateOf()).to.equal("superseded");
      expect(world.shown("li")).to.deep.equal([]);
    });

    it("counts as done when the code is found spent after a lost answer", async () => {
      await send();
      world.fault({ api: "message/update_template_card", kind: "reset-after" });
      await world.queue(updateCard("li", CARD));
      await untilQuiet([world.sender()]);
      expect(await stateOf(1)).to.equal("waiting");
      world.clock.advanceMs(2 * SECOND_MS);
      await untilQuiet([world.sender()]);
      expect(await stateOf(1)).to.equal("sent");
      expect(title()).to.equal("已同意");
      expect(world.texts("li")).to.deep.equal([]);
      expect((await cardDelivery(world.db, CARD))?.codeUsedAt).to.be.instanceOf(Date);
    });

    it("becomes a text when the code is refused at the first try", async () => {
      await send();
      world.fault({ api: "message/update_template_card", kind: 60140 });
      await world.queue(updateCard("li", CARD));
      await untilQuiet([world.sender()]);
      expect(world.texts("li")).to.deep.equal(["T1-1@1 已同意"]);
    });

    it("becomes a text when an earlier try is known not to have worked", async () => {
      await send();
      world.fault({ api: "message/update_template_card", kind: 45009 });
      await world.queue(updateCard("li", CARD));
      const sender = world.sender();
      await untilQuiet([sender]);
      world.clock.advanceMs(MINUTE_MS);
      world.fault({ api: "message/update_template_card", kind: 60140 });
      await untilQuiet([sender]);
      expect(world.texts("li")).to.deep.equal(["T1-1@1 已同意"]);
    });
  });

  describe("when a sender dies between its call and its note", () => {
    const leave = async (): Promise<void> => {
      const taken = await claim(world.db, { now: world.clock.now(), limit: 1, leaseMs: 30_000 });
      expect(taken).to.have.length(1);
    };

    it("the card is shown once", async () => {
      await registerCard(world, "li", CARD);
      await world.queue(sendCard("li", CARD));
      await leave();
      await world.client().sendCard({ to: "li", cardId: CARD, card: approvalCard("待审批") });
      world.clock.advanceMs(31 * SECOND_MS);
      await untilQuiet([world.sender()]);
      expect(await stateOf()).to.equal("sent");
      expect(world.shown("li")).to.have.length(1);
    });

    it("its code that was already kept is not lost", async () => {
      await registerCard(world, "li", CARD);
      await world.queue(sendCard("li", CARD));
      await leave();
      await world.noteCard({ kind: "sent", cardId: CARD, responseCode: "RC-kept" });
      world.clock.advanceMs(31 * SECOND_MS);
      await untilQuiet([world.sender()]);
      expect(await stateOf()).to.equal("sent");
      expect((await cardDelivery(world.db, CARD))?.responseCode).to.equal("RC-kept");
    });

    for (const isNoted of [false, true]) {
      it(`the new face is shown and no text is sent, the code ${isNoted ? "" : "not "}noted as used`, async () => {
        await send();
        await world.queue(updateCard("li", CARD));
        await leave();
        const { responseCode = "" } = (await cardDelivery(world.db, CARD)) ?? {};
        const card = { ...approvalCard("已同意"), replace_text: "已同意" };
        await world.client().updateCard({ to: "li", responseCode, card });
        if (isNoted) await world.noteCard({ kind: "code-used", cardId: CARD });
        world.clock.advanceMs(31 * SECOND_MS);
        await untilQuiet([world.sender()]);
        expect(await stateOf(1)).to.equal("sent");
        expect(title()).to.equal("已同意");
        expect(world.texts("li")).to.deep.equal([]);
      });
    }
  });

  describe("texts and groups", () => {
    it("go to the member, to the robot's group and to a group chat", async () => {
      const { simulator } = world;
      const chatId = await world.client().createGroupChat({
        name: "项目群",
        owner: "li",
        userIds: ["li", "wang"],
        chatId: "group1",
      });
      await world.queue(
        text("li", "文字"),
        { kind: "send-markdown", to: "wang", content: "**粗**" },
        { kind: "group-webhook", content: "预警", mention: ["li"] },
        { kind: "group-chat", chatId, content: "群消息", mention: [] },
      );
      await untilQuiet([world.sender()]);
      expect(world.texts("li")).to.deep.equal(["文字"]);
      expect(world.shown("wang")[0]?.content).to.deep.equal({ content: "**粗**" });
      const chats = [...simulator.world.chats.values()].filter((chat) => chat.kind !== "app");
      const shown = chats.flatMap((chat) => chat.entries.map((entry) => entry.content["content"]));
      expect(shown).to.include.members(["预警\n<@li>", "群消息"]);
    });

    it("a text whose answer was lost is shown once", async () => {
      world.fault({ api: "message/send", kind: "reset-after" });
      await world.queue(text("li", "一次"));
      const until = new Date(world.clock.now().getTime() + MINUTE_MS);
      await untilEmpty([world.sender()], { db: world.db, clock: world.clock, until });
      expect(world.texts("li")).to.deep.equal(["一次"]);
      expect(world.calls("message/send")).to.equal(2);
    });
  });
});
