// Unpacks Debian/Ubuntu packages into a folder of ours, without root and without installing anything.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { findProgram, run } from "./child.mjs";

const LISTS = "/var/lib/apt/lists";
/** Parts of the C library: mixing them with the machine's own would break every program. */
const C_LIBRARY = new Set(["libc6", "libc-bin", "libcrypt1", "gcc-12-base", "gcc-14-base"]);

/** True on machines where this way exists. */
export const canUnpackPackages = () =>
  ["apt-get", "dpkg", "apt-cache"].every((name) => findProgram(name));

const hasSystemLists = () =>
  existsSync(LISTS) && readdirSync(LISTS).some((name) => name.includes("_Packages"));

/** apt settings that keep all its state inside `folder`; `sourcesFile` replaces the machine's list of sources. */
function privateApt(folder, { sourcesFile, ignoreInstalled }) {
  for (const name of ["lists/partial", "cache/archives/partial"])
    mkdirSync(join(folder, name), { recursive: true });
  const nothingInstalled = join(folder, "status");
  writeFileSync(nothingInstalled, "");
  const settings = {
    "Dir::State": folder,
    "Dir::State::lists": join(folder, "lists"),
    "Dir::State::status": ignoreInstalled ? nothingInstalled : "/var/lib/dpkg/status",
    "Dir::Cache": join(folder, "cache"),
    "APT::Sandbox::User": "root",
    "APT::Update::Post-Invoke::": "true",
    "Debug::NoLocking": "1",
    ...(sourcesFile
      ? { "Dir::Etc::SourceList": sourcesFile, "Dir::Etc::SourceParts": "/dev/null" }
      : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
}

/** apt settings that read the machine's own lists; `ignoreInstalled` pretends that nothing is installed. */
function systemApt(folder, { ignoreInstalled }) {
  const archives = ["-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User=root"];
  if (!ignoreInstalled) return archives;
  const status = join(folder, "status");
  writeFileSync(status, "");
  return [...archives, "-o", `Dir::State::status=${status}`];
}

/** Names of the packages that are missing here: the wanted ones and what they need. */
async function missingPackages(packages, apt) {
  const plan = await run("apt-get", [
    ...apt,
    "-s",
    "install",
    "--no-install-recommends",
    "-y",
    ...packages,
  ]);
  const needed = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]);
  return [...new Set([...packages, ...needed])];
}

async function downloadAndUnpack({ names, apt, folder, root, say }) {
  const debs = join(folder, "debs");
  mkdirSync(debs, { recursive: true });
  say(`downloading ${names.length} packages (unpacked only; the system stays as it is)`);
  await run("apt-get", [...apt, "download", ...names], { cwd: debs });
  const files = readdirSync(debs).filter((name) => name.endsWith(".deb"));
  const lanes = Array.from({ length: availableParallelism() }, (_, lane) => lane);
  const unpackLane = async (lane) => {
    for (const file of files.filter((_, index) => index % lanes.length === lane)) {
      await run("dpkg", ["-x", join(debs, file), root]);
    }
  };
  await Promise.all(lanes.map(unpackLane));
}

/** Tries the machine's package lists; where they are missing or out of date, fetches fresh ones into `folder`. */
async function unpackFrom({
  packages,
  folder,
  root,
  sourcesFile,
  ignoreInstalled,
  withCLibrary,
  say,
}) {
  const attempt = async (apt) => {
    const names = await missingPackages(packages, apt);
    const wanted = withCLibrary ? names : names.filter((name) => !C_LIBRARY.has(name));
    await downloadAndUnpack({ names: wanted, apt, folder, root, say });
  };
  if (!sourcesFile && hasSystemLists()) {
    try {
      return await attempt(systemApt(folder, { ignoreInstalled }));
    } catch (error) {
      say(`the machine's package lists did not do (${error.message.split("\n").at(-1)})`);
    }
  }
  say("fetching package lists");
  const apt = privateApt(folder, { sourcesFile, ignoreInstalled });
  await run("apt-get", [...apt, "update"]);
  await attempt(apt);
}

/**
 * Makes `root` a folder with these packages and what they need, unpacked; at once if it is there already.
 * Several processes may ask for it at the same time.
 */
export async function unpackPackages({ packages, root, sourcesText, say, ...options }) {
  const done = join(root, ".complete");
  if (existsSync(done)) return root;
  const work = `${root}.${process.pid}`;
  const unpacked = join(work, "root");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(unpacked, { recursive: true });
  try {
    const sourcesFile = sourcesText === undefined ? undefined : join(work, "sources.list");
    if (sourcesFile) writeFileSync(sourcesFile, sourcesText);
    await unpackFrom({ packages, folder: work, root: unpacked, sourcesFile, say, ...options });
    writeFileSync(join(unpacked, ".complete"), `${packages.join(" ")}\n`);
    if (!existsSync(done)) {
      rmSync(root, { recursive: true, force: true });
      renameSync(unpacked, root);
    }
  } catch (error) {
    if (!existsSync(done)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return root;
}

/** Address of the Debian mirror this machine is set up with, or undefined (other distributions). */
export function debianMirror() {
  const folder = "/etc/apt/sources.list.d";
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => /\.(list|sources)$/.test(name))
    : [];
  const files = ["/etc/apt/sources.list", ...names.map((name) => join(folder, name))].filter(
    (file) => existsSync(file),
  );
  const lines = files
    .flatMap((file) => readFileSync(file, "utf8").split("\n"))
    .filter((line) => !/^\s*#/.test(line));
  const addresses = lines.flatMap(
    (line) => line.match(/\b(?:https?|mirror\+file|file):\/*[^\s\]]+/g) ?? [],
  );
  return addresses.find((address) => /\/debian\/?$/.test(address));
}

/** Folders with shared libraries below an unpacked root. */
export function libraryFolders(root) {
  const parents = ["usr/lib", "lib"]
    .map((name) => join(root, name))
    .filter((folder) => existsSync(folder));
  const found = parents.flatMap((parent) =>
    readdirSync(parent)
      .filter((name) => /-linux-gnu/.test(name))
      .map((name) => join(parent, name)),
  );
  return [...found, ...parents];
}
