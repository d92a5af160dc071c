// One process per data folder: a lock file that names its holder, so that a dead holder does not block the next run.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Identity of a living process (its number and start tick), or undefined when it is gone. */
function identityOf(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return undefined;
  }
  const stat = `/proc/${pid}/stat`;
  if (!existsSync("/proc/self/stat")) return `${pid}`;
  if (!existsSync(stat)) return undefined;
  return `${pid}:${readFileSync(stat, "utf8").split(") ").pop().split(" ")[19]}`;
}

/** True while the process that wrote this identity lives. */
function isAlive(identity) {
  const pid = Number.parseInt(identity, 10);
  return pid > 0 && identityOf(pid) === identity;
}

/** Takes the folder for this process and returns the release; throws when a living process holds it. */
export function lockFolder(folder) {
  const file = join(folder, "lock");
  const mine = identityOf(process.pid);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = readFileSync(file, "utf8").trim();
      if (holder !== "" && isAlive(holder)) {
        throw new Error(
          `${folder} is in use by process ${holder.split(":")[0]}; stop that one first`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new Error(`could not take ${file}; another process keeps taking it`);
}

/** True when the folder is held by a living process. */
export function isHeld(folder) {
  const file = join(folder, "lock");
  return existsSync(file) && isAlive(readFileSync(file, "utf8").trim());
}
