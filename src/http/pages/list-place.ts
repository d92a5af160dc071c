import type { CaseId } from "../../domain/ids.ts";
import type { ListPlace } from "../../domain/asking/work-list.ts";

/** A place in a list as an address carries it, e.g. `1795442400000.T57-3`. */
export function placeText({ at, id }: ListPlace): string {
  return `${at.getTime()}.${id}`;
}

const PLACE_SHAPE = /^(\d{1,13})\.([TA]([1-9]\d{0,14})-[1-9]\d{0,8})$/;

/** The place that an address names; undefined for none and for anything else, which begins at the beginning. */
export function placeOf(text: string | undefined): ListPlace | undefined {
  const [, at, id, caseId] = PLACE_SHAPE.exec(text ?? "") ?? [];
  if (at === undefined || id === undefined) return undefined;
  return { at: new Date(Number(at)), caseId: Number(caseId) as CaseId, id };
}
