import type { StaffId } from "../ids.ts";
import { departmentOf, personOf, type Organisation } from "./organisation.ts";

/** Who signs, as the audit keeps them. */
export interface Signer {
  userid: StaffId;
  name: string;
  position: string;
  /** Name of the department. */
  department: string;
}

/** A person with the names that are in force at this moment; undefined for somebody who does not belong here. */
export function signerOf(organisation: Organisation, userid: StaffId): Signer | undefined {
  const person = personOf(organisation, userid);
  if (person === undefined) return undefined;
  const department = departmentOf(organisation, person.department)?.name ?? person.department;
  return { userid: person.userid, name: person.name, position: person.position, department };
}
