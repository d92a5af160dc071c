import type { Page } from "playwright-core";

export const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Elements that stick out of the window to the right. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll("body *")]
       .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
       .map((one) => one.className || one.tagName)`,
  );
}
