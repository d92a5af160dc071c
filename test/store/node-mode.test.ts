import { expect } from "chai";
import type { NodeMode } from "../../src/domain/approval/flow.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { findCase, lockCase } from "../../src/store/case-file.ts";
import { change, inTransaction, read, sqlFor } from "../../src/store/db.ts";
import { findFlow, publishFlows } from "../../src/store/flow-versions.ts";
import { insertCase } from "../../src/store/new-case.ts";
import { saveCase } from "../../src/store/save-case.ts";
import { buildApproval, buildFile, buildNode, november } from "../support/build.ts";
import { buildFlow, buildFlowNode } from "../support/build-flow.ts";
import { count, modeOf, percent, votes } from "../support/build-mode.ts";
import { freshStore, statement, type FreshStore } from "../support/fresh-store.ts";

const CASE = 1 as CaseId;
const MODES: readonly NodeMode[] = [
  modeOf("all"),
  modeOf("any"),
  modeOf("sequential"),
  modeOf("any", { veto: false }),
  modeOf("all", { collectAll: true }),
  count(3),
  percent(60, { veto: false }),
  votes(12),
  modeOf("groups"),
];

/** What the first version computed of the flow below. */
const OLD_HASH = "3ad216bd79c55669be4bac2b97a11a9dabc3daf4e16edb518ed3da956219978e";

describe("the mode of a node in the database", () => {
  let store: FreshStore;
  before(async () => {
    store = await freshStore("node_mode");
  });
  after(() => store.close());

  it("comes back as it was saved; plain modes are the words that the first version wrote", async () => {
    const nodes = MODES.map((mode, index) => buildNode({ nodeId: `n${index}`, mode }));
    const file: CaseFile = buildFile({
      approvals: [buildApproval({ nodes, tasks: [] })],
      cards: [],
    });
    await inTransaction(store.db, async (tx) => {
      insertCase(
        tx,
        { ...file, approvals: [], documents: [] },
        { name: undefined, phone: undefined },
      );
    });
    await inTransaction(store.db, async (tx) => {
      saveCase(tx, await lockCase(tx, CASE), { ...file, nextAttentionAt: undefined });
    });

    const found = await findCase(store.db, CASE);
    expect(found?.approvals[0]?.nodes.map(({ mode }) => mode)).to.deep.equal(MODES);
    const [rows] = await read(
      store.db,
      sqlFor.selectFrom("approval_nodes").select("mode").orderBy("ordinal").limit(3),
    );
    expect(rows.map(({ mode }) => mode)).to.deep.equal(["all", "any", "sequential"]);
  });

  it("of a flow comes back as it was published", async () => {
    const nodes = MODES.map((mode, index) => buildFlowNode({ id: `n${index}`, mode }));
    const flow = buildFlow({ id: "modes", nodes });
    expect(await publishFlows(store.db, [flow], november(23, "09:00"))).to.deep.equal([]);
    expect(await publishFlows(store.db, [flow], november(23, "09:00"))).to.deep.equal([]);
    const found = await inTransaction(store.db, (tx) => findFlow(tx, "modes", 1));
    expect(found).to.deep.equal(flow);
  });

  it("of a flow that the first version published is read, and is not taken for edited", async () => {
    const flow = buildFlow({ id: "old", nodes: [buildFlowNode({ mode: modeOf("any") })] });
    const content =
      '{"id":"old","version":1,"name":"10 kV 单电源方案审批","kind":"supply_plan","order":10,"when":{},"nodes":[{"id":"countersign","name":"调度、生技会签","mode":"any","who":[{"userids":["liuyang","wuhao"]}],"limit":{"workDays":1},"ladder":"approval-node","after":[],"when":{}}]}';
    await change(
      store.db,
      statement(
        `INSERT INTO flow_versions (flow_id, version, content, content_hash, published_at)
         VALUES ('old', 1, '${content}', '${OLD_HASH}', '2026-11-01 00:00:00')`,
      ),
    );

    expect(await publishFlows(store.db, [flow], november(23, "09:00"))).to.deep.equal([]);
    expect(await inTransaction(store.db, (tx) => findFlow(tx, "old", 1))).to.deep.equal(flow);
  });
});
