// `npm run screenshots` starts this like the demo; it plays the story and writes the pictures of the README.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { DemoFailed, openDemo, type Demo } from "./demo/bureau.ts";
import type { FoodWorks } from "./demo/food-works.ts";
import { openChats } from "./demo/people.ts";
import { PROJECT_FOLDER } from "./demo/places.ts";
import { setTheScene } from "./demo/scene.ts";
import { workingMorning } from "./demo/start-moment.ts";
import { STORY, submitFirst } from "./demo/story.ts";
import { print } from "./demo/tell.ts";

const FOLDER = join(PROJECT_FOLDER, "docs", "images");
/** Who shows an asking card, its outcome, a reminder, an answer of the bot. */
const PEOPLE = ["sunli", "liting", "wuhao", "zhangwei"];

const PHONE = { width: 390, height: 844, scale: 1.25 } as const;

interface Picture {
  name: string;
  url: string;
  width: number;
  height: number;
  /** Pixels of the picture per pixel of the page. */
  scale?: number;
}

async function take(browser: Browser, { name, url, width, height, scale = 1 }: Picture) {
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction("document.fonts.ready.then(() => true)");
  await save(page, name);
  await page.close();
}

async function save(page: Page, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  print(`picture ${path}`);
}

async function playAndTake(demo: Demo, browser: Browser): Promise<void> {
  const { simulatorUrl } = demo;
  await setTheScene(demo, demo.simulator.world.clock.now());
  const works = await submitFirst(demo);
  const [untilNewVersion = [], untilLateSignature = [], untilTheEnd = []] = STORY;
  for (const chapter of untilNewVersion) await chapter(demo, works);
  await openChats(demo, PEOPLE);
  const phone = `${simulatorUrl}/phone/wuhao`;
  await take(browser, { name: "phone-card", url: phone, ...PHONE });
  const decide = linkOn(demo, "liuyang", works);
  await take(browser, { name: "decide-page", url: decide, ...PHONE, height: 1_440 });
  for (const chapter of untilLateSignature) await chapter(demo, works);
  const phones = `${simulatorUrl}/?people=${PEOPLE.join(",")}`;
  const desk = { width: 1_860, height: 850, scale: 0.8 };
  await take(browser, { name: "simulator-desktop", url: phones, ...desk });
  for (const chapter of untilTheEnd) await chapter(demo, works);
  const url = linkOn(demo, "zhangwei", works);
  await take(browser, { name: "case-page", url, width: 1_040, height: 1_060 });
}

/** The page of the case, opened from somebody's phone. */
function linkOn({ simulatorUrl, serviceUrl }: Demo, userid: string, { caseNo }: FoodWorks): string {
  const link = encodeURIComponent(`${serviceUrl}/cases/${caseNo}`);
  return `${simulatorUrl}/phone/${userid}/link?url=${link}`;
}

async function openBrowser(): Promise<Browser> {
  const script = pathToFileURL(join(PROJECT_FOLDER, "scripts", "browser.mjs")).href;
  const { ensureBrowser } = await import(script);
  const { path, missing } = await ensureBrowser({ say: print });
  if (path === undefined) throw new DemoFailed(missing);
  return chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
}

const { MYSQL_URL: mysqlUrl, REDIS_URL: redisUrl } = process.env;
if (mysqlUrl === undefined) throw new DemoFailed("start it by: npm run screenshots");
mkdirSync(FOLDER, { recursive: true });
const browser = await openBrowser();
const demo = await openDemo({ mysqlUrl, redisUrl }, ({ calendar }) =>
  workingMorning(calendar, new Date(), { after: false }),
);
try {
  await playAndTake(demo, browser);
} finally {
  await browser.close();
  await demo.close();
}
