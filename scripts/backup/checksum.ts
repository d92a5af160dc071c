import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { BackupRefused } from "./backup-format.ts";

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest("hex");
}

/** Writes `file.sha256` in the form that `sha256sum -c` reads. Returns its path. */
export async function writeChecksum(file: string): Promise<string> {
  const path = `${file}.sha256`;
  await writeFile(path, `${await sha256Of(file)}  ${basename(file)}\n`, { mode: 0o600 });
  return path;
}

/** @throws BackupRefused when the checksum beside the file is missing or another one */
export async function verifyChecksum(file: string): Promise<void> {
  const path = `${file}.sha256`;
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new BackupRefused(`${path} is missing; make it with sha256sum if you trust the file`, {
      cause,
    });
  });
  const [expected] = text.split(/\s/);
  if (expected !== (await sha256Of(file))) {
    throw new BackupRefused(`${file} is damaged: its SHA-256 is not the one in ${path}`);
  }
}
