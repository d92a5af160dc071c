import { expect } from "chai";
import { idsOfNode, renaming } from "../../../../src/domain/approval/node-names.ts";
import { buildApproval, buildTask, november } from "../../../support/build.ts";

const at = november(23, "15:00");
const tasks = [buildTask(1, { nodeId: "old" }), buildTask(2, { nodeId: "middle" })];

describe("a node under the names that it has had", () => {
  const approval = buildApproval({ tasks });
  const acts = tasks.map(({ id: taskId, nodeId }) =>
    renaming(approval, { taskId, to: nodeId === "old" ? "middle" : "new", at }),
  );

  it("is known by all of them, from its first to that of now", () => {
    const renamed = { ...approval, acts };
    expect([...idsOfNode(renamed, "new")]).eql(["new", "middle", "old"]);
    expect([...idsOfNode(renamed, "middle")]).eql(["middle", "old"]);
    expect([...idsOfNode(renamed, "other")]).eql(["other"]);
  });

  it("was renamed by nobody in particular", () => {
    expect(acts[0]).include({ kind: "rename", name: "系统", taskId: "T1-1", choice: "middle" });
  });
});
