import type { Organisation } from "./organisation.ts";
import { STAND_IN_ROLES } from "./resolve-seats.ts";

/** One thing wrong with settled data: where in the file, and in words. */
export interface DataProblem {
  path: readonly (string | number)[];
  message: string;
}

/** Names every contradiction inside the organisation; an empty list means usable. */
export function checkOrganisation(organisation: Organisation): DataProblem[] {
  const { people, departments } = organisation;
  const departmentIds = new Set(departments.map(({ id }) => id));
  const userids = new Set<string>(people.map(({ userid }) => userid));
  return [
    ...repeated(people.map(({ userid }) => userid)).map((index) => ({
      path: ["people", index, "userid"],
      message: `userid「${people[index]?.userid}」重复（大小写视为相同）`,
    })),
    ...repeated(departments.map(({ id }) => id)).map((index) => ({
      path: ["departments", index, "id"],
      message: `部门编号「${departments[index]?.id}」重复`,
    })),
    ...people.flatMap((person, index) =>
      departmentIds.has(person.department)
        ? []
        : [
            {
              path: ["people", index, "department"],
              message: `${person.name}的部门「${person.department}」不存在`,
            },
          ],
    ),
    ...departments.flatMap((department, index) =>
      (["head", "deputy"] as const).flatMap((office) => {
        const userid = department[office];
        if (userid === undefined || userids.has(userid)) return [];
        const rank = office === "head" ? "负责人" : "副职";
        const message = `${department.name}的${rank}「${userid}」不在人员名单中`;
        return [{ path: ["departments", index, office], message }];
      }),
    ),
    ...departments.flatMap(({ name, head, deputy }, index) =>
      head !== undefined && head === deputy
        ? [{ path: ["departments", index, "deputy"], message: `${name}的负责人和副职是同一人` }]
        : [],
    ),
    ...standInProblems(organisation),
  ];
}

/** Two, because the submitter of a plan cannot stand in for its signers. */
function standInProblems({ people }: Organisation): DataProblem[] {
  const able = people.filter(({ roles }) => roles.some((role) => STAND_IN_ROLES.includes(role)));
  if (able.length >= 2) return [];
  const message = `至少要有两人具有 ${STAND_IN_ROLES.join("、")} 角色之一，岗位空缺时由其代行`;
  return [{ path: ["people"], message }];
}

/** Positions of the entries that stood in the list before. */
function repeated(list: readonly string[]): number[] {
  return list.flatMap((one, index) => (list.indexOf(one) < index ? [index] : []));
}
