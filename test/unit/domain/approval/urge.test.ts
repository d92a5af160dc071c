import { expect } from "chai";
import { urge, whyNotUrge } from "../../../../src/domain/approval/urge.ts";
import { deedOf } from "../../../support/build-act.ts";
import { november, staff } from "../../../support/build.ts";
import { eventsOf, newestTaskOf, nextOf, play, refusalOf } from "../../../support/play-approval.ts";

const never = () => false;
const always = () => true;

describe("催办: urging a holder", () => {
  const base = play([]);
  const task = newestTaskOf(base, "li");
  const urged = urge(base, { task, deed: deedOf(), isLongAgo: never });

  it("is remembered and told, and changes nothing else", () => {
    const next = nextOf(urged);
    expect({ ...next, acts: [] }).eql(base);
    expect(next.acts.map(({ kind, taskId, name }) => [kind, taskId, name])).eql([
      ["urge", "T1-1", "张伟"],
    ]);
    expect(eventsOf(urged)).eql([{ kind: "task-urged", taskId: "T1-1" }]);
  });

  it("is refused soon after the last time, and possible long after it", () => {
    const ask = (isLongAgo: () => boolean) =>
      whyNotUrge(nextOf(urged), { task, by: staff("maqiang"), isLongAgo });
    expect(ask(never)).eql({ code: "urged-recently", byName: "张伟", at: november(23, "14:30") });
    expect(ask(always)).equal(undefined);
  });

  it("is refused about what waits for oneself, or for nobody", () => {
    const own = whyNotUrge(base, { task, by: staff("li"), isLongAgo: never });
    expect(own).eql({ code: "your-own-task" });
    const signed = play(["li approves"]);
    const over = urge(signed, {
      task: newestTaskOf(signed, "li"),
      deed: deedOf(),
      isLongAgo: never,
    });
    expect(refusalOf(over)).include({ code: "already-decided", byName: "名 li" });
  });
});
