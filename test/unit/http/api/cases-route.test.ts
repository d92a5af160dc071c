import { buildFlow } from "../../../support/build-flow.ts";
import { expect } from "chai";
import type { ApiResult, SubmitInput } from "../../../../src/actions/inputs.ts";
import type { Submitted } from "../../../../src/actions/submit-document.ts";
import type { OpenCaseCall } from "../../../../src/actions/open-case.ts";
import type { Verbs } from "../../../../src/http/verbs.ts";
import { approvalIdOf, type CaseId, type CaseNo } from "../../../../src/domain/ids.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { AppError } from "../../../../src/lib/errors.ts";
import { buildFile } from "../../../support/build.ts";
import { buildHvPlan, buildInvestment } from "../../../support/build-plan.ts";
import { API_KEY, buildParts, NOW } from "../parts.ts";
import { startHttp, type Running } from "../running.ts";

const CASE_NO = "BZ-2026-000123" as CaseNo;
const OPEN_CASE = {
  customerName: "内蒙古牧名食品有限公司",
  address: "鄂尔多斯市乌审旗嘎鲁图镇",
  customerClass: "hv-single",
  requestKind: "new",
  gridManager: "zhangwei",
  worksManager: "maqiang",
};
const SUBMITTED: Submitted = { approvalId: approvalIdOf(1 as CaseId, 1), version: 1, warnings: [] };

describe("the API of the business systems", () => {
  let running: Running;
  let opened: OpenCaseCall[];
  let submitted: SubmitInput[];
  let openResult: ApiResult<{ caseNo: CaseNo }>;
  let submitResult: () => Promise<ApiResult<Submitted>>;

  beforeEach(async () => {
    [opened, submitted] = [[], []];
    openResult = { ok: true, value: { caseNo: CASE_NO }, replayed: false };
    submitResult = () => Promise.resolve({ ok: true, value: SUBMITTED, replayed: false });
    const verbs: Verbs = {
      ...buildParts().verbs,
      openCase: (call) => {
        opened.push(call);
        return Promise.resolve(openResult);
      },
      submitDocument: (input) => {
        submitted.push(input);
        return submitResult();
      },
      lookUpCase: ({ caseNo }) =>
        Promise.resolve(
          caseNo === CASE_NO
            ? { file: buildFile(), asOf: NOW, flowOf: () => buildFlow() }
            : undefined,
        ),
    };
    running = await startHttp({ verbs });
  });

  interface Call {
    path?: string;
    body?: string;
    headers?: Record<string, string>;
    method?: string;
  }

  function call({
    path = "/api/cases",
    body = JSON.stringify(OPEN_CASE),
    headers,
    method = "POST",
  }: Call) {
    const all = {
      Authorization: `Bearer ${API_KEY}`,
      "Content-Type": "application/json",
      ...headers,
    };
    const content = method === "GET" ? {} : { body };
    return fetch(`${running.url}${path}`, { method, headers: all, ...content });
  }

  async function refusalOf(answer: Response): Promise<{ code: string; message: string }> {
    expect(answer.headers.get("content-type")).to.match(/^application\/json/);
    const { code, message } = (await answer.json()) as { code: string; message: string };
    expect(message, "words for people").to.match(/[\u4e00-\u9fff]/);
    return { code, message };
  }

  it("opens a case and names who opened it", async () => {
    const answer = await call({});
    expect(answer.status).to.equal(201);
    expect(await answer.json()).to.deep.equal({ caseNo: CASE_NO });
    expect(opened[0]).to.include({ openedBy: "marketing", once: undefined });
    expect(opened[0]?.input.customerName).to.equal(OPEN_CASE.customerName);
  });

  it("submits a plan and an investment, each as its kind", async () => {
    const plan = JSON.stringify({ submittedBy: "ZhangWei", plan: buildHvPlan() });
    const answer = await call({ path: `/api/cases/${CASE_NO}/plans`, body: plan });
    expect(answer.status).to.equal(201);
    expect(await answer.json()).to.include({ approvalId: "A1-1", version: 1 });
    const investment = JSON.stringify({ submittedBy: "maqiang", investment: buildInvestment() });
    await call({ path: `/api/cases/${CASE_NO}/investments`, body: investment });
    expect(
      submitted.map(({ kind, caseNo, submittedBy }) => [kind, caseNo, submittedBy]),
    ).to.deep.equal([
      ["supply_plan", CASE_NO, "zhangwei"],
      ["grid_investment", CASE_NO, "maqiang"],
    ]);
    expect(submitted[0]?.content).to.deep.equal(buildHvPlan());
  });

  it("shows a case without cards and other inner workings", async () => {
    const answer = await call({ path: `/api/cases/${CASE_NO}`, method: "GET" });
    expect(answer.status).to.equal(200);
    const text = await answer.text();
    const shown = JSON.parse(text);
    expect(shown).to.include({ caseNo: CASE_NO, asOf: NOW.toISOString() });
    expect(shown.approvals[0].nodes[0].waitingFor).to.deep.include({
      userid: "liuyang",
      office: "调度中心 负责人",
    });
    expect(text).not.to.match(/shownHash|"cards"|"id":1[,}]/);
  });

  describe("Idempotency-Key", () => {
    it("is passed on with the caller and a hash that tells bodies and addresses apart", async () => {
      const headers = { "Idempotency-Key": "key-1" };
      await call({ headers });
      await call({ headers });
      await call({ headers, body: JSON.stringify({ ...OPEN_CASE, requestKind: "increase" }) });
      const [first, same, other] = opened.map(({ once }) => once);
      expect(first).to.include({ apiKeyName: "marketing", key: "key-1" });
      expect(same).to.deep.equal(first);
      expect(other?.requestHash).not.to.equal(first?.requestHash);
    });

    it("belongs to one address", async () => {
      const body = JSON.stringify({ submittedBy: "zhangwei", plan: buildHvPlan() });
      const headers = { "Idempotency-Key": "key-1" };
      for (const caseNo of [CASE_NO, "BZ-2026-000124"]) {
        await call({ path: `/api/cases/${caseNo}/plans`, body, headers });
      }
      const [one, other] = submitted.map(({ once }) => once?.requestHash);
      expect(one).to.match(/^[0-9a-f]{64}$/);
      expect(other).not.to.equal(one);
    });

    it("gives 200 and the first answer when repeated", async () => {
      openResult = { ok: true, value: { caseNo: CASE_NO }, replayed: true };
      const answer = await call({ headers: { "Idempotency-Key": "key-1" } });
      expect(answer.status).to.equal(200);
      expect(await answer.json()).to.deep.equal({ caseNo: CASE_NO });
    });

    it("gives 409 when the key was used for something else", async () => {
      openResult = { ok: false, why: "key-reused" };
      const answer = await call({ headers: { "Idempotency-Key": "key-1" } });
      expect(answer.status).to.equal(409);
      expect((await refusalOf(answer)).code).to.equal("idempotency-key-reused");
    });

    it("must be 1 to 128 visible ASCII characters", async () => {
      for (const key of ["", "a b", "k".repeat(129), "ключ".normalize()]) {
        const sent = Buffer.from(key, "utf8").toString("latin1");
        const answer = await call({ headers: { "Idempotency-Key": sent } });
        expect(answer.status, JSON.stringify(key)).to.equal(400);
      }
      expect((await call({ headers: { "Idempotency-Key": "k".repeat(128) } })).status).to.equal(
        201,
      );
    });
  });

  describe("bad bodies", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const rows: [id: string, call: Call, status: number, code: string][] = [
      ["no JSON", { body: "{" }, 400, "bad-json"],
      ["a trailing comma (K03)", { body: '{"a":1,}' }, 400, "bad-json"],
      ["a byte order mark (K03)", { body: `\uFEFF${JSON.stringify(OPEN_CASE)}` }, 400, "bad-json"],
      ["a prototype (K01)", { body: '{"__proto__":{"isAdmin":true}}' }, 400, "bad-json"],
      ["a constructor (K01)", { body: '{"constructor":{"prototype":{"x":1}}}' }, 400, "bad-json"],
      ["depth 17", { body: `${"[".repeat(17)}${"]".repeat(17)}` }, 400, "bad-json"],
      ["depth 100 000 (K04)", { body: deep }, 400, "bad-json"],
      ["10 MB (K05)", { body: `"${"x".repeat(10_000_000)}"` }, 413, "body-too-large"],
      ["a form", { headers: { "Content-Type": "text/plain" } }, 415, "not-json"],
      [
        "another charset",
        { headers: { "Content-Type": "application/json; charset=gbk" } },
        415,
        "not-json",
      ],
      ["compression", { headers: { "Content-Encoding": "gzip" } }, 415, "compressed-body"],
    ];
    for (const [id, bad, status, code] of rows) {
      it(`are refused with ${status}: ${id}`, async () => {
        const answer = await call(bad);
        expect(answer.status).to.equal(status);
        expect((await refusalOf(answer)).code).to.equal(code);
        expect(opened).to.deep.equal([]);
        expect(({} as Record<string, unknown>)["isAdmin"]).to.equal(undefined);
      });
    }

    it("brackets inside texts are no depth", async () => {
      const body = JSON.stringify({ ...OPEN_CASE, address: `"${"[".repeat(40)}\\` });
      expect((await call({ body })).status).to.equal(201);
    });

    it("get every problem at once, with field, code and words (K02)", async () => {
      const body = JSON.stringify({
        ...OPEN_CASE,
        gridManager: true,
        requestKind: ["new"],
        isAdmin: true,
      });
      const answer = await call({ body });
      expect(answer.status).to.equal(422);
      const { problems } = (await answer.json()) as {
        problems: { field: string; code: string; message: string }[];
      };
      expect(problems.map(({ field }) => field)).to.have.members([
        "gridManager",
        "requestKind",
        "isAdmin",
      ]);
      for (const problem of problems) expect(problem).to.have.all.keys("field", "code", "message");
    });
  });

  describe("refusals of the actions", () => {
    const plan = JSON.stringify({ submittedBy: "zhangwei", plan: buildHvPlan() });
    const submit = (caseNo: string = CASE_NO) =>
      call({ path: `/api/cases/${caseNo}/plans`, body: plan });
    const refuse = (refusal: Refusal) => {
      submitResult = () => Promise.resolve({ ok: false, why: "refused", refusal });
    };

    it("are 409 with their code and words", async () => {
      refuse({ code: "wrong-stage", stage: "方案编制" });
      const answer = await submit();
      expect(answer.status).to.equal(409);
      expect(await refusalOf(answer)).to.deep.equal({
        code: "wrong-stage",
        message: "被拒绝：wrong-stage",
      });
    });

    it("are 422 when they are problems of the content", async () => {
      const problem = {
        field: "plan.sources",
        code: "sum",
        message: "容量不足",
        severity: "error" as const,
      };
      submitResult = () => Promise.resolve({ ok: false, why: "problems", problems: [problem] });
      const answer = await submit();
      expect(answer.status).to.equal(422);
      const { severity: _, ...shown } = problem;
      expect(await answer.json()).to.deep.equal({ problems: [shown] });
    });

    it("are one and the same 404 for a case that is not there, however it is found out", async () => {
      submitResult = () => Promise.reject(new AppError("case-not-found", "no case"));
      const answers = [
        await submit(),
        await submit("1%27%20or%201=1"),
        await call({ path: "/api/cases/BZ-2026-999999", method: "GET" }),
        await call({ path: "/api/nothing", method: "GET" }),
      ];
      const bodies = await Promise.all(answers.map(refusalOf));
      expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 404, 404]);
      expect(new Set(bodies.map((body) => JSON.stringify(body))).size).to.equal(1);
    });

    it("are 503 with a time to come back while MySQL is away", async () => {
      submitResult = () => Promise.reject(new AppError("database-away", "away"));
      const answer = await submit();
      expect(answer.status).to.equal(503);
      expect(answer.headers.get("retry-after")).to.equal("5");
    });

    it("tell nothing of an inner fault but the number of the request", async () => {
      submitResult = () => Promise.reject(new Error("ER_SECRET in table cases"));
      const answer = await submit();
      expect(answer.status).to.equal(500);
      const text = await answer.text();
      expect(text).not.to.include("SECRET");
      expect(JSON.parse(text).requestId).to.equal(answer.headers.get("x-request-id"));
    });
  });

  it("never takes strange case numbers to a look-up (G17)", async () => {
    for (const caseNo of [
      "1%00",
      "-1",
      "1e3",
      "0x1",
      "9".repeat(40),
      "..%2f..",
      "bz-2026-000123",
    ]) {
      const answer = await call({ path: `/api/cases/${caseNo}`, method: "GET" });
      expect(answer.status, caseNo).to.equal(404);
    }
  });
});
