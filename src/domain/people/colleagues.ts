import type { StaffId } from "../ids.ts";
import { departmentOf, personOf, type Organisation, type Person } from "./organisation.ts";

export interface Colleague {
  userid: StaffId;
  name: string;
  /** 吴昊（生产技术部 主任）; no two read the same. */
  text: string;
}

/** Everybody as they stand in a list to choose from; where two would read the same, their userids are added. */
export function colleaguesOf(organisation: Organisation): Colleague[] {
  const times = new Map<string, number>();
  for (const person of organisation.people) {
    const text = textOf(organisation, person);
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  return organisation.people.map((person) => {
    const { userid, name } = person;
    const text = textOf(organisation, person);
    return { userid, name, text: times.get(text) === 1 ? text : `${text} ${userid}` };
  });
}

/** Whom a text means: a userid, how somebody stands in the list, or a name that only one has. */
export function colleagueNamed(organisation: Organisation, text: string): StaffId | undefined {
  const known = personOf(organisation, text.trim());
  if (known !== undefined) return known.userid;
  const wanted = comparable(text);
  const all = colleaguesOf(organisation);
  const listed = all.find((one) => comparable(one.text) === wanted);
  if (listed !== undefined) return listed.userid;
  const [first, ...others] = all.filter(({ name }) => comparable(name) === wanted);
  return others.length === 0 ? first?.userid : undefined;
}

function textOf(organisation: Organisation, { name, department, position }: Person): string {
  const where = departmentOf(organisation, department)?.name ?? department;
  return `${name}（${where} ${position}）`;
}

/** Keyboards write brackets and blanks in their own ways. */
function comparable(text: string): string {
  return text.normalize("NFKC").replaceAll(/\s/g, "");
}
