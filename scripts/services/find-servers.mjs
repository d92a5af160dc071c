// Where the server programs come from: installed on the machine, else unpacked into the project's data folder.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { findProgram, run } from "./child.mjs";
import {
  canUnpackPackages,
  debianMirror,
  libraryFolders,
  unpackPackages,
} from "./debian-packages.mjs";

const MARIADB_PACKAGES = ["mariadb-server-core", "mariadb-client-core"];
const REDIS_PACKAGES = ["redis-server", "redis-tools"];

const ignoreInstalled = () => process.env.QIANPI_IGNORE_INSTALLED === "1";

/** A genuine MySQL needs these; MariaDB does not know them. */
const MYSQL_OPTIONS = ["--secure-file-priv=NULL", "--mysqlx=OFF"];

async function installedMysql() {
  const mariadbd = findProgram("mariadbd", { server: true });
  const install = findProgram("mariadb-install-db", { server: true });
  if (mariadbd && install) {
    return {
      kind: "mariadb",
      launch: [mariadbd],
      install,
      basedir: dirname(dirname(install)),
      options: [],
      env: {},
    };
  }
  const mysqld = findProgram("mysqld", { server: true });
  if (!mysqld || /mariadb/i.test(await run(mysqld, ["--no-defaults", "--version"])))
    return undefined;
  return { kind: "mysql", launch: [mysqld], options: MYSQL_OPTIONS, env: {} };
}

function installedRedis() {
  const program =
    findProgram("redis-server", { server: true }) ?? findProgram("valkey-server", { server: true });
  return program ? { launch: [program], env: {} } : undefined;
}

/** What to tell somebody on a machine where we cannot provide the servers ourselves. */
function howToInstall(what) {
  const lines = [
    `${what} is not installed, and this machine is not a Debian or Ubuntu on which it could be fetched without root.`,
    "Install it with one line, then start again:",
    "  macOS:          brew install mariadb redis",
    "  Debian/Ubuntu:  sudo apt-get install mariadb-server redis-server",
    "  Fedora:         sudo dnf install mariadb-server redis",
    "or name running servers: MYSQL_URL=mysql://user:password@host/database REDIS_URL=redis://host",
  ];
  return lines.join("\n");
}

async function unpacked({ packages, folder, what, say }) {
  if (process.platform !== "linux" || !canUnpackPackages()) throw new Error(howToInstall(what));
  const root = join(folder, what.toLowerCase());
  if (!existsSync(join(root, ".complete")))
    say(`${what} is not installed; fetching it into ${folder}`);
  try {
    return await unpackPackages({ packages, root, ignoreInstalled: ignoreInstalled(), say });
  } catch (cause) {
    throw new Error(`${what} could not be fetched: ${cause.message}\n${howToInstall(what)}`, {
      cause,
    });
  }
}

const withLibraries = (root) => ({ LD_LIBRARY_PATH: libraryFolders(root).join(":") });

/** MariaDB (or an installed MySQL): installed, else unpacked below `folder`. */
export async function findMysql({ folder, say }) {
  const installed = await installedMysql();
  if (installed) return installed;
  const root = await unpacked({ packages: MARIADB_PACKAGES, folder, what: "MariaDB", say });
  const env = {
    ...withLibraries(root),
    PATH: `${join(root, "usr/bin")}:${join(root, "usr/sbin")}:${process.env.PATH}`,
  };
  return {
    kind: "mariadb",
    launch: [join(root, "usr/sbin/mariadbd")],
    install: join(root, "usr/bin/mariadb-install-db"),
    basedir: join(root, "usr"),
    options: [],
    env,
  };
}

/** Redis: installed, else unpacked below `folder`. */
export async function findRedis({ folder, say }) {
  const installed = installedRedis();
  if (installed) return installed;
  const root = await unpacked({ packages: REDIS_PACKAGES, folder, what: "Redis", say });
  return { launch: [join(root, "usr/bin/redis-server")], env: withLibraries(root) };
}

function dynamicLoader(root) {
  const folders = [...libraryFolders(root), join(root, "usr/lib64"), join(root, "lib64")].filter(
    (at) => existsSync(at),
  );
  for (const folder of folders) {
    const name = readdirSync(folder).find((file) => /^ld-linux-.*\.so\.\d$/.test(file));
    if (name) return join(folder, name);
  }
  throw new Error(`no dynamic loader below ${root}`);
}

/** MySQL 9 from Debian's unstable packages, with its own C library, run through its own loader. */
export async function findMysql9({ folder, say }) {
  const mirror = debianMirror();
  if (process.platform !== "linux" || !canUnpackPackages() || !mirror) {
    throw new Error(
      "MySQL 9 can be fetched on Debian only; elsewhere start one and give MYSQL_URL",
    );
  }
  const root = join(folder, "mysql9");
  // A mirror may lag behind; signatures are checked all the same, and this server is for tests only.
  const sourcesText = `deb [check-valid-until=no] ${mirror} sid main\n`;
  if (!existsSync(join(root, ".complete")))
    say("MySQL 9 is fetched from Debian unstable (about 60 MB, once)");
  await unpackPackages({
    packages: ["mysql-server-core"],
    root,
    sourcesText,
    ignoreInstalled: true,
    withCLibrary: true,
    say,
  });
  const launch = [
    dynamicLoader(root),
    "--library-path",
    libraryFolders(root).join(":"),
    join(root, "usr/sbin/mysqld"),
  ];
  const basedir = join(root, "usr");
  const options = [
    ...MYSQL_OPTIONS,
    `--basedir=${basedir}`,
    `--lc-messages-dir=${join(basedir, "share/mysql")}`,
  ];
  return { kind: "mysql9", launch, options, env: {} };
}
