// Which tests there are and how mocha runs them: folder by folder of `dist/test`, from quick to slow.
import { existsSync, readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { PROJECT } from "../bootstrap.mjs";

const ORDER = ["unit", "store", "simulator", "journeys", "faults", "pages"];
const NOT_TESTS = new Set(["support", "fixtures"]);
const NEED_NO_SERVER = new Set(["unit"]);
/** The browser fills the machine by itself. */
const ONE_PROCESS = new Set(["pages"]);

const TEST_ROOT = join(PROJECT, "dist", "test");

function testFiles(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => join(path, name))
    .sort();
}

function rank(name) {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.length - 1.5 : place; // a folder nobody ranked comes before the journeys
}

function stage(name, files) {
  const jobs = ONE_PROCESS.has(name) || files.length < 2 ? 1 : Math.min(4, availableParallelism());
  return {
    name,
    files,
    jobs,
    needsServers: !NEED_NO_SERVER.has(name),
    needsBrowser: name === "pages",
    needsFaultTools: name === "faults",
  };
}

/** The stages of this run, quick ones first; `paths` narrows them to files or folders such as `test/unit/domain`. */
export function planStages({ stages, paths }) {
  const folders = readdirSync(TEST_ROOT, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const names = folders.map((entry) => entry.name).filter((name) => !NOT_TESTS.has(name));
  const wanted = names.filter((name) => stages.length === 0 || stages.includes(name));
  const chosen = paths.flatMap((path) => testFiles(join(PROJECT, "dist", path)));
  const isChosen = (file) => paths.length === 0 || chosen.includes(file);
  return wanted
    .toSorted((a, b) => rank(a) - rank(b))
    .map((name) => stage(name, testFiles(join(TEST_ROOT, name)).filter(isChosen)))
    .filter(({ files }) => files.length > 0);
}

/** Arguments of mocha for one stage. */
export function mochaArguments({ name, files, jobs }, { grep, isWhole, faults, nightly }) {
  const how = ["--config", ".mocharc.json", "--reporter", isWhole ? "dot" : "spec"];
  const parallel = jobs > 1 ? ["--parallel", "--jobs", `${jobs}`] : [];
  const only = process.env.CI ? ["--forbid-only", "--forbid-pending"] : [];
  const colour = process.stdout.isTTY ? ["--color"] : [];
  const patience = nightly ? ["--timeout", "3600000"] : [];
  const cells = faults && name !== "faults" ? ["--grep", "\\bF\\d\\d\\b"] : [];
  const filter = grep === undefined ? cells : ["--fgrep", grep];
  return [
    ...how,
    ...parallel,
    ...patience,
    ...only,
    ...colour,
    ...filter,
    ...files.map((file) => relative(PROJECT, file)),
  ];
}
