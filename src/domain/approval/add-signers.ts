import type { StaffId } from "../ids.ts";
import { refuse, type NoAdding, type Outcome, type Refusal } from "../outcome.ts";
import { actOf, type Deed } from "./act.ts";
import { seatOfTask, seatsOfNode } from "./added-tasks.ts";
import { addedBy, depthOf, isBeforeAdder, subtreeOf } from "./added-seats.ts";
import { whyNotDecide } from "./why-not-decide.ts";
import { advance } from "./engine.ts";
import type { EngineFacts } from "./engine-facts.ts";
import { isCoOwned } from "./escalation.ts";
import type { Approval, ApprovalNode, Seat, Task } from "./instance.ts";
import { isTaskOfSeat, nodeOfTask, tasksTogether } from "./tasks.ts";
import { seatedWith } from "./seated.ts";
import type { Placing, SignerOrder } from "./signers.ts";

/** How many people one seat may add. */
export const MAX_ADDED = 5;
/** Whoever was added may add others; those may not. */
const MAX_DEPTH = 2;

/** Somebody to be added, with the office in which they will be asked. */
export interface NewSigner {
  userid: StaffId;
  label: string;
}

/** Who is added by whom, and when they are heard. */
export interface Adding {
  task: Task;
  placing: Placing;
  order: SignerOrder;
  people: readonly NewSigner[];
  deed: Deed;
}

/** Why this person may add nobody to the signers of this task now; undefined when they may. */
export function whyNotAdd(
  approval: Approval,
  { task, by }: { task: Task; by: StaffId },
): Refusal | undefined {
  const refusal = whyNotDecide(approval, { task, verb: "approve", by: { userid: by } });
  if (refusal !== undefined) return refusal;
  const seats = seatsOfNode(approval, task);
  const seat = seatOfTask(approval, task);
  if (seat?.added?.placing === "opinion") return no("opinion-only");
  if (seat !== undefined && depthOf(seats, seat) >= MAX_DEPTH) return no("too-deep");
  return addedBy(seats, task.seatNo).length < MAX_ADDED ? undefined : no("too-many");
}

function no(why: NoAdding): Refusal {
  return { code: "cannot-add", why };
}

/** Why this person of the organisation cannot be added; undefined when they can. */
export function whyNotAddPerson(
  approval: Approval,
  { task, userid }: { task: Task; userid: StaffId },
): Refusal | undefined {
  if (userid === approval.submittedBy) return no("to-submitter");
  return seatedWith(approval, task).includes(userid) ? no("seated") : undefined;
}

function whyNotThese(
  approval: Approval,
  { task, people, placing }: Pick<Adding, "task" | "people" | "placing">,
): Refusal | undefined {
  if (people.length === 0) return no("nobody");
  // The seat would wait, and then ask its owner only.
  if (isBeforeAdder(placing) && isCoOwned(approval, task)) return no("called-in");
  const already = addedBy(seatsOfNode(approval, task), task.seatNo).length;
  if (already + people.length > MAX_ADDED) return no("too-many");
  if (placing === "opinion" && people.length > 1) return no("one-only");
  const ids = people.map(({ userid }) => userid);
  if (new Set(ids).size < ids.length) return no("seated");
  return ids
    .map((userid) => whyNotAddPerson(approval, { task, userid }))
    .find((refusal) => refusal !== undefined);
}

/**
 * 加签, 委派: others sit in this node from now on, at the wish of whoever holds a task. Those who are heard before are
 * asked instead of the holder, those beside at once, those after when the holder has approved. Limit and due time are
 * the node's.
 */
export function addSigners(
  approval: Approval,
  adding: Adding,
  facts: EngineFacts,
): Outcome<Approval> {
  const { task, deed } = adding;
  const node = nodeOfTask(approval, task);
  const refusal =
    whyNotAdd(approval, { task, by: deed.by.userid }) ?? whyNotThese(approval, adding);
  if (refusal !== undefined || node === undefined) return refuse(refusal ?? { code: "not-found" });
  const added = newSeats(approval, node, adding);
  const nodes = approval.nodes.map((one) =>
    one === node ? { ...node, seats: withAdded(node.seats, task, added) } : one,
  );
  const act = actOf(approval, deed, {
    kind: adding.placing === "opinion" ? "ask-opinion" : "add-signers",
    taskId: task.id,
    signers: {
      seatNos: added.map(({ seatNo }) => seatNo),
      people: added.map(({ holder }) => holder),
      placing: adding.placing,
      order: adding.order,
    },
  });
  const next = { ...approval, nodes, acts: [...approval.acts, act] };
  const advanced = advance({ approval: next, events: [] }, facts);
  return {
    ok: true,
    next: advanced.approval,
    events: [...advanced.events, { kind: "signers-added", taskId: task.id }],
  };
}

/** Numbers that no seat of the node has had, not even one that was removed: tasks and votes go by them. */
function newSeats(approval: Approval, node: ApprovalNode, adding: Adding): Seat[] {
  const { task, placing, order, people } = adding;
  const asked = approval.tasks.filter((one) => isTaskOfSeat(one, node, one));
  const removed = approval.acts.flatMap(({ signers }) => signers?.seatNos ?? []);
  const numbers = [...node.seats, ...asked].map(({ seatNo }) => seatNo);
  const first = Math.max(...numbers, ...removed) + 1;
  const group = seatOfTask(approval, task)?.group;
  const given = tasksTogether(approval, task).map(({ seatNo }) => seatNo);
  const by: [number, ...number[]] = [task.seatNo, ...given.filter((no) => no !== task.seatNo)];
  return people.map(({ userid, label }, index) => ({
    seatNo: first + index,
    holder: userid,
    label,
    ...(placing === "beside" && group !== undefined ? { group } : {}),
    added: { by, placing, order, additionNo: first },
  }));
}

/** Behind whoever added them and those added before: in turn that is their turn. */
function withAdded(seats: readonly Seat[], { seatNo }: Task, added: readonly Seat[]): Seat[] {
  const own = seats.filter((seat) => seat.seatNo === seatNo);
  const last = own.flatMap((seat) => subtreeOf(seats, seat)).at(-1);
  return seats.flatMap((seat) => (seat === last ? [seat, ...added] : [seat]));
}
