import { expect } from "chai";
import {
  approvalIdOf,
  cardIdOf,
  parseCardId,
  taskIdOf,
  type CaseId,
} from "../../../src/domain/ids.ts";

const CASE_ID = 42 as CaseId;

describe("ids", () => {
  it("of approvals and tasks carry their case, those of cards their task", () => {
    expect(approvalIdOf(CASE_ID, 2)).to.equal("A42-2");
    expect(taskIdOf(CASE_ID, 7)).to.equal("T42-7");
    expect(cardIdOf(taskIdOf(CASE_ID, 7), 3)).to.equal("T42-7@3");
  });

  it("of a card lead back to its task and case", () => {
    expect(parseCardId("T42-7@3")).to.deep.equal({
      cardId: "T42-7@3",
      taskId: "T42-7",
      caseId: 42,
    });
  });

  it("of the largest case are still exact numbers", () => {
    expect(parseCardId("T999999999999999-1@1")?.caseId).to.equal(999_999_999_999_999);
  });

  const foreign = [
    "",
    "T42-7",
    "A42-7@1",
    "t42-7@3",
    "T42-7@3 ",
    "T42-7@3\n",
    "xT42-7@3",
    "T042-7@3",
    "T0-7@3",
    "T42-0@3",
    "T42-7@0",
    "T42-7@3@1",
    "T4.2-7@3",
    "T４２-7@3",
    "T1 or 1=1-7@3",
    "T9999999999999999-1@1",
  ];
  for (const text of foreign) {
    it(`do not recognise ${JSON.stringify(text)}`, () => {
      expect(parseCardId(text)).to.equal(undefined);
    });
  }
});
