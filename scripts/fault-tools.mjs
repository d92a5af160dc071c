// faketime and strace for the tests of faults: installed on the machine, else, as root on Debian/Ubuntu, installed
// from the distribution. Node's own modules only.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findProgram, run } from "./services/child.mjs";

const APT_LINE = "sudo apt-get install faketime strace";

/** The library that gives a program another time. */
function hasFakeTime() {
  const folders = existsSync("/usr/lib") ? readdirSync("/usr/lib") : [];
  return folders.some((name) => existsSync(join("/usr/lib", name, "faketime/libfaketime.so.1")));
}

const missingTools = () => [
  ...(hasFakeTime() ? [] : ["faketime"]),
  ...(findProgram("strace") ? [] : ["strace"]),
];

/** Returns the names of the tools that could not be had; tests that need them are left out. */
export async function ensureFaultTools({ say = () => undefined } = {}) {
  const wanted = missingTools();
  const canInstall = process.getuid?.() === 0 && findProgram("apt-get") !== undefined;
  if (wanted.length === 0 || process.platform !== "linux" || !canInstall) return wanted;
  say(`installing ${wanted.join(", ")} for the tests of faults`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = () =>
    run("apt-get", ["install", "-y", "--no-install-recommends", ...wanted], { env });
  try {
    await install().catch(async () => {
      await run("apt-get", ["update"], { env });
      await install();
    });
  } catch (error) {
    say(`that did not work (${error.message}); by hand: ${APT_LINE}`);
  }
  return missingTools();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const missing = await ensureFaultTools({ say: (line) => process.stderr.write(`· ${line}\n`) });
  process.stdout.write(missing.length === 0 ? "faketime, strace\n" : `missing; run: ${APT_LINE}\n`);
  process.exitCode = missing.length === 0 ? 0 : 1;
}
