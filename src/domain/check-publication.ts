import type { Flow, FlowNode } from "./approval/flow.ts";
import type { Seat } from "./approval/instance.ts";
import type { Bureau } from "./bureau.ts";
import type { DataProblem } from "./people/check-organisation.ts";
import type { StaffId } from "./ids.ts";
import type { Organisation } from "./people/organisation.ts";
import { presentOrganisation } from "./people/present-organisation.ts";
import { officesOf } from "./people/resolve-seats.ts";
import { successorOf } from "./people/succeed.ts";
import { dayOn } from "./time/china-time.ts";
import { doubtAboutYear, type WorkingCalendar } from "./time/working-calendar.ts";

/**
 * Names what would make a version of a flow stop in the middle of the bureau's life although it can run today: to be
 * asked before it is published, and not again, for people come and go.
 */
export function checkPublication(
  flow: Pick<Flow, "nodes">,
  { organisation }: Pick<Bureau, "organisation">,
): DataProblem[] {
  return flow.nodes.flatMap((node, index) =>
    withoutFallback(node, organisation).map((name) => ({
      path: ["nodes", index, "who"],
      message: `节点「${node.id}」没有后备：${name}一旦离岗，本部门没有副职或负责人可以接替，只能由管理员代行`,
    })),
  );
}

/** The month from which a calendar has to hold the next year: the holidays are announced by then. */
const ANNOUNCED_FROM_MONTH = 11;

/** Names the next year when it should be in the calendar and is not. */
export function checkNextYear(calendar: WorkingCalendar, at: Date): DataProblem[] {
  const [year = 0, month = 0] = dayOn(at).split("-").map(Number);
  const isMissing = doubtAboutYear(calendar, year + 1) === "no-data";
  if (month < ANNOUNCED_FROM_MONTH || !isMissing) return [];
  const message = `工作日历缺少 ${year + 1} 年，跨年的时限都算不准；请补上 calendar/${year + 1}.yaml（放假安排未公布时可写 provisional: true）`;
  return [{ path: [], message }];
}

/** People of a node whom nobody but an administrator could follow; where one of several is enough, the others can. */
function withoutFallback({ who, mode }: FlowNode, organisation: Organisation): string[] {
  const held = who.map((one) => ("caseRole" in one ? [] : holdersOf(one, organisation)));
  const seats = held.flat().map((office, index): Seat => ({ seatNo: index + 1, ...office }));
  if (mode.rule === "any" && seats.length > 1) return [];
  const alone = seats.filter((seat) => {
    const left = seat.holder;
    const successor = successorOf({
      who,
      mode,
      organisation: presentOrganisation(organisation, new Set([left])),
      connectionCase: NO_CASE,
      submittedBy: NOBODY,
      seat,
      left,
      label: seat.label,
      seated: seats.map(({ holder }) => holder).filter((holder) => holder !== left),
    });
    return successor === undefined || successor.unfilledSince !== undefined;
  });
  const people = organisation.people.filter(({ userid }) =>
    alone.some(({ holder }) => holder === userid),
  );
  return people.map(({ name }) => name);
}

function holdersOf(who: FlowNode["who"][number], organisation: Organisation) {
  const held = officesOf(who, { organisation, connectionCase: NO_CASE });
  return held.ok ? held.offices : [];
}

const NOBODY = "" as StaffId;
/** Whoever holds an office of a case is known only with the case. */
const NO_CASE = { gridManager: NOBODY, worksManager: NOBODY, branch: undefined };
