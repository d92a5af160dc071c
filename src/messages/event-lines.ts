import type { Decision } from "../domain/approval/instance.ts";
import type { ChainLink } from "../domain/audit/decision-chain.ts";
import type { CaseNo } from "../domain/ids.ts";

/** A decision as it is exported: with its place in the chain of its case. */
export interface ExportedLink {
  caseNo: CaseNo;
  link: ChainLink;
}

/** The last line of an export, which tells that none before it is missing. */
export interface ExportEnd {
  count: number;
  since: string;
  exportedAt: string;
  /** SHA-256 of all lines before it, each ended by a line feed. */
  digest: string;
}

/** Names the form of a line and keeps its signature from fitting any other text of ours. */
const PREFIX = "QE1";

/** One exported line, to be signed. */
export function writeEventLine(content: ExportedLink | ExportEnd): string {
  return `${PREFIX}${JSON.stringify(content)}`;
}

export interface EventLine {
  content: ExportedLink | ExportEnd;
  /** What was signed. */
  text: string;
  signature: string;
}

/** What a line says, not yet believed; undefined when it is none of an export. */
export function readEventLine(line: string): EventLine | undefined {
  const found = /^(QE1(\{.*\}))\.([A-Za-z0-9_-]{86})$/.exec(line);
  const [, text = "", json = "", signature = ""] = found ?? [];
  const content = found === null ? undefined : contentIn(json);
  return content && { content, text, signature };
}

export function isEnd(content: EventLine["content"]): content is ExportEnd {
  return "digest" in content;
}

/** Only what carries our signature is read as what we wrote. */
function contentIn(json: string): ExportedLink | ExportEnd | undefined {
  try {
    const content = JSON.parse(json) as ExportedLink | ExportEnd;
    return "link" in content ? { ...content, link: withDates(content.link) } : content;
  } catch {
    return undefined;
  }
}

function withDates(link: ChainLink): ChainLink {
  const { eventAt, committedAt } = link.decision;
  const decision: Decision = {
    ...link.decision,
    eventAt: new Date(eventAt),
    committedAt: new Date(committedAt),
  };
  return { ...link, decision };
}
