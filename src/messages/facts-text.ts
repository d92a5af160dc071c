import type { Facts } from "../domain/facts.ts";

/** The facts that choose a flow, for the sentence that says there is none. */
export function factsText({ voltageKv, capacityKva, capacityKw, sourceCount }: Facts): string {
  const capacity = capacityKva > 0 ? `${capacityKva}kVA` : `${capacityKw}kW`;
  return `${voltageKv}kV ${capacity} ${sourceCount}路电源`;
}
