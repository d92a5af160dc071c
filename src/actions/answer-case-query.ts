import type { CaseFile } from "../domain/case-file.ts";
import { nearCases } from "../domain/asking/near-names.ts";
import { isCaseNo } from "../domain/asking/query-words.ts";
import { candidateLineOf, caseAnswerOf } from "../messages/case-answer.ts";
import { candidatesReply, caseReply } from "../messages/case-reply.ts";
import { notFoundReply } from "../messages/plain-replies.ts";
import { casesMatching, newestNames } from "../store/look-ups.ts";
import { contextOf, ownExamples, visible, type Asking } from "./asking.ts";
import { searchAmong } from "./look-up.ts";

/** Most cases looked at for one answer. */
const MOST_CASES = 50;

/** Newest cases whose names are compared when nothing fits as it was typed. */
const MOST_NAMES = 500;

/** Where the case is that a text names; several to choose from; else what was probably meant, else what to send. */
export async function caseQueryText(asking: Asking, text: string): Promise<string> {
  const found = await casesNamed(asking, text);
  if (found.length > 0) return foundText(asking, found);
  const near = await casesNear(asking, text);
  if (near.length > 0) return foundText(asking, near, text);
  return notFoundReply(text, { now: asking.at, examples: await ownExamples(asking) });
}

/** Cases that a text may mean; a whole case number means that case only. */
export async function casesNamed(asking: Asking, text: string): Promise<CaseFile[]> {
  const { deps, asker } = asking;
  const among = searchAmong(deps.bureau.organisation, asker);
  const ids = await casesMatching(deps.db, { text, among, limit: MOST_CASES });
  const files = await visible(asking, ids);
  const named = files.filter(({ connectionCase }) => isCaseNo(text, connectionCase.caseNo));
  return named.length > 0 ? named : files;
}

/** The likeliest group of which the asker may see anything: cases of others must not change the answer. */
async function casesNear(asking: Asking, text: string): Promise<CaseFile[]> {
  const { deps, asker } = asking;
  const among = searchAmong(deps.bureau.organisation, asker);
  for (const group of nearCases(text, await newestNames(deps.db, among, MOST_NAMES))) {
    const ids = group.slice(0, MOST_CASES).map(({ id }) => id);
    const files = await visible(asking, ids);
    if (files.length > 0) return files;
  }
  return [];
}

function foundText(asking: Asking, files: readonly CaseFile[], insteadOf?: string): string {
  const [first] = files;
  if (first !== undefined && files.length === 1) {
    const answer = caseAnswerOf(first, asking.deps.bureau.organisation);
    return caseReply(answer, contextOf(asking), insteadOf);
  }
  const lines = files.map(candidateLineOf);
  const guessed = insteadOf === undefined ? {} : { insteadOf };
  return candidatesReply({ lines, total: lines.length, ...guessed }, contextOf(asking));
}
