import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createLog, type Logger } from "../../src/lib/log.ts";

/** The service's log, kept in a file so that the story can be read. */
export interface LogFile {
  path: string;
  log: Logger;
  /** Lines at level error and above so far. */
  errorLines: string[];
  close(): Promise<void>;
}

const ERROR_LEVEL = 50;

export function openLogFile(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  const stream = createWriteStream(path, { flags: "w" });
  const errorLines: string[] = [];
  const write = (line: string) => {
    const level = Number(/"level":(\d+)/.exec(line)?.[1]);
    if (level >= ERROR_LEVEL) errorLines.push(line.trim());
    stream.write(line);
  };
  return {
    path,
    log: createLog("info", { write }),
    errorLines,
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}
