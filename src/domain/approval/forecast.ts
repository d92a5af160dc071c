import type { EngineFacts } from "./engine-facts.ts";
import type { FlowNode } from "./flow.ts";
import type { Approval, RuleMark, Seat } from "./instance.ts";
import { keptSeats, type KeptSeat } from "./keep.ts";
import { isSettled } from "./node-outcome.ts";

/** Who of a node will have to sign, and whose signature from before stands for them. */
export interface NodeForecast {
  node: FlowNode;
  kept: readonly KeptSeat[];
  /** Seats that will be asked; in turn one after the other. Empty where enough signatures are kept. */
  asked: readonly Seat[];
  /** The rule that will pass the node without them. */
  byRule?: RuleMark;
  /** Of those who will be asked, whoever is asked in an earlier node too: when they have agreed there, a rule agrees here. */
  saidBefore?: readonly SaidBefore[];
}

export interface SaidBefore {
  seat: Seat;
  /** Where they will have agreed. */
  at: FlowNode;
}

/** What lies before an approval if nothing comes back again: every node of the path, by the rule that opens them. */
export function forecast(
  approval: Approval,
  facts: Pick<EngineFacts, "path" | "seatsFor" | "isUntouched" | "rules">,
): NodeForecast[] {
  const told = facts.path.map((node): NodeForecast => {
    const seats = facts.seatsFor(node);
    const kept = keptSeats(approval, { ...node, nodeId: node.id, seats }, facts.isUntouched);
    const votes = kept.map(({ seat }) => ({ seatNo: seat.seatNo, verb: "approve" as const }));
    const isPassed = isSettled({ mode: node.mode, seats }, votes);
    const left = seats.filter((seat) => !kept.some((one) => one.seat === seat));
    const byRule = isPassed ? undefined : facts.rules?.exemptionOf(node, approval);
    if (byRule !== undefined) return { node, kept, asked: [], byRule };
    return { node, kept, asked: isPassed ? [] : left };
  });
  return told.reduce<NodeForecast[]>((before, one) => {
    const ids = facts.rules?.sayingBefore(one.node, approval) ?? new Set();
    const earlier = before.filter(({ node }) => ids.has(node.id));
    return [...before, withSaidBefore(one, earlier)];
  }, []);
}

/**
 * What was signed in an earlier round counts for nothing here, nor does what a rule says: only those who are still to be
 * asked themselves do.
 */
function withSaidBefore(told: NodeForecast, earlier: readonly NodeForecast[]): NodeForecast {
  const saidBefore = told.asked.flatMap((seat) => {
    const same = earlier.find((one) => willSign(one, seat));
    return same === undefined ? [] : [{ seat, at: same.node }];
  });
  return saidBefore.length === 0 ? told : { ...told, saidBefore };
}

function willSign({ asked, saidBefore = [] }: NodeForecast, { holder }: Seat): boolean {
  return asked.some(
    (seat) => seat.holder === holder && !saidBefore.some((one) => one.seat === seat),
  );
}
