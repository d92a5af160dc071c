import type { Approval } from "../domain/approval/instance.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { CaseDocument } from "../domain/case/document.ts";
import type { ChainHead } from "../domain/audit/decision-chain.ts";
import { figureRows, kindText } from "./document-words.ts";
import { fitChars } from "./fit.ts";

/** What a printed sheet vouches for, in words that stand on the paper too. */
export interface SheetStatement {
  caseNo: string;
  /** 供电方案 or 配套电网投资. */
  kind: string;
  version: number;
  status: string;
  issuedAt: Date;
  customer: string;
  /** Three, each as it is printed: 容量 315kVA. */
  figures: readonly string[];
  /** Of the whole document; hex. */
  documentHash: string;
  /** End of the case's chain of decisions. */
  chainHead: ChainHead;
}

export const SHEET_STATUS: Readonly<Record<Approval["status"], string>> = {
  running: "审批未完成",
  wait_revision: "审批未完成（已退回修改）",
  approved: "审批通过",
  rejected: "已否决",
  withdrawn: "已撤回",
  revoking: "审批通过，撤销审批中",
  revoked: "已撤销",
};

/** Longest customer or figure; more would make the code too fine for a phone's camera. */
const MAX_CHARS = 40;
const FIGURES = 3;

export function sheetStatement(
  { connectionCase }: CaseFile,
  {
    approval,
    document,
    chainHead,
    issuedAt,
  }: { approval: Approval; document: CaseDocument; chainHead: ChainHead; issuedAt: Date },
): SheetStatement {
  return {
    caseNo: connectionCase.caseNo,
    kind: kindText(document.kind),
    version: document.version,
    status: SHEET_STATUS[approval.status],
    issuedAt,
    customer: fitChars(connectionCase.customerName, MAX_CHARS),
    figures: figureRows(document)
      .slice(0, FIGURES)
      .map(({ keyname, value }) => `${keyname} ${fitChars(value, MAX_CHARS)}`),
    documentHash: document.contentHash,
    chainHead,
  };
}

/** Names the form of the text and keeps its signature from fitting any other text of ours. */
const PREFIX = "QP1";

/** The statement as one line of text: what is signed, and what a phone shows that scans the code. */
export function writeStatement(statement: SheetStatement): string {
  const { caseNo, kind, version, status, issuedAt, customer, figures } = statement;
  const { documentHash, chainHead } = statement;
  return `${PREFIX}${JSON.stringify([
    caseNo,
    kind,
    version,
    status,
    issuedAt.toISOString(),
    customer,
    ...figures,
    shortHash(documentHash),
    chainHead.no,
    shortHash(chainHead.hash),
  ])}`;
}

/** Statement and signature as the code holds them. */
export function joinSignature(text: string, signature: string): string {
  return `${text}.${signature}`;
}

export interface ScannedSheet {
  statement: SheetStatement;
  /** What was signed. */
  text: string;
  signature: string;
}

/** What a scanned code says, not yet believed; undefined when it is not the text of a sheet. Line ends do not count. */
export function readScanned(scanned: string): ScannedSheet | undefined {
  const found = /^(QP1(\[.*\]))\.([A-Za-z0-9_-]{86})$/.exec(scanned.replace(/[\r\n]+/g, "").trim());
  const [, text = "", json = "", signature = ""] = found ?? [];
  const statement = found === null ? undefined : statementIn(json);
  return statement && { statement, text, signature };
}

function statementIn(json: string): SheetStatement | undefined {
  const fields = parsed(json);
  if (!Array.isArray(fields) || fields.length !== 9 + FIGURES) return undefined;
  const [caseNo, kind, version, status, issued, customer, ...rest] = fields as string[];
  const [first, second, third, document, chainNo, chain] = rest;
  const texts = [caseNo, kind, status, issued, customer, first, second, third, document, chain];
  const numbers = [version, chainNo].map(Number);
  const issuedAt = new Date(String(issued));
  if (!texts.every((one) => typeof one === "string") || !numbers.every(Number.isSafeInteger)) {
    return undefined;
  }
  if (Number.isNaN(issuedAt.getTime())) return undefined;
  return {
    caseNo: String(caseNo),
    kind: String(kind),
    version: Number(version),
    status: String(status),
    issuedAt,
    customer: String(customer),
    figures: [first, second, third].map(String),
    documentHash: longHash(String(document)),
    chainHead: { no: Number(chainNo), hash: longHash(String(chain)) },
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Not a statement, whatever it is.
    return undefined;
  }
}

/** Hex as base64url, a third shorter. */
function shortHash(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64url");
}

function longHash(short: string): string {
  return Buffer.from(short, "base64url").toString("hex");
}
