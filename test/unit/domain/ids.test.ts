import { expect } from "chai";
import {
  approvalIdOf,
  cardIdOf,
  caseOfTask,
  parseCardId,
  parseTaskId,
  taskIdOf,
  type CaseId,
} from "../../../src/domain/ids.ts";

const CASE_ID = 42 as CaseId;

describe("ids", () => {
  it("of approvals and tasks carry their case, those of cards their task", () => {
    expect(approvalIdOf(CASE_ID, 2)).to.equal("A42-2");
    expect(taskIdOf(CASE_ID, 7)).to.equal("T42-7");
    expect(cardIdOf(taskIdOf(CASE_ID, 7), 3, new Date(1_795_404_600_000))).to.equal(
      "T42-7@3-mwspjjk0",
    );
  });

  it("of a task lead back to its case; nothing else is one", () => {
    expect(parseTaskId("T42-7")).to.equal("T42-7");
    for (const text of ["", "T0-1", "T42-0", "T42-7@3-k1", "A42-7"]) {
      expect(parseTaskId(text), text).to.equal(undefined);
    }
    expect(caseOfTask(taskIdOf(CASE_ID, 7))).to.equal(CASE_ID);
  });

  it("of a card lead back to its task and case", () => {
    expect(parseCardId("T42-7@3-k1")).to.deep.equal({
      cardId: "T42-7@3-k1",
      taskId: "T42-7",
      caseId: 42,
      n: 3,
    });
  });

  it("of the largest case are still exact numbers", () => {
    expect(parseCardId("T999999999999999-1@1-k1")?.caseId).to.equal(999_999_999_999_999);
  });

  const foreign = [
    "",
    "T42-7",
    "A42-7@1-k1",
    "t42-7@3-k1",
    "T42-7@3-k1 ",
    "T42-7@3-k1\n",
    "xT42-7@3-k1",
    "T042-7@3-k1",
    "T0-7@3-k1",
    "T42-0@3-k1",
    "T42-7@0-k1",
    "T42-7@3-k1@1",
    "T42-7@3",
    "T42-7@3-",
    "T42-7@3-K1",
    "T42-7@3-k1k1k1k1k1k1",
    "T4.2-7@3-k1",
    "T４２-7@3-k1",
    "T1 or 1=1-7@3-k1",
    "T9999999999999999-1@1-k1",
  ];
  for (const text of foreign) {
    it(`do not recognise ${JSON.stringify(text)}`, () => {
      expect(parseCardId(text)).to.equal(undefined);
    });
  }
});
