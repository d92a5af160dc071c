import { outboxState } from "../../src/store/outbox.ts";
import type { Check } from "./check.ts";
import type { Demo } from "./bureau.ts";

/** Nothing is stuck, nothing was refused on either way, and nothing went wrong inside. */
export async function checkTraffic({ app, simulator, logFile }: Demo): Promise<Check[]> {
  const { world } = simulator;
  const { waiting, dead } = await outboxState(app.deps.db);
  const tries = world.pushes.flatMap((push) => push.tries);
  const slowestMs = Math.max(0, ...tries.map(({ latencyMs }) => latencyMs));
  const badPushes = world.pushes.filter(
    ({ status, tries: own }) => status !== "delivered" || own.some((one) => one.status !== 200),
  );
  const badCalls = world.recentCalls.filter(
    ({ errcode }) => errcode !== undefined && errcode !== 0 && !isTokenAge(errcode),
  );
  const long = [...world.messages.values()].flatMap(({ advice }) => advice);
  return [
    {
      what: "the outbox is empty and gave nothing up",
      problems: waiting + dead === 0 ? [] : [`${waiting} waiting, ${dead} dead`],
    },
    {
      what: `${world.pushes.length} callbacks were taken with 200 at the first try (slowest ${Math.round(slowestMs)} ms)`,
      problems: badPushes.map(({ event, status }) => `${event}: ${status}`),
    },
    {
      what: `WeCom refused none of our calls and dropped none of ${world.messages.size} messages`,
      problems: [
        ...badCalls.map(({ api, errcode }) => `${api}: ${errcode}`),
        ...world.drops.map(({ userid, why }) => `dropped for ${userid}: ${why}`),
      ],
    },
    { what: "every card fits on a phone in full", problems: long },
    { what: "the service logged no error", problems: logFile.errorLines },
  ];
}

/** A token that the moved clock made old is fetched anew; that is no refusal. */
function isTokenAge(errcode: number): boolean {
  return [40014, 42001].includes(errcode);
}
