import { checkLadder, type LadderProblem } from "../domain/time/check-ladder.ts";
import type { Ladder } from "../domain/time/ladder.ts";
import { openYamlFolder, type Reading } from "./files.ts";
import { ladderShape } from "./shapes/ladder.ts";
import { readShape } from "./yaml-file.ts";

const WORDS: Readonly<Record<LadderProblem["code"], string>> = {
  empty: "没有任何一级",
  "duplicate-id": "编号重复",
  "no-moment": "没有写时刻（atPercent 或 afterDueWorkMin）",
  "two-moments": "atPercent 与 afterDueWorkMin 只能写一个",
  "bad-moment": "时刻不合理",
  "no-audience": "没有写通知谁",
  unordered: "次序不对：应从早到晚",
  unreachable: "与前面某一级同时，永远轮不到",
};

export interface Ladders {
  /** Those that have the shape of a ladder. */
  ladders: Ladder[];
  /** Every id that a flow may name, also of ladders with faults of their own; undefined when that cannot be told. */
  ids: readonly string[] | undefined;
}

/** Reads every ladder and notes what is wrong with them. */
export function loadLadders(reading: Reading): Ladders {
  const opened = openYamlFolder(reading, { path: "ladders" });
  const { problems } = reading.findings;
  const ladders = opened.read.flatMap((file) => {
    const data = readShape(file, ladderShape, problems);
    return data === undefined ? [] : [{ file, data }];
  });
  for (const [index, { data, file }] of ladders.entries()) {
    if (ladders.slice(0, index).some((other) => other.data.id === data.id)) {
      problems.push(file.problemAt(["id"], `催办阶梯「${data.id}」重复`));
    }
    for (const { code, rungId } of checkLadder(data)) {
      const rung = data.rungs.findLastIndex(({ id }) => id === rungId);
      const path = rung < 0 ? ["rungs"] : ["rungs", rung];
      const name = rungId === undefined ? "催办阶梯" : `阶梯「${rungId}」`;
      problems.push(file.problemAt(path, `${name}${WORDS[code]}`));
    }
  }
  const ids = opened.read.flatMap(({ data }) => idIn(data));
  return { ladders: ladders.map(({ data }) => data), ids: opened.isWhole ? ids : undefined };
}

function idIn(data: unknown): string[] {
  const hasId = typeof data === "object" && data !== null && "id" in data;
  return hasId && typeof data.id === "string" ? [data.id] : [];
}
