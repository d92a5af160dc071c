import { buildAct } from "../../../support/build-act.ts";
import { buildFlow } from "../../../support/build-flow.ts";
import { expect } from "chai";
import { sealValue } from "../../../../src/http/session/signed-value.ts";
import { buildCase, buildHvPlan } from "../../../support/build-plan.ts";
import {
  buildApproval,
  buildCard,
  buildDecision,
  buildDocument,
  buildFile,
  buildNode,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import type { Card } from "../../../../src/domain/case-file.ts";
import { taskIdOf, type CaseId } from "../../../../src/domain/ids.ts";
import { HOUR_MS } from "../../../../src/lib/clock.ts";
import { AppError } from "../../../../src/lib/errors.ts";
import { buildParts, NOW, SESSION_SECRET } from "../parts.ts";
import { startHttp } from "../running.ts";
import type { Verbs } from "../../../../src/http/verbs.ts";

const until = NOW.getTime() + HOUR_MS;
const cookie = `qianpi-session=${sealValue("session", { id: "0".repeat(24), userid: "zhangwei", until }, SESSION_SECRET)}`;

async function open(path: string, lookUpCase: Verbs["lookUpCase"]) {
  const site = await startHttp({ verbs: { ...buildParts().verbs, lookUpCase } });
  const answer = await fetch(site.url + path, { headers: { cookie }, redirect: "manual" });
  const text = await answer.text();
  return { status: answer.status, text };
}

/** What differs between two answers of the same kind. */
const withoutRequest = (text: string) => text.replace(/[0-9a-f-]{36}/g, "");

describe("the pages", () => {
  it("look the same for no case, no right and a number that cannot be (G16, G17)", async () => {
    const asked: string[] = [];
    const nothing: Verbs["lookUpCase"] = ({ caseNo }) => {
      asked.push(caseNo);
      return Promise.resolve(undefined);
    };
    const answers = [];
    for (const path of ["BZ-2026-000124", "1%00", "-1", "1e3", "0x1", "9".repeat(33), "a%27--"]) {
      answers.push(await open(`/cases/${path}`, nothing));
    }
    for (const answer of answers) {
      expect(answer.status).to.equal(404);
      expect(withoutRequest(answer.text)).to.equal(withoutRequest(answers[0]?.text ?? ""));
    }
    expect(asked).to.deep.equal(["BZ-2026-000124"]);
  });

  it("show what people wrote as text, never as markup (G20)", async () => {
    const attack = "<img src=x onerror=alert(1)>\"'&";
    const file = buildFile({
      connectionCase: buildCase({ customerName: attack, address: attack }),
      approvals: [
        buildApproval({
          decisions: [buildDecision({ opinion: { code: "x", text: attack }, name: attack })],
        }),
      ],
    });
    const { status, text } = await open("/cases/BZ-2026-000123", () =>
      Promise.resolve({ file, asOf: NOW, flowOf: () => buildFlow() }),
    );
    expect(status).to.equal(200);
    expect(text).to.include("&lt;img src=x onerror=alert(1)>");
    expect(text).not.to.include("<img");
    expect(text).not.to.match(/<script(?! type="module" src="\/assets\/)|style=|\son\w+=["']/);
  });

  it("hand out a sheet only of a kind that there is, to whoever may see the case", async () => {
    const asked: string[] = [];
    const nothing = buildParts().verbs;
    const site = await startHttp({
      verbs: {
        ...nothing,
        issueSheet: ({ caseNo, kind, viewer }) => {
          asked.push(`${caseNo} ${kind} ${JSON.stringify(viewer)}`);
          return Promise.resolve(undefined);
        },
      },
    });
    const statusOf = async (path: string, headers: Record<string, string> = { cookie }) =>
      (await fetch(site.url + path, { headers, redirect: "manual" })).status;
    const sheet = "/cases/BZ-2026-000123/sheet";
    expect(await statusOf(`${sheet}/supply_plan`)).to.equal(404);
    expect(await statusOf(`${sheet}/plan`)).to.equal(404);
    expect(await statusOf("/cases/a%27--/sheet/supply_plan")).to.equal(404);
    expect(await statusOf(`${sheet}/grid_investment`, {})).to.equal(302);
    expect(asked).to.deep.equal(['BZ-2026-000123 supply_plan {"staff":"zhangwei"}']);
    expect(await statusOf("/sheet-key.pub"), "no key, nothing to fetch").to.equal(404);
  });

  it("say who is awaited and how much working time is left", async () => {
    const { text } = await open("/cases/BZ-2026-000123", () =>
      Promise.resolve({ file: buildFile(), asOf: NOW, flowOf: () => buildFlow() }),
    );
    expect(text).to.include("待 刘洋、吴昊，");
    // From 14:03 on the 23rd to 18:00 on the 24th; the afternoon begins at 14:30.
    expect(text).to.include("剩 10小时30分（工作时间）");
    expect(text).to.include('lang="zh-CN"');
  });

  it("show of a pending node how its due time was counted", async () => {
    const page = async (approval: ReturnType<typeof buildApproval>) => {
      const file = buildFile({ approvals: [approval] });
      return (
        await open("/cases/BZ-2026-000123", () =>
          Promise.resolve({ file, asOf: NOW, flowOf: () => buildFlow() }),
        )
      ).text;
    };
    const pending = await page(buildApproval());
    expect(pending).to.include("<summary>时限如何计算</summary>");
    expect(pending).to.include("<li>11月24日 工作日，7小时</li>");
    expect(pending).to.include("从开始到到期共 13小时20分（工作时间）");
    const taskId = taskIdOf(1 as CaseId, 1);
    const act = buildAct({ kind: "take-back", taskId, at: november(24, "08:30") });
    // It was due earlier before the node had ended and was opened again.
    const before = buildTask(1, { dueAt: november(23, "18:00") });
    const anew = buildTask(2, { openedAt: november(24, "08:30") });
    const again = await page(buildApproval({ acts: [act], tasks: [before, anew] }));
    expect(again).to.include("11月24日 08:30 重新计时");
    expect(again).to.include("从开始到到期共 7小时（工作时间）");
    const passed = buildApproval({ nodes: [buildNode({ status: "passed" })] });
    expect(await page(passed)).not.to.include("时限如何计算");
  });

  it("say of a card that it was not delivered, or is not yet", async () => {
    const [first, second] = [taskIdOf(1 as CaseId, 1), taskIdOf(1 as CaseId, 2)];
    const seatOf = (seatNo: number) => ({ seatNo, holder: staff("liuyang"), label: "调度中心" });
    const approvals = [buildApproval({ nodes: [buildNode({ seats: [seatOf(1), seatOf(2)] })] })];
    const shown = async (...cards: Card[]) => {
      const file = buildFile({ approvals, cards });
      return (
        await open("/cases/BZ-2026-000123", () =>
          Promise.resolve({ file, asOf: NOW, flowOf: () => buildFlow() }),
        )
      ).text.match(/卡片[^<]+/g);
    };
    const notYet = buildCard(second, { sentAt: undefined });
    const lost = buildCard(first, { sentAt: undefined, undeliverableAt: NOW });
    expect(await shown(lost, notYet)).to.deep.equal(["卡片未送达", "卡片发送中"]);
    expect(await shown(buildCard(first), buildCard(second))).to.equal(null);
  });

  it("say beside each version what was doubtful about it", async () => {
    const doubtful = buildHvPlan({ approvedCapacity: { value: 300, unit: "kVA" } });
    const documents = [buildDocument(1), buildDocument(2, doubtful), buildDocument(3)];
    const shown = async (versions: typeof documents) => {
      const file = buildFile({ documents: versions });
      const { text } = await open("/cases/BZ-2026-000123", () =>
        Promise.resolve({ file, asOf: NOW, flowOf: () => buildFlow() }),
      );
      return text;
    };
    const words = "变压器总容量 315 kVA 与核定容量 300 kVA 不同，请确认以哪个为准";
    expect(await shown(documents.slice(0, 2))).to.match(
      new RegExp(`提示（1 条，请审批时留意）.*${words}.*查看 v1 全文`),
    );
    expect(await shown(documents)).to.match(new RegExp(`查看 v2 全文.*提示（1 条.*${words}`));
    expect(await shown(documents.slice(0, 1))).not.to.include("提示（");
  });

  it("tell nothing of a fault but its number, and ask to come back while MySQL is away", async () => {
    const broken = await open("/cases/BZ-2026-000123", () =>
      Promise.reject(new Error("ER_SECRET")),
    );
    expect(broken.status).to.equal(500);
    expect(broken.text)
      .to.match(/请求编号：[0-9a-f-]{36}/)
      .and.not.include("SECRET");
    const away = await open("/cases/BZ-2026-000123", () =>
      Promise.reject(new AppError("database-away", "away")),
    );
    expect(away.status).to.equal(503);
    expect(away.text).to.include("暂时无法");
  });

  it("lead whoever comes without a case number to what waits for them", async () => {
    const site = await startHttp();
    const answer = await fetch(`${site.url}/`, { headers: { cookie }, redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).to.deep.equal([302, "/tasks"]);
  });
});
