import { personOf } from "../domain/people/organisation.ts";
import { momentText } from "../messages/moments.ts";
import { DatabaseAway } from "../store/db.ts";
import { findDepartures } from "../store/departures.ts";
import { subject, type Finding } from "./finding.ts";
import type { Patient } from "./patient.ts";

const DEPARTED = subject("people.left", "离岗人员");

/** Who has left and still stands in the list of people; a database that is away is told by its own check. */
export async function checkDepartures({ config, clock, db }: Patient): Promise<Finding[]> {
  try {
    const { organisation } = config.bureau;
    const listed = (await findDepartures(db)).flatMap(({ userid, leftAt }) => {
      const person = personOf(organisation, userid);
      return person === undefined
        ? []
        : `${person.name}（${userid}，${momentText(leftAt, clock.now())}）`;
    });
    if (listed.length === 0) return [DEPARTED.ok("人员名单里没有已离岗的人")];
    const message = `${listed.join("、")} 已离岗，仍在 organisation.yaml 中；其待办已改由他人审批，请更新名单后重启服务`;
    return [DEPARTED.warn(message)];
  } catch (error) {
    if (error instanceof DatabaseAway) return [];
    throw error;
  }
}
