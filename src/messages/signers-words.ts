import type { ActSigners } from "../domain/approval/act.ts";
import { addingTo, opinionsFor } from "../domain/approval/added-tasks.ts";
import type { Approval, Task } from "../domain/approval/instance.ts";
import type { SignerOrder } from "../domain/approval/signers.ts";
import { PLACING_NAMES } from "../domain/verbs/new-signers.ts";
import type { Organisation } from "../domain/people/organisation.ts";
import { nameOf, shortName, signerName, verbText } from "./approval-words.ts";
import { fitChars, plain } from "./fit.ts";

const ORDERS: Readonly<Record<SignerOrder, string>> = {
  all: "会签",
  any: "或签",
  sequential: "依次",
};

/** 前加签（依次）吴昊、赵刚; how they are heard only where there are several who are heard together. */
export function signersText(
  { people, placing, order }: ActSigners,
  organisation: Organisation,
): string {
  const names = people.map((userid) => nameOf(organisation, userid)).join("、");
  const how = people.length > 1 && placing !== "beside" ? `（${ORDERS[order]}）` : " ";
  return `${PLACING_NAMES[placing]}${how}${names}`;
}

/** On a card that asks: at whose wish and why, and what those have said who were heard first; empty for most. */
export function signersNote({ approval, task }: { approval: Approval; task: Task }): string {
  const act = addingTo(approval, task);
  const placing = act?.signers?.placing;
  const wish =
    act === undefined || placing === undefined
      ? []
      : [`${shortName(act.name)} ${PLACING_NAMES[placing]}：${fitChars(plain(act.text), 40)}`];
  const opinions = opinionsFor(approval, task).map(
    (one) =>
      `${signerName(one)} ${verbText(one.verb)}：${fitChars(plain(one.opinion.text) || "无", 24)}`,
  );
  return [...wish, ...opinions].map((line) => `${line}\n`).join("");
}
