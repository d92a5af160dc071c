// Where a benchmark runs: the servers of this run, its options, and databases of its own.
import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import { freshDatabase, freshRedis } from "../../test/support/services.ts";
import { environment, freePorts } from "../../test/support/world.ts";
import { bureauVariant } from "../../test/support/bureau-variant.ts";

export interface Place {
  isQuick: boolean;
  /** Removed at the end of the run. */
  folder: string;
  say(line: string): void;
  /** Things to take down when the benchmark ends, the latest first. */
  atEnd(undo: () => unknown): void;
}

export interface Installation {
  env: Record<string, string>;
  url: string;
  mysqlUrl: string;
  configDir: string;
}

/** A database, a Redis, a port and a configuration for one service; nothing runs yet. */
export async function install(
  place: Place,
  options: { apiUrl: string; files?: Readonly<Record<string, string>>; port?: number },
): Promise<Installation> {
  const database = await freshDatabase("bench");
  place.atEnd(() => database.drop());
  const bureau = bureauVariant(options.files ?? {});
  place.atEnd(() => bureau.remove());
  const [port = 0] = options.port === undefined ? await freePorts(1) : [options.port];
  const url = `http://127.0.0.1:${port}`;
  const { mysqlUrl } = database;
  const env = {
    ...environment({ port, url, simulatorUrl: options.apiUrl, mysqlUrl }),
    REDIS_URL: await freshRedis(),
    CONFIG_DIR: bureau.configDir,
    NODE_ENV: "production",
  };
  return { env, url, mysqlUrl, configDir: bureau.configDir };
}

/** A file for the output of a child process. */
export async function logFile(place: Place, name: string): Promise<WriteStream> {
  const stream = createWriteStream(join(place.folder, `${name}.log`), { flags: "a" });
  await new Promise((resolve) => stream.once("open", resolve));
  return stream;
}
