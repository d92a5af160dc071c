import type { FactTest } from "../approval/flow.ts";
import { tableUnder } from "../case/document-fields.ts";
import type { Field, Fields } from "../case/field-table.ts";
import { SUPPLY_PLAN_FIELDS } from "../case/supply-plan-fields.ts";
import type { DataProblem } from "../people/check-organisation.ts";
import type { TypicalPlan } from "./typical-plan.ts";

/** Names what keeps an entry of the catalogue from being used as written; an empty list means usable. */
export function checkTypicalPlan(plan: TypicalPlan): DataProblem[] {
  return [
    ...(plan.validFrom <= plan.validTo
      ? []
      : [{ path: ["validTo"], message: `典型方案「${plan.id}」的有效期止早于起` }]),
    ...whenProblems(plan),
    ...Object.entries(plan.fields).flatMap(([name, test]) => fieldProblems(plan, name, test)),
    ...samplingProblems(plan),
  ];
}

/** Without its voltage and its capacity an entry would exempt plans that nobody has thought of. */
function whenProblems({ id, when }: TypicalPlan): DataProblem[] {
  const isBounded = [when.capacityKva, when.capacityKw].some(
    (test) => test?.atMost !== undefined || test?.below !== undefined || test?.is !== undefined,
  );
  const missing = [
    ...(when.voltageKv === undefined ? ["供电电压（voltageKv）"] : []),
    ...(isBounded ? [] : ["容量上限（capacityKva 或 capacityKw）"]),
    ...(when.sourceCount === undefined ? ["电源数（sourceCount）"] : []),
  ];
  return missing.map((what) => ({
    path: ["when"],
    message: `典型方案「${id}」没有限定${what}`,
  }));
}

function fieldProblems({ id }: TypicalPlan, name: string, test: FactTest): DataProblem[] {
  const why = whyUnfit(fieldAt(name), test);
  const message = `典型方案「${id}」的「${name}」${why}`;
  return why === undefined ? [] : [{ path: ["fields", name], message }];
}

function whyUnfit(field: Field | undefined, test: FactTest): string | undefined {
  if (field === undefined) return "不存在：应为方案的字段名（如 sources.lengthM）";
  const values = [test.is ?? [], test.in ?? []].flat();
  const hasBound = [test.atLeast, test.above, test.atMost, test.below].some(
    (bound) => bound !== undefined,
  );
  switch (field.kind) {
    case "number":
      return isAll(values, "number") ? undefined : "是数字，不能与文字相比";
    case "flag":
      return isAll(values, "boolean") && !hasBound ? undefined : "应为 true 或 false";
    case "text":
      return isAll(values, "string") && !hasBound ? undefined : "是文字，只能列出允许的值";
    case "choice":
      return whyNoChoice(Object.keys(field.options), { values, hasBound });
    case "capacity":
    case "money":
    case "day":
    case "part":
    case "list":
      return "不能直接比较，请写到它里面的字段（如 sources.lengthM）；容量写在 when 里";
  }
}

function whyNoChoice(
  options: readonly string[],
  { values, hasBound }: { values: readonly unknown[]; hasBound: boolean },
): string | undefined {
  const isKnown = values.every((value) => options.some((option) => option === value));
  return isKnown && !hasBound ? undefined : `只能是 ${options.join("、")}`;
}

function isAll(values: readonly unknown[], type: "number" | "string" | "boolean"): boolean {
  return values.every((value) => typeof value === type);
}

function fieldAt(name: string): Field | undefined {
  let table: Fields | undefined = SUPPLY_PLAN_FIELDS;
  let field: Field | undefined;
  for (const key of name.split(".")) {
    field = table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
    table = field && tableUnder(field);
  }
  return field;
}

function samplingProblems({ id, sample }: TypicalPlan): DataProblem[] {
  if (sample.suspendAt <= sample.window) return [];
  const message = `典型方案「${id}」永远不会停用：${sample.window} 次抽查里不会有 ${sample.suspendAt} 次不同意`;
  return [{ path: ["sample", "suspendAt"], message }];
}
