import { expect } from "chai";
import type { ApiResult } from "../../../src/actions/inputs.ts";
import type { Previewed } from "../../../src/actions/preview-document.ts";
import { buildDecision, staff } from "../../support/build.ts";
import { buildFlowNode } from "../../support/build-flow.ts";
import { buildHvPlan } from "../../support/build-plan.ts";
import { API_KEY, buildParts } from "./parts.ts";
import { startHttp, type Running } from "./running.ts";

const CASE_NO = "BZ-2026-000123";
const WU = { seatNo: 1, holder: staff("wuhao"), label: "生产技术部 负责人" };
const PREVIEWED: Previewed = {
  version: 2,
  nodes: [
    {
      node: buildFlowNode({ id: "dispatch", name: "调控审核" }),
      kept: [
        {
          seat: { seatNo: 1, holder: staff("liuyang"), label: "调度中心 负责人" },
          signed: buildDecision(),
        },
      ],
      asked: [],
    },
    {
      node: buildFlowNode({ id: "operation", name: "运检审核" }),
      kept: [],
      asked: [WU],
      saidBefore: [{ seat: WU, at: buildFlowNode({ id: "dispatch" }) }],
    },
  ],
  direct: undefined,
  warnings: [],
};

describe("a preview of a submission", () => {
  let running: Running;
  let previewResult: ApiResult<Previewed>;
  let submittedCount: number;

  beforeEach(async () => {
    submittedCount = 0;
    previewResult = { ok: true, value: PREVIEWED, replayed: true };
    const { verbs } = buildParts();
    running = await startHttp({
      verbs: {
        ...verbs,
        previewDocument: () => Promise.resolve(previewResult),
        submitDocument: (input) => {
          submittedCount += 1;
          return verbs.submitDocument(input);
        },
      },
    });
  });

  function ask(query: string): Promise<Response> {
    return fetch(`${running.url}/api/cases/${CASE_NO}/plans?${query}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${API_KEY}`, "Content-Type": "application/json" },
      body: JSON.stringify({ submittedBy: "zhangwei", plan: buildHvPlan() }),
    });
  }

  it("previews a submission without making it", async () => {
    const answer = await ask("preview=1");
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.equal({
      preview: true,
      version: 2,
      asked: [
        { nodeId: "operation", node: "运检审核", userid: "wuhao", office: "生产技术部 负责人" },
      ],
      kept: [
        {
          nodeId: "dispatch",
          node: "调控审核",
          userid: "liuyang",
          office: "调度中心 负责人",
          version: 1,
          decidedAt: buildDecision().committedAt.toISOString(),
        },
      ],
      automatic: [],
      saidBefore: [
        {
          nodeId: "operation",
          node: "运检审核",
          userid: "wuhao",
          office: "生产技术部 负责人",
          ifAgreedIn: "dispatch",
        },
      ],
      warnings: [],
    });
    expect(submittedCount).to.equal(0);
  });

  it("takes no other question for a submission: nothing may be submitted that was to be looked at only", async () => {
    for (const query of ["preview=0", "preview=true", "Preview=1", "preview=1&x=1", "dry-run=1"]) {
      const answer = await ask(query);
      expect(answer.status, query).to.equal(400);
    }
    expect(submittedCount).to.equal(0);
  });

  it("tells in a preview why a submission would be refused", async () => {
    previewResult = { ok: false, why: "refused", refusal: { code: "plan-missing" } };
    const answer = await ask("preview=1");
    expect(answer.status).to.equal(409);
    expect(await answer.json()).to.include({ code: "plan-missing" });
  });
});
