import { z } from "zod";
import type { Organisation } from "../../domain/organisation.ts";
import { idText, staffId, words } from "./parts.ts";

const person = z.strictObject({
  userid: staffId,
  name: words,
  department: idText,
  position: words,
  roles: z.array(z.enum(["staff", "approver", "leader", "supervisor", "admin"])).min(1),
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
