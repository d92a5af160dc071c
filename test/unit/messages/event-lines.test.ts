import { expect } from "chai";
import type { CaseNo } from "../../../src/domain/ids.ts";
import { isEnd, readEventLine, writeEventLine } from "../../../src/messages/event-lines.ts";
import { buildChain } from "../../support/build-chain.ts";

const SIGNATURE = "s".repeat(86);
const [link] = buildChain({});
const end = { count: 1, since: "2026-11-23", exportedAt: "2026-11-24", digest: "d" };

describe("a line of the export of signatures", () => {
  it("says again what was written, moments included", () => {
    if (link === undefined) return expect.fail("no link");
    const exported = { caseNo: "BZ-2026-000123" as CaseNo, link };
    const text = writeEventLine(exported);
    const read = readEventLine(`${text}.${SIGNATURE}`);
    expect(read).to.deep.equal({ content: exported, text, signature: SIGNATURE });
    expect(read && isEnd(read.content)).to.equal(false);
  });

  it("tells the last line from the others", () => {
    const read = readEventLine(`${writeEventLine(end)}.${SIGNATURE}`);
    expect(read?.content).to.deep.equal(end);
    expect(read && isEnd(read.content)).to.equal(true);
  });

  it("is nothing else", () => {
    for (const text of ["", "> npm", `QE1{.${SIGNATURE}`, `QE1{,}.${SIGNATURE}`, "QE1{}.short"]) {
      expect(readEventLine(text), text).to.equal(undefined);
    }
  });
});
