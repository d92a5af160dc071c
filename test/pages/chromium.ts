// Pages of the service in a real browser, and what to look for in them.
import type { Page } from "playwright-core";
import { browserOf, SESSION } from "../support/bad-input/browser.ts";
import { PICTURES, windowsForAll } from "../support/launch-browser.ts";
import type { World } from "../support/world.ts";

/** Width of a phone and of a desktop window, in CSS pixels. */
export const PHONE = 390;
export const DESKTOP = 1280;

/** Somebody, logged in at the service, opens a path of it: on a phone and without a script, unless it is said otherwise. */
export type Visit = (
  userid: string,
  path: string,
  how?: { width?: number; javaScriptEnabled?: boolean },
) => Promise<Page>;

/** One browser for all tests here; what a test has opened is closed after it. */
export function visitsTo(world: World): Visit {
  const openWindow = windowsForAll();
  return async (userid, path, { width = PHONE, javaScriptEnabled = false } = {}) => {
    const context = await openWindow({ viewport: { width, height: 844 }, javaScriptEnabled });
    const { jar } = await browserOf(world, userid);
    await context.addCookies([
      { name: SESSION, value: jar.get(SESSION) ?? "", url: world.url, httpOnly: true },
    ]);
    const page = await context.newPage();
    await page.goto(world.url + path);
    return page;
  };
}

/** Unfolds the form of an act on the page of a case. */
export async function unfold(page: Page, label: string): Promise<void> {
  await page.locator("details.act > summary").filter({ hasText: label }).click();
}

/** Elements that stick out of the window to the right. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll("body *")]
       .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
       .map((one) => one.className || one.tagName)`,
  );
}

/** A picture of the whole page, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}
