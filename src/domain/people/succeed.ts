import type { Who } from "../approval/flow.ts";
import type { Holding } from "../approval/ask-seat.ts";
import type { Seat } from "../approval/instance.ts";
import type { StaffId } from "../ids.ts";
import {
  departmentOf,
  personOf,
  presentOrFormer,
  type Department,
  type Organisation,
} from "./organisation.ts";
import { officesOf, STAND_IN_ROLES, type Office, type SeatQuestion } from "./resolve-seats.ts";

/** A seat whose holder has left. */
export interface LeftSeat extends SeatQuestion {
  /** Without those who have left. */
  organisation: Organisation;
  seat: Seat;
  left: StaffId;
  /** Office in which they were asked. */
  label: string;
  /** Who sits in this node already. */
  seated: readonly StaffId[];
}

/**
 * Who takes the seat of somebody who has left: whoever holds the office now; else the deputy, else the head of their
 * department; else an administrator, and people are told. Undefined when there is nobody at all.
 */
export function successorOf(question: LeftSeat): Holding | undefined {
  return [...officeHolders(question), ...departmentLine(question), ...lastResort(question)].find(
    ({ holder }) => mayTakeOver(holder, question),
  );
}

function mayTakeOver(holder: StaffId, { organisation, left, submittedBy, seated }: LeftSeat) {
  const isThere = holder !== left && personOf(organisation, holder) !== undefined;
  return isThere && holder !== submittedBy && !seated.includes(holder);
}

/** Those who hold the office of the seat today; given to somebody by name, or added on the way, it is bound to none. */
function officeHolders(question: LeftSeat): Office[] {
  if (question.seat.added !== undefined) return [];
  return question.who
    .filter((who, index) => isBoundToOffice(who) && gaveTheSeat(who, index, question))
    .flatMap((who) => {
      const held = officesOf(who, question);
      return held.ok ? held.offices : [];
    });
}

function isBoundToOffice(who: Who): boolean {
  return "caseRole" in who ? who.caseRole === "branchHead" : !("userids" in who);
}

/** Seats keep their office in words only; in a 分组会签 they also keep the number of their entry. */
function gaveTheSeat(who: Who, index: number, question: LeftSeat): boolean {
  const { seat, label } = question;
  if (seat.group !== undefined) return seat.group.groupNo === index + 1;
  if ("position" in who)
    return label.endsWith(` ${who.position}`) && isIn(who.department, question);
  if ("department" in who) return isIn(who.department, question);
  return isIn(question.connectionCase.branch, question);
}

function isIn(id: string | undefined, { organisation, label }: LeftSeat): boolean {
  return id === undefined || label.startsWith(`${departmentOf(organisation, id)?.name ?? id} `);
}

function departmentLine(question: LeftSeat): Holding[] {
  const department = departmentOfLeft(question);
  if (department === undefined) return [];
  const { name, deputy, head } = department;
  const labelOf = (rank: string): string => `${name} ${rank}（接替${nameOfLeft(question)}）`;
  return [
    ...(deputy === undefined ? [] : [{ holder: deputy, label: labelOf("副职") }]),
    ...(head === undefined ? [] : [{ holder: head, label: labelOf("负责人") }]),
  ];
}

/** Where they worked; when the list does not hold them any more, the department that their office names. */
function departmentOfLeft({ organisation, left, label }: LeftSeat): Department | undefined {
  const person = presentOrFormer(organisation, left);
  if (person !== undefined) return departmentOf(organisation, person.department);
  return organisation.departments.find(({ name }) => label.startsWith(`${name} `));
}

function lastResort(question: LeftSeat): Holding[] {
  const { organisation, left } = question;
  const label = `代行（${nameOfLeft(question)}离岗）`;
  return STAND_IN_ROLES.flatMap((role) =>
    organisation.people.filter(({ roles }) => roles.includes(role)),
  ).map(({ userid }) => ({ holder: userid, label, unfilledSince: left }));
}

function nameOfLeft({ organisation, left }: LeftSeat): string {
  return presentOrFormer(organisation, left)?.name ?? left;
}
