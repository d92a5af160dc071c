import { checkLadder, type LadderProblem } from "../domain/time/check-ladder.ts";
import type { Ladder } from "../domain/time/ladder.ts";
import { readYamlFolder, type Reading } from "./files.ts";
import { ladderShape } from "./shapes/ladder.ts";

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

/** Reads every ladder; undefined after noting why not. */
export function loadLadders(reading: Reading): Ladder[] | undefined {
  const ladders = readYamlFolder(reading, { path: "ladders" }, ladderShape);
  if (ladders === undefined) return undefined;
  const { problems } = reading.findings;
  const before = problems.length;
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
  return problems.length > before ? undefined : ladders.map(({ data }) => data);
}
