import type { StaffId } from "../ids.ts";

/** Who signs is settled by offices in the flows, so there is no role for it. */
export type Role = "staff" | "leader" | "supervisor" | "admin";

export interface Person {
  userid: StaffId;
  name: string;
  department: string;
  position: string;
  roles: readonly Role[];
}

export interface Department {
  id: string;
  name: string;
  head: StaffId | undefined;
  deputy: StaffId | undefined;
}

export interface Organisation {
  people: readonly Person[];
  /** The list as it was written, where some of it have left since. */
  listed?: Organisation;
  departments: readonly Department[];
  /** Group chat that managers read (appchat), when there is one. */
  managersChatId: string | undefined;
}

export function personOf(organisation: Organisation, userid: string): Person | undefined {
  return byUserid(organisation.people).get(userid.toLowerCase());
}

/** Lists never change, so each is gone through once: a decision asks for some hundred people. */
const indexes = new WeakMap<readonly Person[], ReadonlyMap<string, Person>>();

function byUserid(people: readonly Person[]): ReadonlyMap<string, Person> {
  const known = indexes.get(people);
  if (known !== undefined) return known;
  const index = new Map(people.map((person) => [person.userid as string, person]));
  indexes.set(people, index);
  return index;
}

/** The same, also for somebody who has left: for names, and for where they worked. */
export function presentOrFormer(organisation: Organisation, userid: string): Person | undefined {
  return personOf(organisation.listed ?? organisation, userid);
}

export function departmentOf(organisation: Organisation, id: string): Department | undefined {
  return organisation.departments.find((department) => department.id === id);
}
