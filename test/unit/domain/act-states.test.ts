import { expect } from "chai";
import { freezeDeeply } from "../../../src/config/freeze-deeply.ts";
import { ACT_KINDS, doAct } from "../../../src/domain/verbs/do-act.ts";
import { signByRule } from "../../../src/domain/approval/sign-by-rule.ts";
import type { ActKind } from "../../../src/domain/approval/act.ts";
import type { Approval, Task } from "../../../src/domain/approval/instance.ts";
import { ask } from "../../../src/domain/approval/question.ts";
import { transfer } from "../../../src/domain/approval/transfer.ts";
import { withdraw } from "../../../src/domain/approval/withdraw.ts";
import { approvalIdOf, type CaseId, type StaffId } from "../../../src/domain/ids.ts";
import { deedOf, REASON, written } from "../../support/build-act.ts";
import { buildMark } from "../../support/build-rule.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../support/build-flow.ts";
import {
  buildDocument,
  buildFile,
  buildOrganisation,
  november,
  staff,
} from "../../support/build.ts";
import { approved, submitted } from "../../support/build-stages.ts";
import { nextOf, play } from "../../support/play-approval.ts";

const people = ["li", "wang", "chen", "zhao"].map((userid) => ({
  userid: staff(userid),
  name: `名 ${userid}`,
  department: "dispatch",
  position: "专责",
  roles: ["staff"] as const,
}));
const organisation = buildOrganisation({ people: [...buildOrganisation().people, ...people] });
const nodes = [
  buildFlowNode({ who: [{ userids: ["li", "wang"] }] }),
  buildFlowNode({ id: "leader", who: [{ userids: ["chen"] }], after: ["countersign"] }),
];
const around = buildSurroundings({
  bureau: { organisation },
  at: november(23, "15:30"),
  flow: buildFlow({ nodes }),
});

const first = (approval: Approval): Task => approval.tasks[0] ?? expect.fail("no task");
const given = (approval: Approval): Approval =>
  nextOf(
    transfer(
      approval,
      {
        task: first(approval),
        to: staff("zhao"),
        deed: deedOf({ by: { ...deedOf().by, userid: staff("li") } }),
      },
      approval.tasks.length + 1,
    ),
  );

const asked = (approval: Approval): Approval => {
  const deed = deedOf({ by: { ...deedOf().by, userid: staff("li") } });
  return nextOf(ask(approval, { task: first(approval), to: staff("zhangwei"), deed }));
};

/** 黄敏 is copied and has read nothing. */
const copied = (approval: Approval): Approval => ({
  ...approval,
  copies: [
    {
      to: staff("huangmin"),
      source: "submit",
      by: undefined,
      at: november(23, "14:00"),
      readAt: undefined,
    },
  ],
});

/** Li's task of the first node, in every state in which an approval can be. */
const STATES: readonly [string, Approval][] = [
  ["waiting for Li", play([])],
  ["asked about by Li", asked(play([]))],
  ["known to Huang", copied(play([]))],
  ["signed by Li", play(["li approves"])],
  ["signed by Li and the next", play(["li approves", "wang approves"])],
  ["decided by a rule for Li", decidedByRule(play([]))],
  ["given to somebody else", given(play([]))],
  ["returned by another", play(["wang returns"])],
  ["returned by Li", play(["li returns"])],
  ["of the round before", play(["li approves", "wang returns", "submitted again"])],
  ["approved", signedByAll()],
  ["to be revoked", { ...signedByAll(), status: "revoking" }],
  ["revoked", { ...signedByAll(), status: "revoked" }],
  ["about a revocation", { ...play([]), revokes: approvalIdOf(1 as CaseId, 9) }],
  ["a revocation that was agreed to", { ...signedByAll(), revokes: approvalIdOf(1 as CaseId, 9) }],
  ["rejected", play(["wang rejects"])],
  ["withdrawn", nextOf(withdraw(play(["li approves"]), deedOf()))],
];

function signedByAll(): Approval {
  return play(["li approves", "wang approves", "chen approves"]);
}

/** The first seat as a rule has decided it. */
function decidedByRule(approval: Approval): Approval {
  const tasks = approval.tasks.slice(0, 1);
  const signed = { tasks, verb: "approve", mark: buildMark() } as const;
  const moment = { at: november(23, "14:00"), documentHash: "document" };
  return signByRule({ approval, events: [] }, signed, moment).approval;
}

/** Li is asked, whatever else there is to it. */
const OPEN = ["waiting for Li", "asked about by Li", "known to Huang", "about a revocation"];
/** Nothing is withdrawn there any more. */
const ENDED = [
  "approved",
  "to be revoked",
  "revoked",
  "a revocation that was agreed to",
  "rejected",
  "withdrawn",
];

/** In which of these states an act of this person succeeds; everything else is refused. */
const SUCCEEDS: Readonly<Record<ActKind, Readonly<Record<string, readonly string[]>>>> = {
  "add-signers": { li: OPEN },
  "ask-opinion": { li: OPEN },
  "remove-signer": {},
  ask: { li: ["waiting for Li", "known to Huang", "about a revocation"] },
  copy: { li: OPEN },
  read: { huangmin: ["known to Huang"] },
  comment: { huangmin: ["known to Huang"] },
  answer: { zhangwei: ["asked about by Li"], maqiang: ["asked about by Li"] },
  acknowledge: { li: OPEN },
  transfer: { li: OPEN },
  undo: {},
  "take-back": { li: ["signed by Li"] },
  "withdraw-kept": {},
  object: { li: ["decided by a rule for Li"] },
  urge: {
    zhangwei: OPEN,
    maqiang: OPEN,
  },
  withdraw: Object.fromEntries(
    ["zhangwei", "maqiang"].map((userid) => [
      userid,
      STATES.map(([state]) => state).filter(
        (state) => state !== "of the round before" && !ENDED.includes(state),
      ),
    ]),
  ),
  revoke: { zhangwei: ["approved"], maqiang: ["approved"] },
  "reply-customer": { zhangwei: ["approved"], maqiang: ["approved"] },
  "tell-customer": { zhangwei: ["revoked"], maqiang: ["revoked"] },
  // For administrators only, see their own tests.
  override: {},
  "override-confirm": {},
  "override-refuse": {},
};

const CHOICES: Partial<Record<ActKind, string>> = {
  transfer: "chen",
  "ask-opinion": "chen",
  copy: "zhao",
  acknowledge: november(24, "12:00").toISOString(),
};

const ON_APPROVAL: ReadonlySet<ActKind> = new Set([
  "withdraw",
  "revoke",
  "reply-customer",
  "tell-customer",
  "read",
  "comment",
]);

/** The form as a page of round 1 showed it. */
function formOf(kind: ActKind, approval: Approval, from: StaffId) {
  const about = ON_APPROVAL.has(kind) ? approval.id : first(approval).id;
  const signers = { placing: "before", order: "all", people: ["chen"] };
  return written(kind, { about, from, text: REASON, choice: CHOICES[kind], signers });
}

const APPROVED: ReadonlySet<Approval["status"]> = new Set(["approved", "revoking", "revoked"]);

describe("every act in every state", () => {
  for (const kind of ACT_KINDS) {
    for (const [state, approval] of STATES) {
      for (const userid of ["li", "wang", "zhangwei", "maqiang", "wuhao", "huangmin"]) {
        const mayDo = SUCCEEDS[kind][userid]?.includes(state) === true;
        it(`${kind} by ${userid}, ${state}: ${mayDo ? "done" : "refused, and nothing changes"}`, () => {
          const documents = [1, 2].map((version) => buildDocument(version));
          const file = buildFile({
            stages: APPROVED.has(approval.status) ? approved : submitted,
            documents,
            approvals: [approval],
            cards: [],
          });
          const before = structuredClone(file);
          const outcome = doAct(freezeDeeply(file), formOf(kind, approval, staff(userid)), around);
          expect(outcome.ok).to.equal(mayDo);
          expect(file).to.deep.equal(before);
          if (!outcome.ok) expect(outcome.refusal.code).to.be.a("string");
        });
      }
    }
  }
});
