// A real browser, which asks nobody for anything.
import { mkdirSync } from "node:fs";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
} from "playwright-core";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where tests put their pictures. */
export const PICTURES = "test-output";

/** Opens a window of the browser that all tests of this `describe` share; it is closed after the test. */
export type OpenWindow = (options: BrowserContextOptions) => Promise<BrowserContext>;

/** One browser for all tests here: started before the first, closed after the last. */
export function windowsForAll(): OpenWindow {
  let browser: Browser;
  const open: BrowserContext[] = [];
  before(async () => {
    mkdirSync(PICTURES, { recursive: true });
    const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
    browser = await chromium.launch({ executablePath, args: ARGS });
  });
  afterEach(async () => {
    for (const context of open.splice(0)) await context.close();
  });
  after(() => browser.close());
  return async (options) => {
    const context = await browser.newContext(options);
    open.push(context);
    return context;
  };
}
