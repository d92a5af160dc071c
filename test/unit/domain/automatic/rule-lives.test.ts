import { expect } from "chai";
import fc from "fast-check";
import { actOnTimeouts } from "../../../../src/domain/clock/act-on-timeouts.ts";
import { whyNotDecide } from "../../../../src/domain/approval/why-not-decide.ts";
import type { Flow } from "../../../../src/domain/approval/flow.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { currentNodes, nodeOfTask, pendingTasks } from "../../../../src/domain/approval/tasks.ts";
import { invitedSeats } from "../../../../src/domain/approval/node-outcome.ts";
import { votesOf } from "../../../../src/domain/approval/votes.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { doAct, seenOf } from "../../../../src/domain/verbs/do-act.ts";
import { written } from "../../../support/build-act.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { november, staff } from "../../../support/build.ts";
import { buildFlow, buildFlowNode } from "../../../support/build-flow.ts";
import { asked, nextOf } from "../../../support/play-approval.ts";
import {
  approvalIn,
  decided,
  ruledSurroundings,
  submitted,
  typicalPlan,
} from "../../../support/play-rules.ts";
import { LIVES_TIMEOUT_MS, livesToPlay } from "../../../support/random-runs.ts";

const onTimeout = { atPercent: 100, act: "deemed-approved", basis: "限时办结办法第九条" } as const;
const seat = (id: string, userids: string[], change = {}) =>
  buildFlowNode({ id, who: [{ userids }], ...change });
/**
 * Whoever signs first is passed over later, a review may be exempt, and silence passes the last but one; beside them others
 * sign in turn, who may undo it.
 */
const nodes: Flow["nodes"] = [
  seat("first", ["liuyang"], { reviewFields: ["计量"], undoSeconds: 60 }),
  seat("again", ["liuyang", "wuhao"], { after: ["first"] }),
  seat("review", ["wuhao"], { after: ["again"], technical: true }),
  seat("silent", ["huangmin"], { after: ["review"], onTimeout }),
  seat("beside", ["maqiang", "liuyang"], {
    after: ["first"],
    mode: modeOf("sequential"),
    undoSeconds: 60,
    onTimeout,
  }),
  seat("last", ["chenming"], { after: ["silent", "beside"] }),
];
const flow = buildFlow({ nodes, sameApprover: "any-before" });
const around = (at: Date) => ruledSurroundings({ flow, at });

interface Step {
  kind: (typeof kinds)[number] | (typeof others)[number];
  pick: number;
}
const kinds = [
  "approve",
  "approve",
  "approve",
  "return",
  "back",
  "take-back",
  "take-back",
] as const;
const others = [
  "object",
  "withdraw-kept",
  "undo",
  "add-signers",
  "ask-opinion",
  "wait",
  "submit",
] as const;
const PEOPLE = ["huangmin", "wuhao", "maqiang"];
const PLACINGS = ["before", "after", "beside", "before"];
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds, ...others), pick: fc.nat(99) }),
  { minLength: 5, maxLength: 25 },
);

/** What cannot be done just then is left out. */
function live(file: CaseFile, { kind, pick }: Step, at: Date): CaseFile {
  const approval = approvalIn(file);
  const waiting = asked(approval);
  const by = waiting[pick % waiting.length] ?? "";
  if (kind === "wait") return actOnTimeouts({ next: file, events: [] }, around(at)).next;
  if (kind === "submit") {
    const content = { ...typicalPlan, opinion: `第 ${pick} 稿` };
    const next = submitted(around(at), { file, content });
    return next.ok ? next.next : file;
  }
  if (kind === "approve" || kind === "return") {
    return by === "" ? file : decided(file, [by, kind], around(at));
  }
  if (kind === "back") {
    return by === "chenming" ? decided(file, [by, "return", "first"], around(at)) : file;
  }
  const task = approval.tasks[pick % approval.tasks.length] ?? expect.fail("no task");
  const choice = PEOPLE[pick % PEOPLE.length] ?? "";
  const placing = PLACINGS[pick % PLACINGS.length] ?? "";
  const act = {
    about: task.id,
    from: staff(task.holder),
    ...seenOf({ file, approval, task }),
    ...(kind === "ask-opinion" ? { choice } : {}),
    signers: { placing, order: "all", people: [choice] },
  };
  const acted = doAct(file, written(kind, act), around(at));
  return acted.ok ? acted.next : file;
}

/** Every open node that counts asks exactly those whose turn it is, and whoever is asked is let in. */
function checkAsked(approval: Approval): void {
  for (const node of currentNodes(approval).filter(({ status }) => status === "open")) {
    const waiting = pendingTasks(approval).filter((task) => nodeOfTask(approval, task) === node);
    const turns = invitedSeats(node, votesOf(approval, node)).map(({ seatNo }) => seatNo);
    expect(waiting.map(({ seatNo }) => seatNo)).to.have.members(turns);
  }
  for (const task of pendingTasks(approval)) {
    const by = { userid: task.holder };
    expect(whyNotDecide(approval, { task, verb: "approve", by })).equal(undefined);
  }
}

describe("an approval in which rules decide, whatever people do", () => {
  it("always asks somebody while it runs, and exactly those whose turn it is", () => {
    let lapsed = 0;
    let undone = 0;
    let added = 0;
    fc.assert(
      fc.property(steps, (life) => {
        let file = nextOf(submitted(around(november(23, "09:10"))));
        for (const [index, step] of life.entries()) {
          file = live(file, step, november(23 + Math.floor(index / 8), "16:00"));
          const approval = approvalIn(file);
          const count = (which: string) =>
            approval.acts.filter(({ kind }) => kind === which).length;
          lapsed += count("lapse");
          undone += count("undo");
          added += count("add-signers");
          if (approval.status !== "running") continue;
          expect(asked(approval)).not.eql([]);
          checkAsked(approval);
        }
      }),
      livesToPlay(100),
    );
    expect(Math.min(lapsed, undone, added), "it was tried").above(0);
  });
}).timeout(LIVES_TIMEOUT_MS);
