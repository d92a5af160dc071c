import { expect } from "chai";
import type { CardId } from "../../src/domain/ids.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/lib/clock.ts";
import { issueCode } from "../../src/simulator/world/codes.ts";
import { cardDelivery } from "../../src/store/cards.ts";
import type { OutboundMessage } from "../../src/wecom/outbound.ts";
import { untilEmpty, untilQuiet } from "../support/quiet.ts";
import { cardForLi, chatWorldForAll, updateCard } from "./chat-world.ts";

const CARD = "T1-1@1" as CardId;

describe("a new face by the code of a press", () => {
  const world = chatWorldForAll("press_code");

  const { send, stateOf, title } = cardForLi(world, CARD);
  const press = (): string => {
    const [message] = world.simulator.world.messages.values();
    if (message === undefined) throw new Error("no card was sent");
    return issueCode(world.simulator.world, message, "li");
  };

  it("spends that code and leaves the one of the send", async () => {
    await send();
    await world.queue(updateCard("li", CARD, { responseCode: press() }));
    await untilQuiet([world.sender()]);
    expect(title()).to.equal("已同意");
    expect((await cardDelivery(world.db, CARD))?.codeUsedAt).to.equal(undefined);
  });

  it("counts as done when spent by a try whose answer was lost", async () => {
    await send();
    world.fault({ api: "message/update_template_card", kind: "timeout-after" });
    await world.queue(updateCard("li", CARD, { responseCode: press() }));
    await untilQuiet([world.sender({ api: world.client({ totalTimeoutMs: 300 }) })]);
    world.clock.advanceMs(2 * SECOND_MS);
    await untilQuiet([world.sender()]);
    expect(await stateOf(1)).to.equal("sent");
    expect(title()).to.equal("已同意");
    expect(world.texts("li")).to.deep.equal([]);
  });

  it("uses the code of the send when its own is refused: the card must not lie", async () => {
    await send();
    await world.queue(updateCard("li", CARD, { responseCode: "RC-nobody-knows" }));
    await untilQuiet([world.sender()]);
    expect(title()).to.equal("已同意");
    expect(world.texts("li")).to.deep.equal([]);
    expect((await cardDelivery(world.db, CARD))?.codeUsedAt).to.be.instanceOf(Date);
    expect(await stateOf(1)).to.equal("sent");
  });

  it("leaves the holder's card alone when another's code is refused", async () => {
    await send();
    await world.queue(updateCard("wang", CARD, { responseCode: "RC-nobody-knows" }));
    await untilQuiet([world.sender()]);
    expect(title()).to.equal("待审批");
    expect(world.texts("wang")).to.deep.equal(["T1-1@1 已同意"]);
    expect((await cardDelivery(world.db, CARD))?.codeUsedAt).to.equal(undefined);
  });

  it("ends without a text when its viewer is told by another message", async () => {
    await send();
    await world.noteCard({ kind: "code-used", cardId: CARD });
    const update = updateCard("li", CARD, { responseCode: "RC-old" });
    await world.queue({ ...update, otherwise: undefined } as OutboundMessage);
    await untilQuiet([world.sender()]);
    expect(world.texts("li")).to.deep.equal([]);
    expect(await stateOf(1)).to.equal("superseded");
  });

  it("becomes a text when both codes are worth nothing", async () => {
    await send();
    await world.noteCard({ kind: "code-used", cardId: CARD });
    await world.queue(updateCard("li", CARD, { responseCode: "RC-nobody-knows" }));
    await untilQuiet([world.sender()]);
    expect(title()).to.equal("待审批");
    expect(world.texts("li")).to.deep.equal(["T1-1@1 已同意"]);
  });

  it("sends the text also when the first try of the text fails", async () => {
    await send();
    await world.noteCard({ kind: "code-used", cardId: CARD });
    world.fault({ api: "message/send", kind: "reset-before" });
    await world.queue(updateCard("li", CARD, { responseCode: "RC-nobody-knows" }));
    const until = new Date(world.clock.now().getTime() + MINUTE_MS);
    await untilEmpty([world.sender()], { db: world.db, clock: world.clock, until });
    expect(world.texts("li")).to.deep.equal(["T1-1@1 已同意"]);
    expect(world.calls("message/update_template_card")).to.equal(1);
  });
});
