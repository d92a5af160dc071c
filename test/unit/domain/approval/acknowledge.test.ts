import { expect } from "chai";
import {
  acknowledge,
  promiseOf,
  whyNotAcknowledge,
} from "../../../../src/domain/approval/acknowledge.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { transfer } from "../../../../src/domain/approval/transfer.ts";
import { deedOf } from "../../../support/build-act.ts";
import { november, staff } from "../../../support/build.ts";
import {
  eventsOf,
  newestTaskOf,
  nextOf,
  play,
  refusalOf,
  standIn,
} from "../../../support/play-approval.ts";

const NOON = november(24, "12:00");
const by = (userid: string) => ({ ...deedOf().by, userid: staff(userid) });
const promise = (approval: Approval, holder: string, until = NOON) =>
  acknowledge(approval, {
    task: newestTaskOf(approval, holder),
    until,
    deed: deedOf({ by: by(holder) }),
  });

describe("知悉: promising a time", () => {
  const base = play([]);

  it("is remembered and told, and changes nothing else", () => {
    const outcome = promise(base, "li");
    const next = nextOf(outcome);
    expect({ ...next, acts: [] }).eql(base);
    expect(promiseOf(next, newestTaskOf(next, "li"))).eql(NOON);
    expect(promiseOf(next, newestTaskOf(next, "wang"))).equal(undefined);
    expect(eventsOf(outcome)).eql([{ kind: "task-acknowledged", taskId: "T1-1" }]);
  });

  it("is possible twice, also where the task changes hands in between; the last one counts", () => {
    const once = nextOf(promise(base, "li"));
    const how = {
      task: newestTaskOf(once, "li"),
      to: staff("zhao"),
      deed: deedOf({ by: by("li") }),
    };
    const given = nextOf(transfer(once, how, 3 + 1));
    expect(promiseOf(given, newestTaskOf(given, "zhao"))).equal(undefined);
    const twice = nextOf(promise(given, "zhao", november(24, "18:00")));
    expect(promiseOf(twice, newestTaskOf(twice, "zhao"))).eql(november(24, "18:00"));
    expect(refusalOf(promise(twice, "zhao"))).eql({ code: "cannot-promise", why: "too-often" });
  });

  it("is possible twice in all where two share the seat, and where a stand-in takes over", () => {
    const replaced = standIn(nextOf(promise(base, "li")), "sun for li");
    const li = newestTaskOf(base, "li");
    const shared = {
      ...replaced,
      tasks: replaced.tasks.map((one) => (one.id === li.id ? li : one)),
    };
    for (const approval of [replaced, shared]) {
      const twice = nextOf(promise(approval, "sun", november(24, "18:00")));
      expect(refusalOf(promise(twice, "sun"))).eql({ code: "cannot-promise", why: "too-often" });
    }
    const both = nextOf(promise(shared, "sun"));
    expect(refusalOf(promise(both, "li"))).eql({ code: "cannot-promise", why: "too-often" });
  });

  it("is refused for a moment that is over or after the due time", () => {
    const refusal = { code: "cannot-promise", why: "not-offered" };
    expect(refusalOf(promise(base, "li", november(23, "14:30")))).eql(refusal);
    expect(refusalOf(promise(base, "li", november(24, "18:01")))).eql(refusal);
  });

  it("is the holder's own, as long as the task waits", () => {
    const task = newestTaskOf(base, "li");
    expect(whyNotAcknowledge(base, { task, by: staff("wang") })?.code).equal("not-your-task");
    const signed = play(["li approves"]);
    expect(refusalOf(promise(signed, "li")).code).equal("already-decided-by-you");
  });
});
