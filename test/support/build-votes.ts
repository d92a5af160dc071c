import type { Seat } from "../../src/domain/approval/instance.ts";
import type { Vote } from "../../src/domain/approval/node-outcome.ts";
import { staff } from "./build.ts";

const NAMES = ["li", "wang", "zhao", "chen", "sun"];

/** So many seats, each with what its number gives it. */
export function seatsFor(
  count: number,
  rights: (index: number) => Partial<Seat> = () => ({}),
): Seat[] {
  return NAMES.slice(0, count).map((holder, index) => ({
    seatNo: index + 1,
    holder: staff(holder),
    label: "席位",
    ...rights(index),
  }));
}

/** "AR-": the first seat approves, the second rejects, the third says nothing; in this order. */
export function votesOf(text: string): Vote[] {
  return Array.from(text).flatMap((letter, index): Vote[] => {
    if (letter === "-") return [];
    return [{ seatNo: index + 1, verb: letter === "A" ? "approve" : "reject" }];
  });
}
