import type { NodeMode, Who } from "../approval/flow.ts";
import type { Seat } from "../approval/instance.ts";
import { weightOf } from "../approval/node-outcome.ts";
import type { StaffId } from "../ids.ts";
import { departmentOf, personOf, type Organisation, type Role } from "./organisation.ts";

export type Seats = { ok: true; seats: Seat[] } | { ok: false; why: string };

/** What is asked: who holds the seats of one node, for one case and one submitter. */
export interface SeatQuestion {
  who: readonly Who[];
  mode: NodeMode;
  organisation: Organisation;
  connectionCase: { gridManager: StaffId; worksManager: StaffId; branch: string | undefined };
  submittedBy: StaffId;
}

/**
 * Names the people who must sign a node, each once (in a 分组会签 once a group), seats numbered from 1.
 * The submitter never signs: such a seat falls to the deputy, else the head of their department.
 */
export function resolveSeats(question: SeatQuestion): Seats {
  const offices: Office[] = [];
  for (const [index, who] of question.who.entries()) {
    const held = officesOf(who, question);
    if (!held.ok) return held;
    for (const office of held.offices) {
      const free = withoutSubmitter(office, question);
      if (free === undefined) return { ok: false, why: selfApproval(office, question) };
      offices.push({ ...free, ...rightsOf(who, index + 1, question) });
    }
  }
  const once = offices.filter((office, index) => offices.findIndex(sameSeat(office)) === index);
  if (once.length === 0) return vacant("没有写明由谁审批");
  const seats = once.map((office, index) => ({
    seatNo: index + 1,
    ...office,
    ...summedWeight(office, offices),
  }));
  return { ok: true, seats };
}

/** What the mode of the node gives to everybody whom one entry of it names: votes, or a group. */
function rightsOf(
  who: Who,
  groupNo: number,
  { mode, organisation }: SeatQuestion,
): Pick<Seat, "weight" | "group"> {
  if (mode.rule === "weighted") return { weight: who.weight ?? 1 };
  if (mode.rule !== "groups") return {};
  return { group: { groupNo, name: groupNameOf(who, organisation), need: who.need ?? 1 } };
}

function sameSeat({ holder, group }: Office): (other: Office) => boolean {
  return (other) => other.holder === holder && other.group?.groupNo === group?.groupNo;
}

/** Whoever holds several offices of a 票签 has the votes of all of them. */
function summedWeight(office: Office, offices: readonly Office[]): Pick<Seat, "weight"> {
  if (office.weight === undefined) return {};
  return { weight: weightOf(offices.filter(sameSeat(office))) };
}

const CASE_ROLES = {
  gridManager: "客户经理",
  worksManager: "工程经理",
  branchHead: "供电分局",
} as const;

/** Whom a group speaks for: a department, an office of the whole bureau, or people by name. */
export function groupNameOf(who: Who, organisation: Organisation): string {
  if ("caseRole" in who) return CASE_ROLES[who.caseRole];
  if ("userids" in who) {
    return who.userids.map((userid) => personOf(organisation, userid)?.name ?? userid).join("、");
  }
  if (!("position" in who)) return nameOf(organisation, who.department);
  return who.department === undefined ? who.position : nameOf(organisation, who.department);
}

/** How many seats an entry of a node can have at most; people of a case are known only with the case, one each. */
export function seatCountOf(who: Who, organisation: Organisation): number {
  if ("caseRole" in who) return 1;
  const held = settledOffices(organisation, who);
  return held.ok ? held.offices.length : 0;
}

/** Who can fill a vacant office, best first. `checkOrganisation` sees to it that there are two of them. */
export const STAND_IN_ROLES: readonly Role[] = ["admin", "leader", "supervisor"];

/** Seats for an office that nobody holds any more: all people of the first role that has one beside the submitter. */
export function standInSeats(
  { people }: Organisation,
  { node, submittedBy }: { node: string; submittedBy: StaffId },
): Seat[] {
  const others = people.filter(({ userid }) => userid !== submittedBy);
  const role = STAND_IN_ROLES.find((one) => others.some(({ roles }) => roles.includes(one)));
  return others
    .filter(({ roles }) => role !== undefined && roles.includes(role))
    .map(({ userid }, index) => ({
      seatNo: index + 1,
      holder: userid,
      label: `代行（${node}空缺）`,
    }));
}

/**
 * Why nobody at all could sign for an entry of a node, in words; undefined when somebody can.
 * People of a case are known only with the case and never counted as missing.
 */
export function vacancyOf(who: Who, organisation: Organisation): string | undefined {
  if ("caseRole" in who) return undefined;
  const held = settledOffices(organisation, who);
  return held.ok ? undefined : held.why;
}

type SettledWho = Exclude<Who, { caseRole: unknown }>;
export type Office = Omit<Seat, "seatNo">;
export type Offices = { ok: true; offices: Office[] } | { ok: false; why: string };

/** The people that one entry of a node names, before anybody is left out. */
export function officesOf(
  who: Who,
  { organisation, connectionCase }: Pick<SeatQuestion, "organisation" | "connectionCase">,
): Offices {
  if (!("caseRole" in who)) return settledOffices(organisation, who);
  if (who.caseRole === "branchHead") {
    if (connectionCase.branch === undefined) return vacant("工单没有指定供电分局");
    return departmentOffices(organisation, connectionCase.branch);
  }
  const label = CASE_ROLES[who.caseRole];
  return namedOffices(organisation, [connectionCase[who.caseRole]], label);
}

function settledOffices(organisation: Organisation, who: SettledWho): Offices {
  if ("position" in who) return positionOffices(organisation, who);
  if ("department" in who) return departmentOffices(organisation, who.department);
  return namedOffices(organisation, who.userids);
}

function positionOffices(
  organisation: Organisation,
  { position, department }: { position: string; department?: string },
): Offices {
  if (department !== undefined && departmentOf(organisation, department) === undefined) {
    return vacant(`没有「${department}」这个部门`);
  }
  const holders = organisation.people.filter(
    (person) =>
      person.position === position &&
      (department === undefined || person.department === department),
  );
  const place = department === undefined ? "" : `${nameOf(organisation, department)} `;
  if (holders.length === 0) return vacant(`${place}「${position}」岗位没有人`);
  return {
    ok: true,
    offices: holders.map((person) => ({
      holder: person.userid,
      label: `${nameOf(organisation, person.department)} ${position}`,
    })),
  };
}

function departmentOffices(organisation: Organisation, id: string): Offices {
  const department = departmentOf(organisation, id);
  if (department === undefined) return vacant(`没有「${id}」这个部门`);
  const { name, head, deputy } = department;
  if (head !== undefined) return { ok: true, offices: [{ holder: head, label: `${name} 负责人` }] };
  if (deputy === undefined) return vacant(`${name}没有负责人，也没有副职`);
  return { ok: true, offices: [{ holder: deputy, label: `${name} 副职` }] };
}

function namedOffices(
  organisation: Organisation,
  userids: readonly string[],
  label?: string,
): Offices {
  const people = userids.flatMap((userid) => personOf(organisation, userid) ?? []);
  const unknown = userids.filter((userid) => personOf(organisation, userid) === undefined);
  if (unknown.length > 0) return vacant(`组织名单里没有 ${unknown.join("、")}`);
  const offices = people.map((person) => ({
    holder: person.userid,
    label: label ?? `${nameOf(organisation, person.department)} ${person.position}`,
  }));
  return { ok: true, offices };
}

/** The office itself, or the submitter's stand-in for it; undefined when nobody else may sign. */
function withoutSubmitter(office: Office, question: SeatQuestion): Office | undefined {
  const { organisation, submittedBy } = question;
  if (office.holder !== submittedBy) return office;
  const own = personOf(organisation, submittedBy);
  const department = own && departmentOf(organisation, own.department);
  const standIn = [department?.deputy, department?.head].find(
    (userid) => userid !== undefined && userid !== submittedBy,
  );
  if (department === undefined || standIn === undefined) return undefined;
  const rank = standIn === department.deputy ? "副职" : "负责人";
  return { holder: standIn, label: `${department.name} ${rank}` };
}

function selfApproval(office: Office, { organisation, submittedBy }: SeatQuestion): string {
  const person = personOf(organisation, submittedBy);
  const place = person === undefined ? "本部门" : nameOf(organisation, person.department);
  const name = person?.name ?? submittedBy;
  return `${office.label} 由提交人${name}本人担任，不能审批自己提交的方案，${place}又没有其他负责人或副职可以代审`;
}

function nameOf(organisation: Organisation, department: string): string {
  return departmentOf(organisation, department)?.name ?? department;
}

function vacant(why: string): { ok: false; why: string } {
  return { ok: false, why };
}
