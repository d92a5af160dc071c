// A private MySQL or MariaDB: its own data folder, socket and port; bound to 127.0.0.1.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, run, startServer, stopServer, waitUntilReady } from "./child.mjs";
import { askMysqlVersion } from "./probes.mjs";

const ACCOUNT = { user: "qianpi", password: "qianpi", database: "qianpi" };
const asRoot = () => (process.getuid?.() === 0 ? ["--user=root"] : []);

/** Statements the server runs before it accepts connections; safe to repeat. */
const INIT_SQL = [
  `CREATE DATABASE IF NOT EXISTS ${ACCOUNT.database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
  ...["127.0.0.1", "localhost"].flatMap((host) => [
    `CREATE USER IF NOT EXISTS '${ACCOUNT.user}'@'${host}' IDENTIFIED BY '${ACCOUNT.password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${ACCOUNT.user}'@'${host}' WITH GRANT OPTION;`,
  ]),
].join("\n");

const places = (folder) => ({
  data: join(folder, "data"),
  tmp: join(folder, "tmp"),
  initFile: join(folder, "init.sql"),
  ready: join(folder, "initialised"),
  pidFile: join(folder, "server.pid"),
  logFile: join(folder, "server.log"),
});

async function initialise(program, folder) {
  const place = places(folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(place.tmp, { recursive: true });
  const env = { ...process.env, ...program.env };
  if (program.kind === "mariadb") {
    const quiet = [
      "--no-defaults",
      "--force",
      "--skip-test-db",
      "--auth-root-authentication-method=normal",
    ];
    const where = [
      `--datadir=${place.data}`,
      `--basedir=${program.basedir}`,
      `--tmpdir=${place.tmp}`,
    ];
    const small = ["--innodb-log-file-size=8M"];
    await run(program.install, [...quiet, ...where, ...small, ...asRoot()], { env, cwd: folder });
  } else {
    const where = [`--datadir=${place.data}`, `--tmpdir=${place.tmp}`, ...program.options];
    const [file, ...first] = program.launch;
    await run(file, [...first, "--no-defaults", "--initialize-insecure", ...where, ...asRoot()], {
      env,
      cwd: folder,
    });
  }
  writeFileSync(place.ready, `${program.kind}\n`);
}

function serverOptions(program, { folder, port, socket, durable }) {
  const place = places(folder);
  const common = [
    "--no-defaults",
    `--datadir=${place.data}`,
    `--tmpdir=${place.tmp}`,
    `--init-file=${place.initFile}`,
    `--pid-file=${place.pidFile}`,
    `--socket=${socket}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    "--skip-name-resolve",
    "--max-connections=400",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    `--innodb-flush-log-at-trx-commit=${durable ? 1 : 2}`,
    ...asRoot(),
  ];
  const own =
    program.kind === "mariadb" ? ["--innodb-log-file-size=8M", `--basedir=${program.basedir}`] : [];
  return [...common, ...own, ...program.options];
}

/** Ends a server that an earlier, killed run left on this very folder (only where nothing else could end it). */
async function endLeftOver(folder) {
  const { pidFile, data } = places(folder);
  if (!existsSync(pidFile)) return;
  const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  if (!(await commandLineOf(pid)).includes(data)) return;
  process.kill(pid, "SIGTERM");
  const leftOver = { pid, exitCode: null, signalCode: null };
  const hasEnded = async () => ((await commandLineOf(pid)).includes(data) ? undefined : true);
  await waitUntilReady(leftOver, hasEnded, { timeoutMs: 15_000 });
}

async function commandLineOf(pid) {
  if (!existsSync("/proc/self/cmdline"))
    return run("ps", ["-p", `${pid}`, "-o", "command="]).catch(() => "");
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

async function startOn(program, { folder, durable }) {
  const place = places(folder);
  writeFileSync(place.initFile, `${INIT_SQL}\n`);
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const port = await freePort();
    const socket = join(tmpdir(), `qianpi-${process.pid}-${port}.sock`); // a socket path may have 107 bytes at most
    const command = [
      ...program.launch,
      ...serverOptions(program, { folder, port, socket, durable }),
    ];
    const child = startServer({ command, env: program.env, logFile: place.logFile, cwd: folder });
    const version = await waitUntilReady(child, () => askMysqlVersion({ port }), {
      timeoutMs: 60_000,
    });
    if (version) {
      const url = `mysql://${ACCOUNT.user}:${ACCOUNT.password}@127.0.0.1:${port}/${ACCOUNT.database}`;
      return { url, child, version };
    }
    await stopServer(child, { atOnce: true });
  }
  return undefined;
}

/** Last lines of the server's log that name an error, for a message to people. */
function lastErrors(folder) {
  const { logFile } = places(folder);
  if (!existsSync(logFile)) return "(no log)";
  const lines = readFileSync(logFile, "utf8").trim().split("\n");
  const errors = lines.filter((line) => /error|fatal|cannot|can't/i.test(line));
  return (errors.length > 0 ? errors : lines).slice(-6).join("\n");
}

/**
 * Starts the server on `folder`; an existing data folder is used again if the server comes up on it, else made new.
 * `durable` flushes every commit to the disk (for measuring); without it a commit survives kill -9 but not a power cut.
 */
export async function startMysql({ program, folder, durable = false, say = () => undefined }) {
  mkdirSync(folder, { recursive: true });
  await endLeftOver(folder);
  if (existsSync(places(folder).ready)) {
    const started = await startOn(program, { folder, durable });
    if (started) return started;
    say(`the database in ${folder} does not start; making a new one`);
  }
  await initialise(program, folder);
  const started = await startOn(program, { folder, durable });
  if (started) return started;
  throw new Error(`the database server did not start:\n${lastErrors(folder)}`);
}
