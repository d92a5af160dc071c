// What must agree at the end: database, phones, messages, callbacks.
import { DemoFailed, type Demo } from "./bureau.ts";
import { checkCards } from "./check-cards.ts";
import { checkDecisions } from "./check-decisions.ts";
import { checkPage } from "./check-page.ts";
import { checkOtherWays } from "./check-other-ways.ts";
import { checkReminders, checkTold } from "./check-told.ts";
import { checkTraffic } from "./check-traffic.ts";
import type { FoodWorks } from "./food-works.ts";
import { casesIn } from "./people.ts";
import { print } from "./tell.ts";

/** Looks at everything and prints what is right and what is not; true when all is right. */
export async function checkAll(demo: Demo, works: FoodWorks): Promise<boolean> {
  const files = await casesIn(demo);
  const story = files.find((file) => file.connectionCase.caseNo === works.caseNo);
  if (story === undefined) throw new DemoFailed("the case of the story is gone");
  const checks = [
    ...checkDecisions(files, story),
    ...checkOtherWays(demo, files, story),
    checkCards(demo, files),
    checkTold(demo, story),
    checkReminders(demo, files),
    ...(await checkTraffic(demo)),
    await checkPage(demo, story),
  ];
  print("\nChecks 核对");
  for (const { what, problems } of checks) {
    print(`  ${problems.length === 0 ? "✔" : "✘"} ${what}`);
    for (const problem of problems) print(`      ${problem}`);
  }
  return checks.every(({ problems }) => problems.length === 0);
}
