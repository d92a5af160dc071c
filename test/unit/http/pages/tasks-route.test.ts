import { expect } from "chai";
import type { PageQuestion, TaskEntry } from "../../../../src/actions/list-work.ts";
import type { CaseId, StaffId } from "../../../../src/domain/ids.ts";
import type { TaskList } from "../../../../src/domain/asking/work-list.ts";
import { sealValue } from "../../../../src/http/session/signed-value.ts";
import type { Verbs } from "../../../../src/http/verbs.ts";
import { HOUR_MS } from "../../../../src/lib/clock.ts";
import {
  buildApproval,
  buildDecision,
  buildFile,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildParts, EMPTY_LIST, NOW, SESSION_SECRET } from "../parts.ts";
import { startHttp } from "../running.ts";

const until = NOW.getTime() + HOUR_MS;
const session = { id: "0".repeat(24), userid: "liuyang", until };
const cookie = `qianpi-session=${sealValue("session", session, SESSION_SECRET)}`;

async function open(path: string, changes: Partial<Verbs> = {}) {
  const { url } = await startHttp({ verbs: { ...buildParts().verbs, ...changes } });
  const answer = await fetch(url + path, { headers: { cookie }, redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
}

/** One entry as the page shows it. */
async function shown(list: TaskList, entry: Partial<TaskEntry>): Promise<string> {
  const approval = buildApproval();
  const whole = { file: buildFile(), approval, task: buildTask(1), ...entry };
  const listWork = () => Promise.resolve({ ...EMPTY_LIST, entries: [whole], waiting: 1 });
  const path = list === "todo" ? "/tasks" : `/tasks/${list}`;
  return (await open(path, { listWork })).text.replace(/<[^>]*>/g, " ");
}

describe("the lists on the pages", () => {
  it("ask for the viewer's own, whatever the address says", async () => {
    const asked: (PageQuestion & { list: TaskList | "mine" })[] = [];
    const verbs = {
      listWork: (question: PageQuestion & { list: TaskList }) => {
        asked.push(question);
        return Promise.resolve(EMPTY_LIST);
      },
      listSubmissions: (question: PageQuestion) => {
        asked.push({ ...question, list: "mine" });
        return Promise.resolve(EMPTY_LIST);
      },
    };
    for (const path of ["/tasks?holder=wuhao", "/tasks/done", "/tasks/closed", "/tasks/mine"]) {
      expect((await open(path, verbs)).status).to.equal(200);
    }
    expect(asked.map(({ list }) => list)).to.deep.equal(["todo", "done", "closed", "mine"]);
    expect(new Set(asked.map(({ viewer }) => viewer))).to.deep.equal(
      new Set<StaffId>([staff("liuyang")]),
    );
  });

  it("待办: customer, plan, node, due and how much working time is left, and how many there are", async () => {
    const text = await shown("todo", {});
    expect(text).to.match(/待办\s+1\s/);
    for (const words of [
      "内蒙古牧名食品有限公司",
      "BZ-2026-000123",
      "方案 v1 10kV 315kVA 单电源",
      "调度、生技会签",
      "11月24日 18:00 到期",
      "剩 10小时30分（工作时间）",
    ]) {
      expect(text).to.include(words);
    }
  });

  it("已办: what was decided, when, in which words, and what became of it", async () => {
    const decisions = [buildDecision({ taskId: buildTask(1).id })];
    const approval = buildApproval({ decisions, status: "approved" });
    const text = await shown("done", { approval, task: buildTask(1, { status: "done" }) });
    expect(text).to.include("同意").and.include("现为：审批通过");
  });

  it("未经我处理: by whom it was ended", async () => {
    const wu = staff("wuhao");
    const decisions = [
      buildDecision({ taskId: buildTask(2).id, verb: "return", decidedBy: wu, name: "吴昊" }),
    ];
    const task = buildTask(1, { status: "cancelled", cancelReason: "returned" });
    const text = await shown("closed", { approval: buildApproval({ decisions }), task });
    expect(text)
      .to.include("本轮已退回")
      .and.match(/吴昊 于 .* 退回/);
  });

  it("我发起的: its state and whom it waits for", async () => {
    const entry = { file: buildFile(), approval: buildApproval() };
    const listSubmissions = () => Promise.resolve({ ...EMPTY_LIST, entries: [entry] });
    const { text } = await open("/tasks/mine", { listSubmissions });
    expect(text).to.include("审批中").and.include("待 刘洋、吴昊");
  });

  it("lead on from the last row of a page, by an address that says where", async () => {
    const place = { at: november(24, "18:00"), caseId: 57 as CaseId, id: "T57-3" };
    const asked: PageQuestion[] = [];
    const listWork = (question: PageQuestion) => {
      asked.push(question);
      return Promise.resolve({ ...EMPTY_LIST, next: place });
    };
    const { text } = await open("/tasks", { listWork });
    const [, next = ""] = /href="([^"]*after=[^"]*)"/.exec(text) ?? [];
    await open(next, { listWork });
    expect(asked.map(({ after }) => after)).to.deep.equal([undefined, place]);
  });

  it("are not waited for longer than a callback is held, whichever question the database leaves unanswered", async () => {
    const never = () => new Promise<never>(() => undefined);
    for (const verbs of [{ isSessionEnded: never }, { listWork: never }]) {
      const { status, text } = await open("/tasks", verbs);
      expect(status).to.equal(503);
      expect(text).to.include("系统暂时无法处理，请稍后重试。");
    }
  });

  it("say plainly that there is nothing", async () => {
    expect((await open("/tasks")).text).to.include("目前没有等您审批的事项");
    expect((await open("/tasks/mine")).text).to.include("还没有提交过方案");
  });
});
