import { expect } from "chai";
import { LIVES_TIMEOUT_MS, livesToPlay } from "../../../support/random-runs.ts";
import fc from "fast-check";
import { votesOf } from "../../../../src/domain/approval/votes.ts";
import { countingNode } from "../../../support/in-every-state.ts";
import type { StaffedNode } from "../../../support/play-approval.ts";
import { returningLives, type Step } from "../../../support/random-approval.ts";

describe("whatever is returned where, in any flow", () => {
  const sentBack = ({ press, outcome }: Step) =>
    press?.verb === "return" && press.returnTo !== undefined && outcome.ok;

  it("asks the node that it went to, and nobody else; whoever does not wait for it is left alone", () => {
    let count = 0;
    let besideCount = 0;
    fc.assert(
      fc.property(returningLives, ({ steps }) => {
        for (const { before, after, flow, press } of steps.filter(sentBack)) {
          count += 1;
          const to = press?.returnTo ?? "";
          const waits = waitingFor(flow, to);
          before.nodes.forEach((node, index) => {
            const isCounting = countingNode(before, node.nodeId) === node;
            if (isCounting && waits.has(node.nodeId)) {
              expect(after.nodes[index]?.recalled?.by).to.equal(press?.task.id);
            } else {
              expect(after.nodes[index]).to.equal(node);
              if (node.status === "open" && isCounting) besideCount += 1;
            }
          });
          before.tasks.forEach((task, index) => {
            const isHit = waits.has(task.nodeId) && task.status === "pending";
            if (!isHit) expect(after.tasks[index]).to.equal(task);
            else expect(after.tasks[index]?.status).to.be.oneOf(["done", "cancelled"]);
          });
          const fresh = after.tasks.slice(before.tasks.length);
          expect(new Set(fresh.map(({ nodeId }) => nodeId))).to.deep.equal(new Set([to]));
          expect(fresh.every(({ status }) => status === "pending")).to.equal(true);
        }
      }),
      livesToPlay(100),
    );
    expect(count, "the lives hold enough of them").to.be.above(30);
    expect(besideCount, "with open branches beside").to.be.above(5);
  });

  it("no approval passes on what a return has gone back over: target and returner have signed after it, step by step all between", () => {
    let count = 0;
    fc.assert(
      fc.property(returningLives, ({ steps }) => {
        const last = steps.at(-1) ?? expect.fail("a life without a step");
        if (last.after.status !== "approved") return;
        const { decisions, documentVersion } = last.after;
        decisions.forEach(({ verb, returnTo, resume, nodeId: from, ...one }, at) => {
          if (verb !== "return" || returnTo === undefined) return;
          if (one.documentVersion !== documentVersion) return;
          count += 1;
          const later = decisions.slice(at + 1).filter((each) => each.verb === "approve");
          const between = [...waitingFor(last.flow, returnTo)].filter((id) =>
            waitingFor(last.flow, id).has(from),
          );
          const again = resume === "step-by-step" ? between : [returnTo, from];
          for (const id of again) {
            expect(
              later.some(({ nodeId }) => nodeId === id),
              id,
            ).to.equal(true);
          }
        });
      }),
      livesToPlay(200),
    );
    expect(count, "whatever the seed").to.be.above(3);
  });

  it("nobody is asked twice at once, and nobody whose signature stands", () => {
    fc.assert(
      fc.property(returningLives, ({ steps }) => {
        for (const { after } of steps) {
          const pending = after.tasks.filter(({ status }) => status === "pending");
          const seats = pending.map(({ nodeId, seatNo }) => `${nodeId} ${seatNo}`);
          expect(new Set(seats).size).to.equal(seats.length);
          for (const { nodeId, round, seatNo } of pending) {
            const node = countingNode(after, nodeId) ?? expect.fail(`${nodeId} does not count`);
            expect(node.round).to.equal(round);
            expect(votesOf(after, node).map((vote) => vote.seatNo)).not.to.include(seatNo);
          }
        }
      }),
    );
  });
}).timeout(LIVES_TIMEOUT_MS);

/** A node and all that wait for it, by going over the flow until nothing more is found. */
function waitingFor(flow: readonly StaffedNode[], id: string): Set<string> {
  const found = new Set([id]);
  for (let count = 0; count < found.size;) {
    count = found.size;
    for (const node of flow) {
      if (node.after.some((before) => found.has(before))) found.add(node.id);
    }
  }
  return found;
}
