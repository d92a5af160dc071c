// A Chromium and a Chinese font for the tests that look at pages. Node's own modules only.
import { existsSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { findProgram, run } from "./services/child.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts"];
const CHINESE_FONT = /noto.*cjk|wqy|source-?han|droid.*fallback|arphic|uming|ukai/i;
const APT_LINE = "apt-get install -y --no-install-recommends chromium fonts-noto-cjk";

function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && existsSync(given)) return given;
  const installed = NAMES.map((name) => findProgram(name, { server: true })).find(
    (path) => path !== undefined,
  );
  return installed ?? MAC.find((path) => existsSync(path));
}

function hasChineseFont() {
  if (process.platform !== "linux") return true;
  const folders = FONT_FOLDERS.filter((folder) => existsSync(folder));
  return folders.some((folder) =>
    readdirSync(folder, { recursive: true }).some((name) => CHINESE_FONT.test(name)),
  );
}

const canInstall = () =>
  process.platform === "linux" && process.getuid?.() === 0 && findProgram("apt-get") !== undefined;

async function install(packages, say) {
  say(`installing ${packages.join(", ")} for the browser tests (about a minute, once)`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const args = ["install", "-y", "--no-install-recommends", ...packages];
  try {
    await run("apt-get", args, { env });
  } catch {
    say("the package lists are missing or old; fetching them"); // the second try reports what is wrong, if anything
    await run("apt-get", ["update"], { env });
    await run("apt-get", args, { env });
  }
}

/**
 * Finds a Chromium and a Chinese font; as root on Debian/Ubuntu it installs what is missing.
 * Returns `{ path }`, or `{ missing }` with the one line to run.
 */
export async function ensureBrowser({ say = () => undefined } = {}) {
  const wanted = [
    ...(findBrowser() ? [] : ["chromium"]),
    ...(hasChineseFont() ? [] : ["fonts-noto-cjk"]),
  ];
  if (wanted.length > 0 && canInstall()) await install(wanted, say);
  const path = findBrowser();
  if (path && hasChineseFont()) return { path };
  const what = path ? "no Chinese font is installed" : "no Chromium is installed";
  return {
    missing: `${what}; run: sudo ${APT_LINE}   (or name one: CHROMIUM_PATH=/path/to/chrome)`,
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { path, missing } = await ensureBrowser({
    say: (line) => process.stderr.write(`· ${line}\n`),
  });
  process.stdout.write(`${path ?? missing}\n`);
  process.exitCode = path ? 0 : 1;
}
