import { expect } from "chai";
import { isOfTask, signTask, type Signature } from "../../../../src/domain/verbs/sign-task.ts";
import {
  buildApproval,
  buildDocument,
  buildFile,
  buildTask,
  november,
  staff,
} from "../../../support/build.ts";
import { buildSurroundings } from "../../../support/build-flow.ts";
import { submitted } from "../../../support/build-stages.ts";
import { nextOf, refusalOf } from "../../../support/play-approval.ts";

const approval = buildApproval();
const file = buildFile({ stages: submitted });
const around = buildSurroundings();

function signatureOf(shownHash: string | undefined): Signature {
  return {
    task: buildTask(1),
    verb: "approve",
    opinion: { code: "", text: "" },
    by: { userid: staff("liuyang"), name: "刘洋", position: "主任", department: "调度中心" },
    channel: "card",
    eventAt: november(23, "15:09"),
    shownHash,
  };
}

describe("signing a task", () => {
  it("keeps the hash of what was shown, which is that of the document where nothing else was", () => {
    const hashes = ["card", undefined].map((shownHash) => {
      const next = nextOf(signTask({ file, approval }, signatureOf(shownHash), around));
      return next.approvals[0]?.decisions[0]?.shownHash;
    });
    expect(hashes).eql(["card", buildDocument(1).contentHash]);
  });

  it("is refused while the document is not there", () => {
    const bare = { file: { ...file, documents: [] }, approval };
    expect(refusalOf(signTask(bare, signatureOf("card"), around))).eql({ code: "plan-missing" });
  });

  it("is about one round and one version; what was seen of another does not count", () => {
    const about = { approval, task: buildTask(1) };
    const seen = [
      { round: 1, documentVersion: 1 },
      { round: 2, documentVersion: 1 },
      { round: 1, documentVersion: 2 },
    ];
    expect(seen.map((one) => isOfTask(one, about))).eql([true, false, false]);
  });
});
