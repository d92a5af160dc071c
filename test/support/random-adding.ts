// 加签, 委派 and 减签 in the random lives of an approval.
import { expect } from "chai";
import fc from "fast-check";
import { addSigners } from "../../src/domain/approval/add-signers.ts";
import type { EngineFacts } from "../../src/domain/approval/engine-facts.ts";
import type { Approval } from "../../src/domain/approval/instance.ts";
import { pendingTasks, tasksOfSeat } from "../../src/domain/approval/tasks.ts";
import {
  removableSeats,
  removeSigner,
  whyNotRemove,
} from "../../src/domain/approval/remove-signer.ts";
import type { Placing, SignerOrder } from "../../src/domain/approval/signers.ts";
import { refuse, type Outcome } from "../../src/domain/outcome.ts";
import { deedOf } from "./build-act.ts";
import { staff } from "./build.ts";

/** One thing that somebody does; numbers choose among what there is at that moment. */
export type AddingAct = Adding | Removing;

interface Adding {
  kind: "add";
  pick: number;
  by: string | undefined;
  placing: Placing;
  order: SignerOrder;
  people: readonly string[];
}

interface Removing {
  kind: "remove";
  pick: number;
  by: string | undefined;
  isAdmin: boolean;
}

/** Some of them sit in the node already, and one is the submitter. */
const HELPERS = [
  "expert",
  "helper",
  "spare",
  "metering",
  "relay",
  "li",
  "sun",
  "zhangwei",
] as const;

const adding: fc.Arbitrary<Adding> = fc.record({
  kind: fc.constant("add"),
  pick: fc.nat(),
  by: fc.option(fc.constantFrom("li", "wang", "expert"), { freq: 8, nil: undefined }),
  placing: fc.constantFrom<Placing>("before", "after", "beside", "opinion"),
  order: fc.constantFrom<SignerOrder>("all", "any", "sequential"),
  people: fc.array(fc.constantFrom(...HELPERS), { minLength: 1, maxLength: 3 }),
});

const removing: fc.Arbitrary<Removing> = fc.record({
  kind: fc.constant("remove"),
  pick: fc.nat(),
  by: fc.option(fc.constantFrom("li", "wang", "expert"), { freq: 4, nil: undefined }),
  isAdmin: fc.constantFrom(false, false, true),
});

export const addingActs: fc.Arbitrary<AddingAct> = fc.oneof(
  { weight: 2, arbitrary: adding },
  { weight: 1, arbitrary: removing },
);

interface Moment {
  before: Approval;
  at: Date;
  facts: EngineFacts;
}

export function addOrRemove(act: AddingAct, moment: Moment): Outcome<Approval> {
  return act.kind === "add" ? add(act, moment) : remove(act, moment);
}

/** Mostly the holder of a task that waits, sometimes somebody else tries. */
function add({ pick, by, people, ...how }: Adding, { before, at, facts }: Moment) {
  const pending = pendingTasks(before);
  const among = pending.length > 0 ? pending : before.tasks;
  const task = among[pick % among.length] ?? expect.fail("an approval without any task");
  const person = { ...deedOf().by, userid: by === undefined ? task.holder : staff(by) };
  const asked = people.map((userid) => ({ userid: staff(userid), label: "加签" }));
  const deed = deedOf({ by: person, at });
  const { placing, order } = how;
  return addSigners(before, { task, placing, order, people: asked, deed }, facts);
}

/** Mostly whoever has added somebody, sometimes an administrator, sometimes somebody else tries. */
function remove({ pick, by, isAdmin }: Removing, { before, at, facts }: Moment) {
  const adders = before.tasks.filter((task) => removableSeats(before, task).length > 0);
  const among = adders.length > 0 ? adders : before.tasks;
  const task = among[pick % among.length] ?? expect.fail("an approval without any task");
  const last = tasksOfSeat(before, task).at(-1) ?? task;
  const person = { ...deedOf().by, userid: by === undefined ? last.holder : staff(by) };
  const refusal = whyNotRemove(before, { task, by: person.userid, isAdmin });
  if (refusal !== undefined) return refuse(refusal);
  const seats = removableSeats(before, task);
  const seatNo = seats[pick % seats.length]?.seatNo ?? 0;
  return removeSigner(before, { task, seatNo, deed: deedOf({ by: person, at }) }, facts);
}
