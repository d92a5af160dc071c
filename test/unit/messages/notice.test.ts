import { expect } from "chai";
import {
  footOf,
  noticesAboutTask,
  pressOnOwnCard,
  textNotice,
} from "../../../src/messages/notice.ts";
import { taskIdOf, type CardId, type CaseId } from "../../../src/domain/ids.ts";
import { contextOf, FIRST, FOOT, PRESS } from "../../support/build-notice.ts";
import { november, staff } from "../../support/build.ts";

describe("a text about a case", () => {
  it("is closed by its moment and its link, and leaves in order per person", () => {
    expect(textNotice(staff("liuyang"), ["一", "二"], contextOf())).eql({
      message: { kind: "send-text", to: "liuyang", content: `一\n二\n${FOOT}` },
      orderKey: "to:liuyang",
      lane: "normal",
    });
  });

  it("differs from the same text a second later, so that WeCom does not drop it", () => {
    const [asOf] = footOf(contextOf({ now: november(23, "15:10:08") }));
    expect(asOf).equal("（截至 11月23日 15:10:08）");
  });

  it("is about a task that the file holds", () => {
    const holders = (n: number) =>
      noticesAboutTask(contextOf(), taskIdOf(1 as CaseId, n), ({ task }) => [
        textNotice(task.holder, [], contextOf()),
      ]).map(({ orderKey }) => orderKey);
    expect(FIRST).equal(taskIdOf(1 as CaseId, 1));
    expect(holders(2)).eql(["to:wuhao"]);
    expect(holders(3)).eql([]);
  });
});

describe("a press", () => {
  it("brings the card of whoever pressed to the truth, never that of somebody else", () => {
    const { file } = contextOf();
    expect(pressOnOwnCard(file, PRESS)).eql(PRESS);
    expect(pressOnOwnCard(file, { ...PRESS, by: staff("huangmin") })).equal(undefined);
    expect(pressOnOwnCard(file, undefined)).equal(undefined);
  });

  it("brings a card that a restore has lost to the truth where its task is theirs", () => {
    const file = { ...contextOf().file, cards: [] };
    const owner = file.approvals.flatMap(({ tasks }) => tasks).find(({ id }) => id === FIRST);
    const press = { ...PRESS, by: owner?.holder ?? PRESS.by };
    expect(pressOnOwnCard(file, press)).eql(press);
    expect(pressOnOwnCard(file, { ...press, by: staff("huangmin") })).equal(undefined);
    const unknown = { ...press, cardId: "T1-99@1-0" as CardId };
    expect(pressOnOwnCard(file, unknown)).equal(undefined);
    expect(pressOnOwnCard(file, { ...press, cardId: "nothing" as CardId })).equal(undefined);
  });
});
