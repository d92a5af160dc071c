import { whyNotAddPerson, type NewSigner } from "../approval/add-signers.ts";
import type { Approval, Task } from "../approval/instance.ts";
import type { Placing } from "../approval/signers.ts";
import { personOf, type Organisation, type Person } from "../people/organisation.ts";
import { refuse, type Outcome } from "../outcome.ts";
import { signerOf, type Signer } from "../people/signer.ts";

/** What each way of adding is called: here in the office of whoever is added. */
export const PLACING_NAMES: Readonly<Record<Placing, string>> = {
  before: "前加签",
  after: "后加签",
  beside: "并加签",
  opinion: "委派",
};
/** An office is kept in a hundred characters. */
const OFFICE_MAX_CHARS = 60;
const NAME_MAX_CHARS = 20;

/** Everybody whom the holder of a task may add to its signers. */
export function addableTo(
  { people }: Organisation,
  { approval, task }: { approval: Approval; task: Task },
): Person[] {
  return people.filter(({ userid }) => whyNotAddPerson(approval, { task, userid }) === undefined);
}

/** The people of these ids as they will be asked: in their own office, at whose wish. */
export function newSigners(
  ids: readonly string[],
  { by, placing }: { by: Signer; placing: Placing },
  organisation: Organisation,
): Outcome<NewSigner[]> {
  const wish = `，${by.name.slice(0, NAME_MAX_CHARS)} ${PLACING_NAMES[placing]}`;
  const found = ids.flatMap((id): NewSigner[] => {
    const userid = personOf(organisation, id)?.userid;
    const person = userid && signerOf(organisation, userid);
    if (person === undefined) return [];
    const office = `${person.department} ${person.position}`.slice(0, OFFICE_MAX_CHARS);
    return [{ userid: person.userid, label: `${office}${wish}` }];
  });
  return found.length < ids.length
    ? refuse({ code: "cannot-add", why: "nobody" })
    : { ok: true, next: found, events: [] };
}
