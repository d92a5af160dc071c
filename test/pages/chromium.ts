// A real browser for page tests, and what to look for in it.
import { mkdirSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { browser as personsBrowser, SESSION } from "../support/bad-input/browser.ts";
import type { World } from "../support/world.ts";

const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Width of a phone and of a desktop window, in CSS pixels. */
export const PHONE = 390;
export const DESKTOP = 1280;

export function launchBrowser(): Promise<Browser> {
  mkdirSync("test-output", { recursive: true });
  const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: BROWSER_ARGS });
}

export interface Window {
  width: number;
  userid: string;
  javaScriptEnabled?: boolean;
}

/** Somebody's browser of that width, logged in at the service. */
export async function openAs(
  browser: Browser,
  world: World,
  { width, userid, javaScriptEnabled = true }: Window,
): Promise<BrowserContext> {
  const who = personsBrowser(world);
  await who.logIn(userid);
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    javaScriptEnabled,
  });
  await context.addCookies([
    { name: SESSION, value: who.jar.get(SESSION) ?? "", url: world.url, httpOnly: true },
  ]);
  return context;
}

/** Elements that stick out of the window to the right. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll("body *")]
       .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
       .map((one) => one.className || one.tagName)`,
  );
}

/** A picture of the whole page in `test-output`, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-output/${name}.png`, fullPage: true });
}
