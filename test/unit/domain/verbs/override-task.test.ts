import { expect } from "chai";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import { doAct, offeredActs, whyNotAct } from "../../../../src/domain/verbs/do-act.ts";
import { keptSignature } from "../../../../src/domain/approval/keep.ts";
import { whyNotDecide } from "../../../../src/domain/approval/why-not-decide.ts";
import { whyNotTakeBack } from "../../../../src/domain/approval/take-back.ts";
import { linkAfter, NO_HEAD } from "../../../../src/domain/audit/decision-chain.ts";
import { approvalIdOf, taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { OVERRIDE_CONFIRM, overriders } from "../../../../src/domain/verbs/override-task.ts";
import type { Outcome } from "../../../../src/domain/outcome.ts";
import { audienceOf } from "../../../../src/domain/people/who-may-see.ts";
import { written } from "../../../support/build-act.ts";
import {
  SEATS,
  buildApproval,
  buildDecision,
  buildFile,
  buildNode,
  buildOrganisationUnder,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import { modeOf } from "../../../support/build-mode.ts";
import { submitted } from "../../../support/build-stages.ts";

const CASE = 1 as CaseId;
const FIRST = taskIdOf(CASE, 1);

/** 黄敏, 陈明 and 张伟, who has submitted, are administrators. */
const organisation = buildOrganisationUnder("huangmin", "chenming", "zhangwei");
const fresh = (change: Partial<ReturnType<typeof buildApproval>> = {}) =>
  buildFile({
    stages: submitted,
    approvals: [buildApproval({ nodes: [buildNode({ seats: SEATS })], ...change })],
  });
const around = buildSurroundings({
  bureau: { organisation },
  flow: buildFlow({ nodes: [buildFlowNode()] }),
});
const later = { ...around, at: november(23, "15:20") };

const CHOICE = "approve.unreachable";
type Form = Partial<Parameters<typeof written>[1]>;
const ask = (file: CaseFile, form: Form = {}) =>
  doAct(
    file,
    written("override", { about: FIRST, from: staff("huangmin"), choice: CHOICE, ...form }),
    around,
  );
const confirm = (file: CaseFile, form: Form = {}) =>
  doAct(
    file,
    written("override-confirm", {
      about: FIRST,
      from: staff("chenming"),
      choice: around.at.toISOString(),
      text: "",
      ...form,
    }),
    later,
  );

function nextOf(outcome: Outcome<CaseFile>): CaseFile {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.next;
}
const refusalOf = (outcome: Outcome<CaseFile>) => (outcome.ok ? undefined : outcome.refusal);
const asked = nextOf(ask(fresh()));

describe("越权处理: an administrator decides for somebody who is absent", () => {
  it("decides nothing when it is asked for, and tells the other administrators", () => {
    const outcome = ask(fresh());
    expect(outcome.ok && outcome.events).to.deep.equal([{ kind: "override-asked", taskId: FIRST }]);
    expect(asked.approvals[0]?.decisions).to.deep.equal([]);
    expect(asked.approvals[0]?.acts[0]).to.include({ kind: "override", choice: CHOICE });
  });

  it("is decided in the name of the first when the second confirms, and says for whom and why", () => {
    const outcome = confirm(asked);
    const [decision] = nextOf(outcome).approvals[0]?.decisions ?? [];
    expect(decision).to.deep.include({
      decidedBy: "huangmin",
      verb: "approve",
      channel: "page",
      opinion: { code: "override.unreachable", text: "联系不上：客户变更用电容量" },
      eventAt: around.at,
      committedAt: later.at,
      override: {
        owner: "liuyang",
        ownerName: "刘洋",
        confirmedBy: "chenming",
        confirmedName: "陈明",
      },
    });
    const kinds = outcome.ok ? outcome.events.map(({ kind }) => kind) : [];
    expect(kinds).to.deep.equal(["task-decided", "task-overridden"]);
  });

  it("returns the plan where that was asked for", () => {
    const wanted = nextOf(ask(fresh(), { choice: "return.left" }));
    expect(nextOf(confirm(wanted)).approvals[0]?.status).to.equal("wait_revision");
  });

  it("is for administrators who have neither submitted nor are asked themselves", () => {
    expect(refusalOf(ask(fresh(), { from: staff("wuhao") }))).to.deep.equal({ code: "not-admin" });
    const submitter = refusalOf(ask(fresh(), { from: staff("zhangwei") }));
    expect(submitter).to.deep.equal({ code: "cannot-override", why: "submitter" });
    const own = fresh({ tasks: [buildTask(1, { holder: staff("huangmin") })] });
    expect(refusalOf(ask(own))).to.deep.equal({ code: "your-own-task" });
    const [approval] = fresh().approvals;
    const task = buildTask(1);
    expect(approval && overriders(organisation, { approval, task })).to.deep.equal([
      "huangmin",
      "chenming",
    ]);
  });

  it("has no part in a revocation: whoever asked for that can give it up", () => {
    const file = fresh({ revokes: approvalIdOf(CASE, 9) });
    expect(refusalOf(ask(file))).to.deep.equal({ code: "cannot-override", why: "revocation" });
  });

  it("needs a second administrator, a choice and a reason", () => {
    const alone = { ...around, bureau: { ...around.bureau, organisation: without("chenming") } };
    const form = written("override", { about: FIRST, from: staff("huangmin"), choice: CHOICE });
    expect(refusalOf(doAct(fresh(), form, alone))).to.deep.include({ why: "no-second" });
    expect(refusalOf(ask(fresh(), { choice: "reject.left" }))).to.deep.include({
      why: "no-choice",
    });
    expect(refusalOf(ask(fresh(), { text: "。" }))?.code).to.equal("act-reason-needed");
    expect(refusalOf(ask(fresh(), { about: "T1-99" as typeof FIRST }))?.code).to.equal("not-found");
  });

  it("is asked for once at a time, and confirmed by somebody else who read this very request", () => {
    expect(refusalOf(ask(asked, { from: staff("chenming") }))).to.deep.include({ why: "asked" });
    expect(refusalOf(confirm(asked, { from: staff("huangmin") }))).to.deep.include({
      why: "same-person",
    });
    expect(refusalOf(confirm(asked, { from: staff("zhangwei") }))).to.deep.include({
      why: "submitter",
    });
    expect(refusalOf(confirm(asked, { from: staff("wuhao") }))?.code).to.equal("not-admin");
    expect(refusalOf(confirm(asked, { choice: undefined }))).to.deep.include({ why: "no-request" });
    expect(refusalOf(confirm(asked, { choice: "another" }))?.code).to.equal("unknown-button");
    expect(refusalOf(confirm(fresh()))).to.deep.include({ why: "not-asked" });
    const [approval] = fresh().approvals;
    if (approval === undefined) return expect.fail("no approval");
    const subject = { file: fresh(), approval, task: buildTask(1) };
    const by = { userid: staff("chenming"), name: "", position: "", department: "" };
    const direct = OVERRIDE_CONFIRM.act(subject, { by, text: "", choice: "another" }, later);
    expect(refusalOf(direct)?.code).to.equal("unknown-button");
  });

  const noLongerThere = (userid: string) => {
    const people = organisation.people.filter((one) => one.userid !== userid);
    return { ...organisation, people };
  };
  const inBureau = (of: typeof organisation) => ({
    ...later,
    bureau: { ...later.bureau, organisation: of },
  });
  const confirming = written("override-confirm", {
    about: FIRST,
    from: staff("chenming"),
    choice: around.at.toISOString(),
    text: "",
  });

  it("is void when whoever asked has left or is no administrator any more; another may ask", () => {
    const third = (of: typeof organisation) => ({
      ...of,
      people: of.people.map((one) =>
        one.userid === "maqiang" ? { ...one, roles: ["admin"] as const } : one,
      ),
    });
    for (const changed of [noLongerThere("huangmin"), without("huangmin")]) {
      const refused = doAct(asked, confirming, inBureau(changed));
      expect(refusalOf(refused)).to.deep.equal({ code: "cannot-override", why: "void" });
      const form = written("override", { about: FIRST, from: staff("chenming"), choice: CHOICE });
      expect(doAct(asked, form, inBureau(third(changed))).ok).to.equal(true);
    }
  });

  it("gives no administrator a second say: not who sits there, nor who shares the seat, nor who has decided there", () => {
    const onBehalfOf = { principal: staff("liuyang"), grantId: 7, until: november(28, "00:00") };
    const shared = buildTask(3, { seatNo: 1, holder: staff("huangmin"), onBehalfOf });
    const beside = buildTask(2, { holder: staff("huangmin") });
    const second = buildTask(2, { holder: staff("wuhao"), status: "done" });
    const decided = [buildDecision({ taskId: second.id, decidedBy: staff("huangmin") })];
    const own = [
      { tasks: [buildTask(1), beside] },
      { tasks: [buildTask(1), shared] },
      { tasks: [buildTask(1), second], decisions: decided },
    ];
    const acts = asked.approvals.flatMap((approval) => approval.acts);
    const seated = { code: "cannot-override", why: "seated" };
    for (const change of own) {
      const wantsIt = { about: FIRST, from: staff("huangmin") };
      expect(whyNotAct(fresh(change), { ...wantsIt, kind: "override" }, around)).eql(seated);
      // Whoever asked got a say only afterwards; then whoever was to confirm has one.
      const gotOne = whyNotAct(fresh({ ...change, acts }), confirming, later);
      expect(gotOne).to.deep.equal({ code: "cannot-override", why: "void" });
      const byOther = acts.map((act) => ({ ...act, by: staff("chenming") }));
      const secondOne = { ...wantsIt, kind: "override-confirm" } as const;
      expect(whyNotAct(fresh({ ...change, acts: byOther }), secondOne, later)).eql(seated);
    }
  });

  it("cannot return what the others have made certain", () => {
    const mode = modeOf("any", { collectAll: true });
    const decisions = [buildDecision({ taskId: taskIdOf(CASE, 2), decidedBy: staff("wuhao") })];
    const tasks = [buildTask(1), buildTask(2, { holder: staff("wuhao"), status: "done" })];
    const file = fresh({ nodes: [buildNode({ seats: SEATS, mode })], tasks, decisions });
    expect(refusalOf(ask(file, { choice: "return.left" }))?.code).to.equal("outcome-certain");
    expect(ask(file).ok).to.equal(true);
  });

  it("names an owner whom the list does not hold any more by their userid", () => {
    const task = buildTask(1, { holder: staff("ghost") });
    const file = fresh({ tasks: [task], acts: asked.approvals[0]?.acts ?? [] });
    const [approval] = file.approvals;
    if (approval === undefined) return expect.fail("no approval");
    const by = { userid: staff("chenming"), name: "陈明", position: "", department: "" };
    const form = { by, text: "", choice: around.at.toISOString() };
    const done = nextOf(OVERRIDE_CONFIRM.act({ file, approval, task }, form, later));
    expect(done.approvals[0]?.decisions[0]?.override?.ownerName).to.equal("ghost");
  });

  it("is given up or refused with a reason, and may then be asked for again", () => {
    const form = written("override-refuse", { about: FIRST, from: staff("chenming") });
    const outcome = doAct(asked, form, later);
    expect(outcome.ok && outcome.events).to.deep.equal([
      { kind: "override-refused", taskId: FIRST },
    ]);
    const refused = nextOf(outcome);
    expect(refusalOf(confirm(refused))).to.deep.include({ why: "not-asked" });
    expect(ask(refused).ok).to.equal(true);
    const none = doAct(fresh(), form, later);
    expect(refusalOf(none)).to.deep.include({ why: "not-asked" });
    const stranger = doAct(asked, { ...form, from: staff("wuhao") }, later);
    expect(refusalOf(stranger)?.code).to.equal("not-admin");
  });

  it("is refused once the task waits for nobody, naming who decided", () => {
    const decided = nextOf(confirm(asked));
    expect(refusalOf(confirm(decided))).to.deep.include({
      code: "already-decided",
      byName: "黄敏",
    });
    expect(refusalOf(ask(decided))?.code).to.equal("already-decided");
    const [approval] = decided.approvals;
    const [task] = approval?.tasks ?? [];
    if (approval === undefined || task === undefined) return expect.fail("no task");
    const press = { task, verb: "approve" as const, by: { userid: staff("liuyang") } };
    expect(whyNotDecide(approval, press)).to.deep.include({ code: "already-decided" });
    expect(whyNotDecide(approval, press)).to.have.nested.property("override.confirmedName", "陈明");
    expect(whyNotTakeBack(approval, { task, by: staff("huangmin") }, { path: [] })).to.deep.equal({
      code: "cannot-take-back",
      why: "override",
    });
  });

  it("is not kept for a later version as the word of whoever owns the seat, nor of the administrator", () => {
    const [approval] = nextOf(confirm(asked)).approvals;
    const [seat] = SEATS;
    if (approval === undefined || seat === undefined) return expect.fail("no seat");
    expect(keptSignature(approval, "countersign", seat)).to.equal(undefined);
    const other = { ...seat, holder: staff("huangmin") };
    expect(keptSignature(approval, "countersign", other)).to.equal(undefined);
  });

  it("takes the place of a stand-in too", () => {
    const onBehalfOf = { principal: staff("liuyang"), grantId: 7, until: november(28, "00:00") };
    const task = buildTask(1, { holder: staff("maqiang"), onBehalfOf });
    const [approval] = fresh().approvals;
    const shown = approval && overriders(organisation, { approval, task });
    expect(shown).to.deep.equal(["huangmin", "chenming"]);
  });

  it("shows the case to nobody new: the administrator's department has no part in it", () => {
    const before = audienceOf(fresh(), organisation).holderDepartments.map(({ id }) => id);
    const file = nextOf(confirm(asked));
    const after = audienceOf(file, organisation).holderDepartments.map(({ id }) => id);
    expect(after).to.deep.equal(before);
  });

  it("is in the chain: whoever exchanges the second administrator breaks it", () => {
    const [decision] = nextOf(confirm(asked)).approvals[0]?.decisions ?? [];
    if (decision?.override === undefined) return expect.fail("not overridden");
    const made = { caseId: CASE, approvalId: buildApproval().id, personalSalt: "salt" };
    const link = linkAfter(NO_HEAD, { ...made, decision });
    const { override, ...plain } = decision;
    const other = { ...decision, override: { ...override, confirmedBy: staff("wuhao") } };
    expect(linkAfter(NO_HEAD, { ...made, decision: other }).chainHash).not.equal(link.chainHash);
    expect(linkAfter(NO_HEAD, { ...made, decision: plain }).chainHash).not.equal(link.chainHash);
  });

  it("is offered to administrators alone", () => {
    const kindsFor = (userid: string) =>
      offeredActs(asked, staff(userid), later)
        .filter(({ subject }) => subject.task?.id === FIRST)
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith("override"));
    expect(kindsFor("huangmin")).to.deep.equal(["override-refuse"]);
    expect(kindsFor("chenming")).to.deep.equal(["override-confirm", "override-refuse"]);
    expect(kindsFor("liuyang")).to.deep.equal([]);
    const why = whyNotAct(asked, { kind: "override", about: FIRST, from: staff("ghost") }, later);
    expect(why?.code).to.equal("not-admin");
  });
});

function without(userid: string) {
  const people = organisation.people.map((one) =>
    one.userid === userid ? { ...one, roles: ["staff"] as const } : one,
  );
  return { ...organisation, people };
}
