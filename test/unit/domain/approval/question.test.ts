import { expect } from "chai";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import {
  answer,
  ask,
  openQuestionOf,
  questionsOf,
  whyNotAnswer,
  whyNotAsk,
} from "../../../../src/domain/approval/question.ts";
import { transfer } from "../../../../src/domain/approval/transfer.ts";
import { buildAct, deedOf } from "../../../support/build-act.ts";
import { staff } from "../../../support/build.ts";
import { eventsOf, newestTaskOf, nextOf, play, refusalOf } from "../../../support/play-approval.ts";

const SUBMITTER = staff("zhangwei");
const by = (userid: string) => ({ ...deedOf().by, userid: staff(userid) });
const asks = (approval: Approval, holder: string, text = "电缆走哪条沟？") =>
  ask(approval, {
    task: newestTaskOf(approval, holder),
    to: SUBMITTER,
    deed: deedOf({ by: by(holder), text }),
  });
const answers = (approval: Approval, holder: string, text = "走创业路南侧") =>
  answer(approval, { task: newestTaskOf(approval, holder), deed: deedOf({ text }) });

describe("请补充: asking without giving back", () => {
  const base = play([]);

  it("leaves task, round and clock as they are, and waits for an answer", () => {
    const outcome = asks(base, "li");
    const next = nextOf(outcome);
    expect({ ...next, acts: [] }).eql(base);
    expect(eventsOf(outcome)).eql([{ kind: "question-asked", taskId: "T1-1" }]);
    expect(openQuestionOf(next, newestTaskOf(next, "li"))?.asked).include({
      text: "电缆走哪条沟？",
      to: "zhangwei",
    });
    expect(openQuestionOf(next, newestTaskOf(next, "wang"))).equal(undefined);
  });

  it("is one question a seat at a time, and another after the answer; others may ask meanwhile", () => {
    const one = nextOf(asks(base, "li"));
    expect(refusalOf(asks(one, "li"))).include({ code: "question-open", byName: "张伟" });
    const two = nextOf(asks(one, "wang"));
    const told = answers(two, "li");
    expect(eventsOf(told)).eql([{ kind: "question-answered", taskId: "T1-1" }]);
    const again = nextOf(asks(nextOf(told), "li", "埋深多少？"));
    expect(
      questionsOf(again).map(({ asked, answer: said }) => [asked.by, asked.text, said?.text]),
    ).eql([
      ["li", "电缆走哪条沟？", "走创业路南侧"],
      ["wang", "电缆走哪条沟？", undefined],
      ["li", "埋深多少？", undefined],
    ]);
    expect(openQuestionOf(again, newestTaskOf(again, "li"))?.asked.text).equal("埋深多少？");
  });

  it("is the holder's own, as long as the task waits", () => {
    const task = newestTaskOf(base, "li");
    expect(whyNotAsk(base, { task, by: staff("wang") })?.code).equal("not-your-task");
    expect(refusalOf(asks(play(["li approves"]), "li")).code).equal("already-decided-by-you");
  });

  it("goes along with a task that is handed on, and is answered by the form of before too", () => {
    const asked = nextOf(asks(base, "li"));
    const before = newestTaskOf(asked, "li");
    const given = nextOf(
      transfer(asked, { task: before, to: staff("sun"), deed: deedOf({ by: by("li") }) }, 50),
    );
    const now = newestTaskOf(given, "sun");
    expect(openQuestionOf(given, now)?.asked.text).equal("电缆走哪条沟？");
    expect(whyNotAsk(given, { task: now, by: staff("sun") })?.code).equal("question-open");
    const told = answer(given, { task: before, deed: deedOf({ text: "走创业路南侧" }) });
    expect(eventsOf(told)).eql([{ kind: "question-answered", taskId: before.id }]);
    expect(openQuestionOf(nextOf(told), now)).equal(undefined);
    expect(questionsOf(nextOf(told))[0]?.answer?.text).equal("走创业路南侧");
  });

  it("ends with the wait: whoever answers too late reads what became of it", () => {
    const decided = play(["li approves"]);
    const acts = [
      buildAct({ kind: "ask", taskId: newestTaskOf(decided, "li").id, by: staff("li") }),
    ];
    const late = { ...decided, acts };
    expect(openQuestionOf(late, newestTaskOf(late, "li"))).equal(undefined);
    expect(refusalOf(answers(late, "li")).code).equal("already-decided");
  });

  it("is answered once, by somebody else, and only where something was asked", () => {
    expect(refusalOf(answers(base, "li"))).eql({ code: "no-question" });
    const asked = nextOf(asks(base, "li"));
    const task = newestTaskOf(asked, "li");
    expect(whyNotAnswer(asked, { task, by: staff("li") })).eql({ code: "your-own-question" });
    expect(refusalOf(answers(nextOf(answers(asked, "li")), "li"))).eql({ code: "no-question" });
  });

  it("counts nothing that is about no task", () => {
    expect(questionsOf({ acts: [buildAct({ kind: "ask", taskId: undefined })] })).eql([]);
  });
});
