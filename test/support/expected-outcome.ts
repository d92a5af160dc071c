// How a node must stand, counted from the votes alone; written apart from the program's own table.
import type { NodeMode } from "../../src/domain/approval/flow.ts";
import type { Seat } from "../../src/domain/approval/instance.ts";

import { collapsed } from "./expected-added.ts";

interface Cast {
  seatNo: number;
  verb: "approve" | "reject";
}

/** The first vote that decides, decides; `closed` once nobody has to be heard any more. */
export function expectedOutcome(
  node: { mode: NodeMode; seats: readonly Seat[] },
  votes: readonly Cast[],
): { outcome: "open" | "passed" | "failed"; isClosed: boolean } {
  for (const [index] of votes.entries()) {
    const now = collapsed(node, votes.slice(0, index + 1));
    const outcome = afterVotes({ mode: node.mode, seats: now.seats }, now.votes);
    if (outcome === "open") continue;
    const all = collapsed(node, votes);
    const isClosed = !node.mode.collectAll || all.votes.length === all.seats.length;
    return { outcome, isClosed };
  }
  return { outcome: "open", isClosed: false };
}

function afterVotes(
  { mode, seats }: { mode: NodeMode; seats: readonly Seat[] },
  votes: readonly Cast[],
): "open" | "passed" | "failed" {
  const said = (seat: Seat) => votes.find(({ seatNo }) => seatNo === seat.seatNo)?.verb;
  const count = (among: readonly Seat[], verb: Cast["verb"] | undefined) =>
    among.filter((seat) => said(seat) === verb).length;
  const [a, r, p] = [count(seats, "approve"), count(seats, "reject"), count(seats, undefined)];
  const isVetoed = mode.veto && r >= 1;
  const result = (isPassed: boolean, isHopeless: boolean) => {
    if (isPassed) return "passed";
    return isVetoed || isHopeless ? "failed" : "open";
  };
  switch (mode.rule) {
    case "all":
    case "sequential":
      return result(a === seats.length, r >= 1);
    case "any":
      return result(a >= 1, r === seats.length);
    case "quorum": {
      const asked =
        "count" in mode.need
          ? mode.need.count
          : Math.ceil((mode.need.percent * seats.length) / 100);
      const m = Math.min(asked, seats.length);
      return result(a >= m, a + p < m);
    }
    case "weighted": {
      const sum = (verb: Cast["verb"] | undefined) =>
        seats
          .filter((seat) => said(seat) === verb)
          .reduce((all, one) => all + (one.weight ?? 1), 0);
      const total = seats.reduce((all, one) => all + (one.weight ?? 1), 0);
      if (mode.above >= total) return result(a === seats.length, r >= 1);
      return result(sum("approve") > mode.above, sum("approve") + sum(undefined) <= mode.above);
    }
    case "groups": {
      const numbers = [...new Set(seats.map(({ group }) => group?.groupNo))];
      const groups = numbers.map((no) => {
        const members = seats.filter(({ group }) => group?.groupNo === no);
        const k = Math.min(members[0]?.group?.need ?? members.length, members.length);
        return { a: count(members, "approve"), p: count(members, undefined), k };
      });
      const isPassed = groups.every((one) => one.a >= one.k);
      return result(
        isPassed,
        groups.some((one) => one.a + one.p < one.k),
      );
    }
  }
}
