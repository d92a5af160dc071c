import type { Context } from "koa";
import type { CaseView } from "../../actions/inputs.ts";
import { caseNoOf } from "../case-no.ts";
import { HttpError } from "../errors.ts";
import type { Limit } from "../limit.ts";
import type { Visitor } from "../session/session.ts";
import type { ReadVerbs } from "../verbs.ts";

export interface SeenParts {
  verbs: ReadVerbs;
  /** By person: numbers of cases could be tried out. */
  caseViews: Limit;
}

/**
 * The case of the address as this visitor may see it.
 * @throws HttpError 404 for no case and for no right, which must look the same, or numbers could be tried out; 429
 */
export async function seenCase(
  ctx: Context,
  { person }: Visitor,
  { verbs, caseViews }: SeenParts,
): Promise<CaseView> {
  caseViews.check(ctx, person.userid);
  caseViews.count(person.userid);
  const caseNo = caseNoOf(ctx.params["caseNo"]);
  const view = caseNo && (await verbs.lookUpCase({ caseNo, viewer: { staff: person.userid } }));
  if (view === undefined) throw new HttpError(404, "not-found");
  return view;
}
