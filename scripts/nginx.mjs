// An nginx for the tests of rolling restarts: installed on the machine, else unpacked from the distribution's packages
// without root. Node's own modules only.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DATA_FOLDER } from "./local-services.mjs";
import { findProgram } from "./services/child.mjs";
import { canUnpackPackages, libraryFolders, unpackPackages } from "./services/debian-packages.mjs";

const INSTALL_LINE = "sudo apt-get install nginx-light";

/** Returns `{ path, env }`, or `{ missing }` with what to do. */
export async function ensureNginx({ say = () => undefined } = {}) {
  const installed = findProgram("nginx", { server: true });
  if (installed) return { path: installed, env: {} };
  if (process.platform !== "linux" || !canUnpackPackages()) {
    return { missing: `no nginx is installed; run: ${INSTALL_LINE}` };
  }
  try {
    const root = await unpackPackages({
      packages: ["nginx"],
      root: join(DATA_FOLDER, "programs", "nginx"),
      ignoreInstalled: process.env.QIANPI_IGNORE_INSTALLED === "1",
      say,
    });
    return {
      path: join(root, "usr/sbin/nginx"),
      env: { LD_LIBRARY_PATH: libraryFolders(root).join(":") },
    };
  } catch (error) {
    return { missing: `nginx could not be fetched (${error.message}); run: ${INSTALL_LINE}` };
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { path, missing } = await ensureNginx({
    say: (line) => process.stderr.write(`· ${line}\n`),
  });
  process.stdout.write(`${path ?? missing}\n`);
  process.exitCode = path ? 0 : 1;
}
