import { expect } from "chai";
import {
  joinSignature,
  readScanned,
  sheetStatement,
  writeStatement,
} from "../../../src/messages/sheet-statement.ts";
import { buildApproval, buildDocument, buildFile, november } from "../../support/build.ts";
import { buildCase, buildInvestment } from "../../support/build-plan.ts";

const SIGNATURE = "s".repeat(86);
const HASH = "ab".repeat(32);

describe("what a sheet vouches for", () => {
  const document = buildDocument(2);
  const facts = {
    approval: buildApproval({ status: "approved" }),
    document,
    chainHead: { no: 6, hash: HASH },
    issuedAt: november(26, "10:30:08"),
  };
  const statement = sheetStatement(buildFile(), facts);

  it("is the case, the version with its figures and its hash, the state, and the end of the chain", () => {
    expect(statement).to.deep.equal({
      caseNo: "BZ-2026-000123",
      kind: "供电方案",
      version: 2,
      status: "审批通过",
      issuedAt: november(26, "10:30:08"),
      customer: "内蒙古牧名食品有限公司",
      figures: statement.figures,
      documentHash: document.contentHash,
      chainHead: { no: 6, hash: HASH },
    });
    expect(statement.figures[0]).to.equal("容量 315kVA");
    expect(statement.figures[1]).to.equal("电压 10kV 单电源");
    expect(statement.figures[2]).to.match(/^电源点 ./);
    const investment = sheetStatement(buildFile(), {
      ...facts,
      document: buildDocument(1, buildInvestment()),
    });
    expect(investment.figures.map((figure) => figure.split(" ")[0])).to.deep.equal([
      "项目",
      "金额",
      "资金",
    ]);
  });

  it("says plainly when the approval is not finished", () => {
    for (const [status, words] of [
      ["running", "审批未完成"],
      ["wait_revision", "审批未完成（已退回修改）"],
    ] as const) {
      const approval = buildApproval({ status });
      expect(sheetStatement(buildFile(), { ...facts, approval }).status).to.equal(words);
    }
  });

  it("is one line that people can read, and is read back as it was", () => {
    const text = writeStatement(statement);
    expect(text).to.match(/^QP1\["BZ-2026-000123","供电方案",2,"审批通过","2026-11-26T02:30:08/);
    expect(text).not.to.include("\n");
    expect(readScanned(joinSignature(text, SIGNATURE))).to.deep.equal({
      statement,
      text,
      signature: SIGNATURE,
    });
    const empty = { ...statement, chainHead: { no: 0, hash: "" } };
    expect(readScanned(joinSignature(writeStatement(empty), SIGNATURE))?.statement).to.deep.equal(
      empty,
    );
  });

  it("is read although the chat broke it into lines", () => {
    const scanned = joinSignature(writeStatement(statement), SIGNATURE);
    const broken = ` ${scanned.slice(0, 50)}\r\n${scanned.slice(50)}\n`;
    expect(readScanned(broken)?.statement).to.deep.equal(statement);
  });

  it("stays small enough for a phone's camera, however long names are", () => {
    const connectionCase = buildCase({ customerName: "很".repeat(200) });
    const long = sheetStatement(buildFile({ connectionCase }), facts);
    expect(long.customer).to.have.length(40).and.match(/…$/);
    expect(Buffer.byteLength(joinSignature(writeStatement(long), SIGNATURE))).to.be.below(700);
  });

  it("is not read out of anything else", () => {
    const fields = JSON.parse(writeStatement(statement).slice(3)) as unknown[];
    const withField = (at: number, value: unknown): string =>
      `QP1${JSON.stringify(fields.with(at, value))}.${SIGNATURE}`;
    const texts = [
      "",
      "https://example.com",
      writeStatement(statement),
      `QP2${JSON.stringify(fields)}.${SIGNATURE}`,
      `QP1[no json].${SIGNATURE}`,
      `QP1[].${SIGNATURE}`,
      `QP1${JSON.stringify([...fields, 1])}.${SIGNATURE}`,
      `QP1${JSON.stringify(fields)}.${SIGNATURE}x`,
      withField(0, 7),
      withField(2, "two"),
      withField(4, "yesterday"),
      withField(10, 1.5),
      withField(11, null),
    ];
    for (const text of texts) expect(readScanned(text), text).to.equal(undefined);
  });
});
