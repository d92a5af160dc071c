import { z } from "zod";
import type { StaffId } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/people/organisation.ts";
import { idText, staffId, words } from "./parts.ts";

const roles = z.array(z.enum(["staff", "leader", "supervisor", "admin"]));

const person = z.strictObject({
  userid: staffId,
  name: words,
  department: idText,
  position: words,
  roles: roles.default([]),
});

const department = z
  .strictObject({ id: idText, name: words, head: staffId.optional(), deputy: staffId.optional() })
  .transform(({ id, name, head, deputy }) => ({ id, name, head, deputy }));

/** `organisation.yaml` */
export const organisationShape = z
  .strictObject({
    people: z.array(person).min(1),
    departments: z.array(department).min(1),
    managersChatId: z.string().min(1).max(32).optional(),
  })
  .transform(({ people, departments, managersChatId }): Organisation => ({
    people,
    departments,
    managersChatId,
  }));

const anyText = z.string().catch("");
const anyOffice = staffId.optional().catch(undefined);

const personSketch = z.object({
  userid: staffId.catch("" as StaffId),
  name: anyText,
  department: anyText,
  position: anyText,
  roles: roles.catch([]),
});

const departmentSketch = z
  .object({ id: anyText, name: anyText, head: anyOffice, deputy: anyOffice })
  .transform(({ id, name, head, deputy }) => ({ id, name, head, deputy }));

/** What can be told from an `organisation.yaml` that has faults; blanks stand for what cannot. Never used to run. */
export const organisationSketch = z
  .object({
    people: z.array(personSketch.catch(personSketch.parse({}))),
    departments: z.array(departmentSketch.catch(departmentSketch.parse({}))),
  })
  .transform((found): Organisation => ({ ...found, managersChatId: undefined }));
