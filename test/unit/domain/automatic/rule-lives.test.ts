import { expect } from "chai";
import fc from "fast-check";
import { actOnTimeouts } from "../../../../src/domain/clock/act-on-timeouts.ts";
import type { Flow } from "../../../../src/domain/approval/flow.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { written } from "../../../support/build-act.ts";
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
/** Whoever signs first is passed over later, a review may be exempt, and silence passes the last but one. */
const nodes: Flow["nodes"] = [
  seat("first", ["liuyang"], { reviewFields: ["计量"] }),
  seat("again", ["liuyang", "wuhao"], { after: ["first"] }),
  seat("review", ["wuhao"], { after: ["again"], technical: true }),
  seat("silent", ["huangmin"], { after: ["review"], onTimeout }),
  seat("last", ["chenming"], { after: ["silent"] }),
];
const flow = buildFlow({ nodes, sameApprover: "any-before" });
const around = (at: Date) => ruledSurroundings({ flow, at });

type Step = { pick: number } & (
  | { kind: "approve" | "return" | "back" | "take-back" | "object" | "withdraw-kept" }
  | { kind: "wait" | "submit" }
);
const kinds = [
  "approve",
  "approve",
  "approve",
  "return",
  "back",
  "take-back",
  "take-back",
] as const;
const others = ["object", "withdraw-kept", "wait", "submit"] as const;
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
  const { round, documentVersion } = approval;
  const about = { about: task.id, from: staff(task.holder), round, documentVersion };
  const acted = doAct(file, written(kind, about), around(at));
  return acted.ok ? acted.next : file;
}

describe("an approval in which rules decide, whatever people do", () => {
  it("always asks somebody while it runs", () => {
    let lapsed = 0;
    fc.assert(
      fc.property(steps, (life) => {
        let file = nextOf(submitted(around(november(23, "09:10"))));
        for (const [index, step] of life.entries()) {
          file = live(file, step, november(23 + Math.floor(index / 8), "16:00"));
          const approval = approvalIn(file);
          lapsed += approval.acts.filter(({ kind }) => kind === "lapse").length;
          if (approval.status === "running") expect(asked(approval)).not.eql([]);
        }
      }),
      livesToPlay(150),
    );
    expect(lapsed, "it was tried").above(0);
  });
}).timeout(LIVES_TIMEOUT_MS);
