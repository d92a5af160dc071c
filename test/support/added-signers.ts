// 加签 and 减签 as people do them on the page of a case.
import type { FormValues, Page } from "./bad-input/browser.ts";
import { actInBrowser } from "./page-acts.ts";
import { fileOf } from "./page-decisions.ts";
import type { World } from "./world.ts";

export const WHY = "请先核对供电线路的余量";

interface Where {
  userid: string;
  caseNo: string;
}

/** `before all`, `after any` …: people are ticked, the reason is written, the form is sent. */
export function addInBrowser(
  world: World,
  where: Where,
  { how, people, ...more }: { how: string; people: readonly string[] } & { values?: FormValues },
): Promise<Page> {
  const [placing = "", order = "all"] = how.split(" ");
  const ticked = Object.fromEntries(people.map((one) => [`person.${one}`, one]));
  const values = { placing, order, ...ticked, text: WHY, ...more.values };
  return actInBrowser(world, { ...where, kind: "add-signers" }, values);
}

/** Somebody chooses whom to remove of those who were added, and says why. */
export async function removeInBrowser(
  world: World,
  { userid, caseNo }: Where,
  { whom, text = "" }: { whom: string; text?: string },
): Promise<Page> {
  const { approvals } = await fileOf(world, caseNo);
  const seats = approvals.flatMap(({ nodes }) => nodes).flatMap((node) => node.seats);
  const seat = seats.find(({ holder }) => holder === whom);
  const values = { "code.remove-signer": String(seat?.seatNo ?? 0), text };
  return actInBrowser(world, { userid, caseNo, kind: "remove-signer" }, values);
}
