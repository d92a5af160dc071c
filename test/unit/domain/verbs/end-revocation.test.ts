import { expect } from "chai";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { decideOnCard } from "../../../../src/domain/verbs/decide-on-card.ts";
import { decideWritten } from "../../../../src/domain/verbs/decide-written.ts";
import {
  headOf,
  linkAfter,
  NO_HEAD,
  type ChainHead,
  type ChainLink,
} from "../../../../src/domain/audit/decision-chain.ts";
import { replayDecisions } from "../../../../src/domain/audit/replay-decisions.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { endRevocation, revokedBy } from "../../../../src/domain/verbs/end-revocation.ts";
import { submitVersion } from "../../../../src/domain/verbs/submit-document.ts";
import type { Approval } from "../../../../src/domain/approval/instance.ts";
import { pendingTasks } from "../../../../src/domain/approval/tasks.ts";
import { revocationFlow } from "../../../../src/domain/approval/revocation-flow.ts";
import { approvalIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { written } from "../../../support/build-act.ts";
import {
  buildApproval,
  buildCard,
  buildFile,
  buildOrganisation,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildFlow, buildSurroundings } from "../../../support/build-flow.ts";
import { buildHvPlan } from "../../../support/build-plan.ts";
import { approved, graph, running, stage } from "../../../support/build-stages.ts";
import { eventsOf, nextOf, refusalOf } from "../../../support/play-approval.ts";

const flow = buildFlow();
const people = buildOrganisation().people.map((one) => ({ ...one, roles: ["staff"] as const }));
const around = {
  ...buildSurroundings({ bureau: { organisation: buildOrganisation({ people }) } }),
  flowOf: ({ revokes }: Approval) => (revokes === undefined ? flow : revocationFlow(flow)),
};
const base = buildFile({
  stages: approved,
  approvals: [
    buildApproval({ status: "approved", tasks: [buildTask(1, { status: "done" })], nodes: [] }),
  ],
  cards: [],
});
const asked = nextOf(doAct(base, written("revoke"), around));

/** 刘洋 or 吴昊 says yes or no on the page. */
function say(file: CaseFile, userid: string, verb: "approve" | "return") {
  const task = file.approvals.flatMap(pendingTasks).find(({ holder }) => holder === userid);
  if (task === undefined) throw new Error(`${userid} is not asked`);
  const seen = { round: 1, documentVersion: 1, code: undefined, text: "", fixes: [] };
  const at = november(23, "15:20");
  return decideWritten(file, { ...seen, taskId: task.id, from: staff(userid), at, verb }, around);
}

const statuses = ({ approvals }: CaseFile): string[] => approvals.map(({ status }) => status);

describe("how a revocation ends", () => {
  const half = nextOf(say(asked, "liuyang", "approve"));
  const agreed = say(half, "wuhao", "approve");

  it("agreed to: the approval is revoked, and the plan is back in drafting as after a return", () => {
    const next = nextOf(agreed);
    expect(statuses(half)).eql(["revoking", "running"]);
    expect(statuses(next)).eql(["revoked", "approved"]);
    expect(running(next.stages)).eql(["plan_draft"]);
    expect(stage(next.stages, "plan_reply")).include({ status: "not-started", dueAt: undefined });
    expect(eventsOf(agreed).map(({ kind }) => kind)).include("approval-approved");
  });

  it("then a version, the same content too, begins a new approval that names the revoked one", () => {
    const handedIn = {
      kind: "supply_plan",
      content: buildHvPlan(),
      submittedBy: staff("maqiang"),
    } as const;
    expect(refusalOf(submitVersion(half, handedIn, around))).eql({
      code: "closed",
      reason: "revoking",
    });
    const again = nextOf(submitVersion(nextOf(agreed), handedIn, around));
    expect(statuses(again)).eql(["revoked", "approved", "running"]);
    expect(again.approvals[2]?.previousApprovalId).equal(again.approvals[0]?.id);
  });

  it("refused: the approval stands as before, no stage moves, and it may be asked again", () => {
    const refused = nextOf(say(asked, "wuhao", "return"));
    expect(statuses(refused)).eql(["approved", "rejected"]);
    expect(refused.approvals[1]?.decisions.map(({ verb }) => verb)).eql(["disagree"]);
    expect(refused.stages).equal(approved);
    expect(statuses(nextOf(doAct(refused, written("revoke"), around)))).eql([
      "revoking",
      "rejected",
      "running",
    ]);
  });

  it("given up by whoever asked: the approval stands as before", () => {
    const about = asked.approvals[1]?.id ?? approvalIdOf(1 as CaseId, 2);
    const given = nextOf(doAct(asked, written("withdraw", { about, text: "" }), around));
    expect(statuses(given)).eql(["approved", "withdrawn"]);
    expect(given.stages).equal(approved);
  });

  it("refuses the last signature when the customer has been told meanwhile", () => {
    const told = half.stages.map((one) =>
      one.id === "plan_reply" ? { ...one, status: "done" as const } : one,
    );
    const late = say({ ...half, stages: told }, "wuhao", "approve");
    expect(refusalOf(late)).eql({ code: "wrong-stage", stage: "方案答复与签收" });
  });

  it("by card needs no reason either way, and knows no settled opinion", () => {
    const [task] = asked.approvals.flatMap(pendingTasks);
    if (task === undefined) throw new Error("nobody is asked");
    const card = buildCard(task.id, { to: task.holder, madeAt: november(23, "15:10") });
    const press = (verb: "approve" | "return", opinions: readonly string[]) =>
      nextOf(
        decideOnCard(
          { ...asked, cards: [card] },
          {
            cardId: card.id,
            from: task.holder,
            button: { verb, round: 1, documentVersion: 1 },
            opinions,
            at: november(23, "15:20"),
          },
          around,
        ),
      );
    expect(statuses(press("return", []))).eql(["approved", "rejected"]);
    expect(press("approve", []).approvals[1]?.decisions).have.length(1);
    expect(press("approve", ["agree"]).approvals[1]?.decisions).eql([]);
  });

  it("comes back from an export as it was signed, where it had been asked for before the backup", () => {
    const done = nextOf(agreed);
    const [, revocation] = done.approvals;
    const { links } = (revocation?.decisions ?? []).reduce<{ head: ChainHead; links: ChainLink[] }>(
      ({ head, links: before }, decision) => {
        const made = { caseId: 1 as CaseId, approvalId: approvalIdOf(1 as CaseId, 2), decision };
        const link = linkAfter(head, { ...made, personalSalt: "salt" });
        return { head: headOf(link), links: [...before, link] };
      },
      { head: NO_HEAD, links: [] },
    );
    const again = replayDecisions(asked, { chain: [], links }, around);
    expect(again.taken).have.length(2);
    expect(statuses(again.next)).eql(["revoked", "approved"]);
    const unasked = replayDecisions(base, { chain: [], links }, around);
    expect(unasked.left.map(({ why }) => why)).eql(["no-task", "no-task"]);
  });

  it("says nothing of any other event, nor of an approval that is not there", () => {
    const [first = buildApproval(), second = buildApproval()] = asked.approvals;
    expect(revokedBy({ kind: "stage-started", stageId: "survey" }, asked)).equal(undefined);
    expect(revokedBy({ kind: "approval-approved", approvalId: first.id }, asked)).equal(undefined);
    const event = { kind: "approval-started", approvalId: second.id } as const;
    expect(revokedBy(event, { ...asked, approvals: [second] })).equal(undefined);
    const moment = { graph, at: around.at, dueOf: () => ({ at: around.at, provisional: false }) };
    const on = { event, told: [event], moment };
    expect(nextOf(endRevocation({ file: asked, approval: first }, on))).equal(asked);
  });
});
