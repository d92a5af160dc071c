import { expect } from "chai";
import { documentHash } from "../../../../src/domain/case/document-hash.ts";
import {
  isReviewed,
  isUntouched,
  reviewLabels,
  unknownReviewFields,
} from "../../../../src/domain/case/review-fields.ts";
import type { Attachment } from "../../../../src/domain/case/attachment.ts";
import { rowsToMend, versionChanges } from "../../../../src/domain/case/version-changes.ts";
import { buildAttachment } from "../../../support/build-attachment.ts";
import { buildHvPlan } from "../../../support/build-plan.ts";

const ONE = buildAttachment(1);
const TWO = buildAttachment(2);

function version(attachments: readonly Attachment[], content = buildHvPlan()) {
  return { content, attachments };
}

describe("what a version changed", () => {
  it("are its fields first, then attachments that went and came, each by its name", () => {
    const after = version([TWO], buildHvPlan({ drawnUpBy: "马强" }));
    const changes = versionChanges(version([ONE]), after);
    expect(changes.map(({ field, before, after: now }) => [field, before, now])).to.deep.equal([
      ["drawnUpBy", buildHvPlan().drawnUpBy, "马强"],
      ["attachments.0", "图 1.pdf", "（无）"],
      ["attachments.1", "（无）", "图 2.pdf"],
    ]);
  });

  it("is nothing when the same bytes come under another name, with another id or in another order", () => {
    const renamed = { ...ONE, id: TWO.id, name: "新图.pdf" };
    expect(versionChanges(version([ONE, TWO]), version([TWO, renamed]))).to.deep.equal([]);
    const hash = documentHash(buildHvPlan(), [ONE, TWO]);
    expect(documentHash(buildHvPlan(), [TWO, renamed])).to.equal(hash);
    expect(documentHash(buildHvPlan(), [ONE])).to.not.equal(hash);
    expect(documentHash(buildHvPlan(), [])).to.equal(documentHash(buildHvPlan()));
  });

  it("touches whoever reviews the attachments, by name or heading, or everything; nobody else", () => {
    const versions = {
      kind: "supply_plan",
      before: version([ONE]),
      after: version([TWO]),
    } as const;
    expect(isUntouched(versions, ["attachments"])).to.equal(false);
    expect(isUntouched(versions, ["附件"])).to.equal(false);
    expect(isUntouched(versions, undefined)).to.equal(false);
    expect(isUntouched(versions, ["计量", "sources.line"])).to.equal(true);
    expect(isReviewed("attachments.0", "grid_investment", ["附件"])).to.equal(true);
    expect(isReviewed("drawnUpBy", "supply_plan", ["附件"])).to.equal(false);
  });

  it("may be asked for field by field, the attachments too, whether there are any or none", () => {
    const asked = (attachments: readonly Attachment[]) => rowsToMend(version(attachments)).at(-1);
    expect(asked([ONE, TWO])).to.include({ label: "附件", text: "图 1.pdf、图 2.pdf" });
    expect(asked([])).to.include({ field: "attachments", text: "（无）" });
  });

  it("a flow may name them", () => {
    expect(unknownReviewFields("supply_plan", ["attachments", "附件", "attachment"])).to.deep.equal(
      ["attachment"],
    );
    expect(reviewLabels("supply_plan", ["attachments", "附件"])).to.deep.equal(["附件", "附件"]);
  });
});
