import { expect } from "chai";
import fc from "fast-check";
import type { NodeMode } from "../../../../src/domain/approval/flow.ts";
import { isSettled, nodeOutcome, type Vote } from "../../../../src/domain/approval/node-outcome.ts";
import { count, modeOf, percent, votes } from "../../../support/build-mode.ts";
import { seatsFor } from "../../../support/build-votes.ts";

describe("whatever the mode and the votes", () => {
  const rights = fc.record({
    weight: fc.integer({ min: 1, max: 4 }),
    groupNo: fc.integer({ min: 1, max: 3 }),
  });
  const seated = fc.array(rights, { minLength: 1, maxLength: 5 }).map((list) =>
    seatsFor(list.length, (index) => {
      const { weight = 1, groupNo = 1 } = list[index] ?? {};
      return { weight, group: { groupNo, name: `组${groupNo}`, need: groupNo } };
    }),
  );
  const rules = fc.oneof(
    fc.constantFrom(modeOf("all"), modeOf("any"), modeOf("sequential"), modeOf("groups")),
    fc.integer({ min: 1, max: 6 }).map((n) => count(n)),
    fc.integer({ min: 1, max: 100 }).map((p) => percent(p)),
    fc.integer({ min: 0, max: 12 }).map((above) => votes(above)),
  );
  const modes = fc
    .record({ mode: rules, veto: fc.boolean(), collectAll: fc.boolean() })
    .map(({ mode, veto, collectAll }): NodeMode => ({ ...mode, veto, collectAll }));
  /** A node and a vote of each of its seats, in some order. */
  const polls = fc.record({ mode: modes, seats: seated }).chain((node) =>
    fc.record({
      node: fc.constant(node),
      said: fc
        .tuple(
          ...node.seats.map(({ seatNo }) =>
            fc.record({
              seatNo: fc.constant(seatNo),
              verb: fc.constantFrom<Vote["verb"]>("approve", "approve", "reject"),
            }),
          ),
        )
        .chain((all) => fc.shuffledSubarray(all, { minLength: all.length })),
    }),
  );

  it("once everybody has spoken it is certain", () => {
    fc.assert(
      fc.property(polls, ({ node, said }) => {
        expect(nodeOutcome(node, said)).to.not.equal("open");
        expect(isSettled(node, said)).to.equal(true);
      }),
    );
  });

  it("an early outcome is never contradicted by what is said later", () => {
    fc.assert(
      fc.property(polls, ({ node, said }) => {
        const outcomes = said.map((_vote, at) => nodeOutcome(node, said.slice(0, at + 1)));
        const first = outcomes.find((outcome) => outcome !== "open");
        const later = outcomes.slice(outcomes.findIndex((outcome) => outcome !== "open"));
        expect(new Set(later)).to.deep.equal(new Set([first]));
      }),
    );
  });

  it("it is open only while both ends are possible", () => {
    fc.assert(
      fc.property(polls, fc.nat(), ({ node, said }, cut) => {
        const heard = said.slice(0, cut % said.length);
        if (nodeOutcome(node, heard) !== "open") return;
        const rest = said.slice(heard.length);
        const ending = (verb: Vote["verb"]) =>
          nodeOutcome(node, [...heard, ...rest.map(({ seatNo }) => ({ seatNo, verb }))]);
        expect([ending("approve"), ending("reject")]).to.deep.equal(["passed", "failed"]);
      }),
    );
  });

  it("without a veto the order in which the same votes come does not matter", () => {
    const shuffled = polls.chain(({ node, said }) =>
      fc.record({
        node: fc.constant({ ...node, mode: { ...node.mode, veto: false } }),
        said: fc.constant(said),
        other: fc.shuffledSubarray(said, { minLength: said.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ node, said, other }) => {
        expect(nodeOutcome(node, other)).to.equal(nodeOutcome(node, said));
      }),
    );
  });

  it("in 会签 and 依次 it does not matter with a veto either", () => {
    fc.assert(
      fc.property(polls, fc.constantFrom("all" as const, "sequential" as const), (poll, rule) => {
        const node = { ...poll.node, mode: modeOf(rule) };
        const reversed = poll.said.toReversed();
        expect(nodeOutcome(node, reversed)).to.equal(nodeOutcome(node, poll.said));
      }),
    );
  });
});
