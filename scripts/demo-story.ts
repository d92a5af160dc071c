// `npm run demo` starts this with MYSQL_URL and REDIS_URL. With --auto the story plays by itself and is checked.
import type { Bureau } from "../src/domain/bureau.ts";
import { momentText } from "../src/messages/moments.ts";
import { printAddresses, SHOWN_PEOPLE } from "./demo/addresses.ts";
import { DemoFailed, openDemo, type Demo } from "./demo/bureau.ts";
import { checkAll } from "./demo/checks.ts";
import { printDecisions } from "./demo/decision-table.ts";
import { failureWords } from "./demo/failure-words.ts";
import { openChats } from "./demo/people.ts";
import { setTheScene } from "./demo/scene.ts";
import { fitMoment, workingMorning } from "./demo/start-moment.ts";
import { STORY, submitFirst } from "./demo/story.ts";
import { print } from "./demo/tell.ts";

const isAuto = process.argv.includes("--auto");

/** The story by itself begins on a morning, so that its deadlines fall where a reader expects them. */
function chooseStart({ calendar }: Bureau): Date {
  const now = new Date();
  return isAuto ? workingMorning(calendar, now, { after: false }) : fitMoment(calendar, now);
}

function printStart(startAt: Date): void {
  const now = new Date();
  const isMoved = Math.abs(startAt.getTime() - now.getTime()) > 60_000;
  print("Service and simulated WeCom run on one clock 服务与模拟企业微信共用一个时钟");
  if (!isMoved) return;
  const why = isAuto ? "the story begins on a working morning" : "the bureau is closed now";
  print(
    `It is ${momentText(now, now)}; ${why}, so the clock is set to ${momentText(startAt, now)}, when reminders are sent.`,
  );
}

async function playAndCheck(demo: Demo): Promise<boolean> {
  const works = await submitFirst(demo);
  for (const chapter of STORY.flat()) await chapter(demo, works);
  await printDecisions(demo, works.caseNo);
  return checkAll(demo, works);
}

async function letPlay(demo: Demo, isOver: Promise<unknown>): Promise<boolean> {
  const works = await submitFirst(demo);
  await openChats(demo, SHOWN_PEOPLE);
  printAddresses(demo, works);
  await isOver;
  return true;
}

/** Resolves when somebody wants it to end. */
function endAsked(): Promise<"end"> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => resolve("end"));
  });
}

async function run(): Promise<boolean> {
  const { MYSQL_URL: mysqlUrl, REDIS_URL: redisUrl } = process.env;
  if (mysqlUrl === undefined)
    throw new DemoFailed("MYSQL_URL is missing; start it by: npm run demo");
  const isOver = endAsked();
  const demo = await openDemo({ mysqlUrl, redisUrl }, chooseStart);
  const startAt = demo.simulator.world.clock.now();
  const play = async (): Promise<boolean> => {
    printStart(startAt);
    await setTheScene(demo, startAt);
    return isAuto ? playAndCheck(demo) : letPlay(demo, isOver);
  };
  try {
    const outcome = await Promise.race([play(), isOver]);
    if (outcome === "end" && isAuto)
      throw new DemoFailed("interrupted before the end of the story");
    return outcome === "end" || outcome;
  } finally {
    const unfinished = await demo.close();
    if (unfinished.length > 0) print(`did not stop in time: ${unfinished.join(", ")}`);
  }
}

const startedAtMs = performance.now();
try {
  const isGood = await run();
  const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1);
  if (isAuto) print(`\n${isGood ? "All is right" : "Something is wrong"} (${seconds} s)`);
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  const words = failureWords(error);
  if (words === undefined) throw error;
  print(`\n✘ ${words}`);
  process.exitCode = 1;
}
