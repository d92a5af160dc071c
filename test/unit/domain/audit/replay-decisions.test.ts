import { expect } from "chai";
import type { Seat } from "../../../../src/domain/approval/instance.ts";
import { decideWritten } from "../../../../src/domain/verbs/decide-written.ts";
import type { CaseFile } from "../../../../src/domain/case-file.ts";
import {
  headOf,
  linkAfter,
  NO_HEAD,
  type ChainLink,
} from "../../../../src/domain/audit/decision-chain.ts";
import { doAct } from "../../../../src/domain/verbs/do-act.ts";
import { taskIdOf, type CaseId, type StaffId } from "../../../../src/domain/ids.ts";
import type { Outcome } from "../../../../src/domain/outcome.ts";
import { replayDecisions } from "../../../../src/domain/audit/replay-decisions.ts";
import { written, writtenDecision } from "../../../support/build-act.ts";
import {
  SEATS,
  buildApproval,
  buildDocument,
  buildFile,
  buildNode,
  buildOrganisationUnder,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildFlow, buildFlowNode, buildSurroundings } from "../../../support/build-flow.ts";
import { submitted } from "../../../support/build-stages.ts";

const CASE = 1 as CaseId;
const organisation = buildOrganisationUnder("huangmin", "chenming");
const flow = buildFlow({
  nodes: [
    buildFlowNode(),
    buildFlowNode({ id: "head", who: [{ userids: ["maqiang"] }], after: ["countersign"] }),
  ],
});
const at = (time: string) =>
  buildSurroundings({ bureau: { organisation }, flow, at: november(23, time) });
const night = buildFile({
  stages: submitted,
  approvals: [buildApproval({ nodes: [buildNode({ seats: SEATS })] })],
});

function nextOf(outcome: Outcome<CaseFile>): CaseFile {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.next;
}

function sign(file: CaseFile, n: number, time: string): CaseFile {
  const from: StaffId = staff(n === 1 ? "liuyang" : "wuhao");
  const around = at(time);
  const form = writtenDecision({ taskId: taskIdOf(CASE, n), from, at: around.at, code: "agree" });
  return nextOf(decideWritten(file, form, around));
}

/** The links that the decisions of a file are, in the order in which they were taken. */
function linksOf({ approvals }: CaseFile): ChainLink[] {
  let head = NO_HEAD;
  return approvals.flatMap(({ id: approvalId, caseId, decisions }) =>
    decisions.map((decision, index) => {
      const link = linkAfter(head, { decision, approvalId, caseId, personalSalt: `salt${index}` });
      head = headOf(link);
      return link;
    }),
  );
}

const morning = sign(sign(night, 1, "14:03"), 2, "14:10");
const links = linksOf(morning);
const noon = at("17:00");
const replay = (given: readonly ChainLink[], file = night, chain: string[] = []) =>
  replayDecisions(file, { chain, links: given }, noon);
const whys = ({ left }: ReturnType<typeof replay>) => left.map(({ why }) => why);

describe("decisions that a restored database has lost", () => {
  it("are taken in as they were, each at its own time, and only whoever is asked now gets a card", () => {
    const { next, taken, left, events } = replay(links);
    expect(taken).to.deep.equal(links);
    expect(left).to.deep.equal([]);
    expect(next.approvals).to.deep.equal(morning.approvals);
    expect(next.stages).to.deep.equal(morning.stages);
    expect(events).to.deep.equal([{ kind: "task-opened", taskId: taskIdOf(CASE, 3) }]);
  });

  it("are known where they are there already", () => {
    const [first] = links;
    const one = sign(night, 1, "14:03");
    const { known, taken } = replay(links, one, [first?.chainHash ?? ""]);
    expect(known).to.deep.equal(links.slice(0, 1));
    expect(taken).to.deep.equal(links.slice(1));
    const all = replay(
      links,
      morning,
      links.map(({ chainHash }) => chainHash),
    );
    expect(all).to.deep.include({ known: links, taken: [], left: [], events: [] });
    expect(all.next).to.equal(morning);
  });

  it("are left, with all that hang on them, where the case has gone on otherwise or something is missing", () => {
    const otherwise = sign(night, 2, "15:00");
    expect(whys(replay(links, otherwise, ["other"]))).to.deep.equal(["other-chain", "other-chain"]);
    expect(whys(replay(links.slice(1)))).to.deep.equal(["gap"]);
  });

  it("are left where their task or their version is not there, or the rules refuse them", () => {
    const none = { ...night, approvals: [buildApproval({ nodes: [], tasks: [] })] };
    expect(whys(replay(links, none))).to.deep.equal(["no-task", "no-task"]);
    const other = { ...night, documents: [{ ...buildDocument(1), contentHash: "other" }] };
    expect(whys(replay(links, other))).to.deep.equal(["other-document", "other-document"]);
    const bare = { ...night, documents: [] };
    expect(whys(replay(links, bare))).to.deep.equal(["other-document", "other-document"]);
    const given = buildApproval({ nodes: [buildNode({ seats: SEATS })] });
    const tasks = given.tasks.map((task) => ({ ...task, holder: staff("maqiang") }));
    const moved = { ...night, approvals: [{ ...given, tasks }] };
    expect(whys(replay(links, moved))).to.deep.equal(["refused", "refused"]);
  });

  it("are left where what would be written is not what was signed", () => {
    const [first, ...rest] = links;
    if (first === undefined) return expect.fail("no link");
    const forged = { ...first, decision: { ...first.decision, opinion: { code: "x", text: "y" } } };
    expect(whys(replay([forged, ...rest]))).to.deep.equal(["differs", "differs"]);
  });

  it("fill both seats of one press, or none of them", () => {
    const both = SEATS.map((seat) => ({ ...seat, holder: staff("liuyang") }));
    const given = buildApproval({ nodes: [buildNode({ seats: both })] });
    const tasks = given.tasks.map((task) => ({ ...task, holder: staff("liuyang") }));
    const twice = { ...night, approvals: [{ ...given, tasks }] };
    const pressed = linksOf(sign(twice, 1, "14:03"));
    expect(replay(pressed, twice).taken).to.deep.equal(pressed);
    expect(whys(replay(pressed.slice(0, 1), twice))).to.deep.equal(["differs"]);
  });

  it("are an opinion against it again where somebody was asked for an opinion only", () => {
    const ma = { holder: staff("maqiang"), label: "提意见" };
    const third: Seat = {
      ...ma,
      seatNo: 3,
      added: { by: [1], placing: "opinion", order: "all", additionNo: 1 },
    };
    const given = buildApproval({ nodes: [buildNode({ seats: [...SEATS, third] })] });
    const task = buildTask(3, ma);
    const asked = { ...night, approvals: [{ ...given, tasks: [...given.tasks, task] }] };
    const around = at("14:03");
    const said = nextOf(
      decideWritten(
        asked,
        writtenDecision({
          taskId: task.id,
          from: staff("maqiang"),
          at: around.at,
          verb: "return",
          code: "source-unfit",
        }),
        around,
      ),
    );
    const against = linksOf(said);
    expect(against.map(({ decision }) => decision.verb)).to.deep.equal(["disagree"]);
    expect(replay(against, asked).taken).to.deep.equal(against);
  });

  it("are 越权处理 again where they were", () => {
    const about = taskIdOf(CASE, 1);
    const form = { about, from: staff("huangmin"), choice: "approve.unreachable" };
    const asked = nextOf(doAct(night, written("override", form), at("14:00")));
    const choice = at("14:00").at.toISOString();
    const confirm = written("override-confirm", { about, from: staff("chenming"), choice });
    const decided = linksOf(nextOf(doAct(asked, confirm, at("14:05"))));
    const { taken } = replay(decided);
    expect(taken).to.deep.equal(decided);
    expect(taken[0]?.decision.override?.confirmedBy).to.equal("chenming");
  });
});
