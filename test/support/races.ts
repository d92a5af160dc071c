// A press on a card and a form of a page at the same moment, each through some instance of the service.
import fc from "fast-check";
import type { PageAct, PageAnswered } from "../../src/actions/inputs.ts";
import { sendAct } from "./page-acts.ts";
import type { Button } from "./people.ts";
import { pressAt } from "./presses.ts";
import { settle, type World } from "./world.ts";

/** Through which of two instances each comes, and which of them begins. */
export interface Race {
  press: number;
  form: number;
  pressFirst: boolean;
}

const instance = fc.integer({ min: 0, max: 1 });
const schedule = fc.record({ press: instance, form: instance, pressFirst: fc.boolean() });

/** The same race in ever different schedules. */
export function playRaces(
  race: (plan: Race) => Promise<void>,
  runs: { numRuns: number },
): Promise<void> {
  return fc.assert(fc.asyncProperty(schedule, race), runs);
}

/** Both at once; returns what the form was answered, when everything that follows has been sent. */
export async function pressAgainstForm(
  world: World,
  plan: Race,
  { press, form }: { press: { userid: string; button: Button; opinion?: string }; form: PageAct },
): Promise<PageAnswered> {
  const { userid, ...pressing } = press;
  const pressIt = () => pressAt(world, userid, { ...pressing, instance: plan.press });
  const early = plan.pressFirst ? pressIt() : undefined;
  const answer = sendAct(world, form, plan.form);
  await Promise.all([early ?? pressIt(), answer]);
  await settle(world);
  return answer;
}
