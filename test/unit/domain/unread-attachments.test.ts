import { expect } from "chai";
import type { CaseDocument } from "../../../src/domain/case/document.ts";
import type { Flow } from "../../../src/domain/approval/flow.ts";
import {
  mustStillRead,
  unreadAttachments,
  whyUnread,
} from "../../../src/domain/unread-attachments.ts";
import { buildAttachment } from "../../support/build-attachment.ts";
import { buildDocument, buildFile, november, staff } from "../../support/build.ts";

const WU = staff("wuhao");
const document: CaseDocument = {
  ...buildDocument(1),
  attachments: [buildAttachment(1), buildAttachment(2)],
};
const read = (n: number, by = WU) => ({
  by,
  sha256: buildAttachment(n).sha256,
  at: november(23, "10:00"),
});

function asked(mustRead: boolean | undefined, readings = [read(1)], documents = [document]) {
  const file = buildFile({ documents, readings });
  const [approval] = file.approvals;
  const [task] = approval?.tasks ?? [];
  if (approval === undefined || task === undefined) throw new Error("nobody is asked");
  const flowOf = (): Flow => ({ nodes: [{ id: task.nodeId, mustRead }] }) as unknown as Flow;
  return { file, about: { approval, task, reader: WU }, flowOf };
}

describe("attachments that have to be read", () => {
  it("are those whose bytes the reader has not opened in any version", () => {
    const file = { readings: [read(1), read(2, staff("liuyang"))] };
    expect(unreadAttachments(file, document, WU)).to.deep.equal([buildAttachment(2)]);
  });

  it("hold up a decision only in a node that says so", () => {
    const must = asked(true);
    expect(whyUnread(must.file, must.about, must.flowOf)).to.deep.equal({
      code: "attachment-unread",
      names: ["图 2.pdf"],
    });
    for (const free of [asked(undefined), asked(false), asked(true, [read(1), read(2)])]) {
      expect(whyUnread(free.file, free.about, free.flowOf)).to.equal(undefined);
    }
  });

  it("are none where the version is gone or has none, or the flow does not know the node", () => {
    const gone = asked(true, [], []);
    expect(mustStillRead(gone.file, gone.about, gone.flowOf)).to.deep.equal([]);
    const plain = asked(true, [], [buildDocument(1)]);
    expect(mustStillRead(plain.file, plain.about, plain.flowOf)).to.deep.equal([]);
    const { file, about } = asked(true);
    expect(mustStillRead(file, about, () => ({ nodes: [] }) as unknown as Flow)).to.deep.equal([]);
  });
});
