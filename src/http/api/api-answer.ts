import type { Context } from "koa";
import type { ApiResult } from "../../actions/inputs.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { HttpError } from "../errors.ts";

/** Answers an API call: 201 the first time, 200 when repeated, 422 with problems, 409 with the refusal's words. */
export function answerApi<T extends object>(
  ctx: Context,
  result: ApiResult<T>,
  refusalWords: (refusal: Refusal) => string,
): void {
  if (result.ok) {
    ctx.status = result.replayed ? 200 : 201;
    ctx.body = result.value;
    return;
  }
  if (result.why === "problems") return answerProblems(ctx, result.problems);
  if (result.why === "key-reused") throw new HttpError(409, "idempotency-key-reused");
  const { refusal } = result;
  if (refusal.code === "not-found") throw new HttpError(404, "not-found");
  ctx.status = 409;
  ctx.body = { code: refusal.code, message: refusalWords(refusal) };
}

export function answerProblems(ctx: Context, problems: readonly Problem[]): void {
  ctx.status = 422;
  ctx.body = { problems: problems.map(problemJson) };
}

/** A problem on the wire; only errors refuse, so warnings say what they are. */
function problemJson({ field, code, message, severity }: Problem): object {
  return severity === "error" ? { field, code, message } : { field, code, message, severity };
}
