import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrintFailed } from "./print-failed.ts";

/** Everything that one printing has of its own; removed afterwards. */
export interface PrintFolder {
  folder: string;
  htmlPath: string;
  pdfPath: string;
}

/** So much of what the browser complains about goes into the log. */
const SAID_MAX_CHARS = 2_000;

/**
 * Lets a Chromium print the page and waits for its end; when the signal says so it is killed with all its children.
 * @throws PrintFailed when it cannot be started, or ends otherwise than well
 */
export function runChromium(
  program: string,
  place: PrintFolder,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // A group of its own, so that nothing of it is left whatever happens.
    const child = spawn(program, argumentsFor(place), {
      cwd: place.folder,
      env: environmentIn(place),
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = `${said}${text}`.slice(-SAID_MAX_CHARS);
    });
    const end = (): void => killGroup(child.pid);
    signal.addEventListener("abort", end, { once: true });
    child.once("error", (cause) =>
      reject(new PrintFailed("print-failed", `${program} cannot be started`, { cause })),
    );
    child.once("exit", (code, killedBy) => {
      signal.removeEventListener("abort", end);
      end();
      if (code === 0) return resolve();
      reject(new PrintFailed("print-failed", `${program} ended with ${code ?? killedBy}: ${said}`));
    });
  });
}

/** Without a network, an account, a header or a footer; from a profile that nobody has used. */
function argumentsFor({ folder, htmlPath, pdfPath }: PrintFolder): string[] {
  return [
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    // Chromium refuses root with its sandbox on; a service does not run as root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    `--user-data-dir=${join(folder, "profile")}`,
    "--no-pdf-header-footer",
    `--print-to-pdf=${pdfPath}`,
    pathToFileURL(htmlPath).href,
  ];
}

/** Nothing of ours: the secrets of the service are in its environment. */
function environmentIn({ folder }: PrintFolder): Record<string, string> {
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    LANG: "C.UTF-8",
    HOME: folder,
    TMPDIR: folder,
    XDG_CONFIG_HOME: folder,
    XDG_CACHE_HOME: folder,
  };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of them have ended.
  }
}
