import { buildFlow } from "../support/build-flow.ts";
import type { AddressInfo } from "node:net";
import type { Sheet } from "../../src/actions/issue-sheet.ts";
import type { ApprovalKind } from "../../src/domain/approval-kind.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import { createHttp, stopHttp } from "../../src/http/server.ts";
import { sealValue } from "../../src/http/session/signed-value.ts";
import { createSigner, newSigningKey } from "../../src/lib/signing.ts";
import {
  joinSignature,
  sheetStatement,
  writeStatement,
} from "../../src/messages/sheet-statement.ts";
import { buildParts, SESSION_SECRET } from "../unit/http/parts.ts";
import { november } from "../support/build.ts";
import { exampleBureau, fullCase } from "./full-case.ts";

export interface Site {
  url: string;
  /** Header of a browser in which this person is logged in. */
  cookieOf: (userid: string) => string;
  /** What the code of a sheet holds. */
  signedOf: (kind: ApprovalKind) => string;
  /** PEM of the key that verifies it. */
  publicKey: string;
  stop: () => Promise<void>;
}

const NOW = november(26, "10:30:08");
const { privateKey, publicKey } = newSigningKey();

/** One made-up case as of a Thursday morning, served to all tests here. */
export function siteForAll(): Site {
  const site = {} as Site;
  before(async () => {
    Object.assign(site, await startSite());
  });
  after(() => site.stop());
  return site;
}

async function startSite(): Promise<Site> {
  const file = fullCase();
  const isCase = ({ caseNo }: { caseNo: string }): boolean => caseNo === file.connectionCase.caseNo;
  const parts = buildParts({
    bureau: exampleBureau(),
    clock: { now: () => NOW },
    sheetPublicKey: publicKey,
  });
  parts.verbs.lookUpCase = (asked) =>
    Promise.resolve(isCase(asked) ? { file, asOf: NOW, flowOf: () => buildFlow() } : undefined);
  parts.verbs.issueSheet = (asked) =>
    Promise.resolve(isCase(asked) ? sheetOf(file, asked.kind) : undefined);
  const server = createHttp(parts);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    cookieOf: (userid) => {
      const until = NOW.getTime() + 60_000;
      return `qianpi-session=${sealValue("session", { id: "0".repeat(24), userid, until }, SESSION_SECRET)}`;
    },
    signedOf: (kind) => sheetOf(file, kind).signed ?? "",
    publicKey,
    stop: () => stopHttp(server),
  };
}

function sheetOf(file: CaseFile, kind: ApprovalKind): Sheet {
  const document = file.documents.findLast((one) => one.kind === kind);
  const approval = file.approvals.findLast((one) => one.kind === kind);
  if (document === undefined || approval === undefined) throw new Error(`no ${kind}`);
  const chainHead = { no: 6, hash: "5d".repeat(32) };
  const statement = sheetStatement(file, { approval, document, chainHead, issuedAt: NOW });
  const text = writeStatement(statement);
  const signed = joinSignature(text, createSigner(privateKey)?.sign(text) ?? "");
  return { file, asOf: NOW, document, approvals: [approval], statement, signed, isWhole: true };
}
