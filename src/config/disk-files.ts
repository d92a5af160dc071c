import { readdirSync, readFileSync } from "node:fs";
import type { ConfigFiles } from "./files.ts";

/** The real disk; anything but an absent file or folder is thrown as Node reports it. */
export const diskFiles: ConfigFiles = {
  read: (path) => unlessAbsent(() => readFileSync(path, "utf8"), undefined),
  list: (folder) => unlessAbsent(() => readdirSync(folder), []),
};

function unlessAbsent<Found, Absent>(look: () => Found, absent: Absent): Found | Absent {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return absent;
    throw error;
  }
}
