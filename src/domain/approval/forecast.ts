import type { EngineFacts } from "./engine.ts";
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
}

/** What lies before an approval if nothing comes back again: every node of the path, by the rule that opens them. */
export function forecast(
  approval: Approval,
  facts: Pick<EngineFacts, "path" | "seatsFor" | "isUntouched" | "rules">,
): NodeForecast[] {
  return facts.path.map((node) => {
    const seats = facts.seatsFor(node);
    const kept = keptSeats(approval, { ...node, nodeId: node.id, seats }, facts.isUntouched);
    const votes = kept.map(({ seat }) => ({ seatNo: seat.seatNo, verb: "approve" as const }));
    const isPassed = isSettled({ mode: node.mode, seats }, votes);
    const left = seats.filter((seat) => !kept.some((one) => one.seat === seat));
    const byRule = isPassed ? undefined : facts.rules?.exemptionOf(node, approval);
    if (byRule !== undefined) return { node, kept, asked: [], byRule };
    return { node, kept, asked: isPassed ? [] : left };
  });
}
