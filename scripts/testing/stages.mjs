// Which tests there are and how mocha runs them: folder by folder of `dist/test`, from quick to slow.
import { existsSync, readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { PROJECT } from "../bootstrap.mjs";

/** The folders that mocha runs together, quick ones first. A folder that nobody has named runs with the journeys. */
const RUNS = [["unit"], ["store", "outbox", "simulator", "journeys"], ["pages"], ["faults"]];
const WITH_JOURNEYS = RUNS[1];
const NOT_TESTS = new Set(["support", "fixtures"]);
/** The browser fills the machine by itself. */
const ONE_PROCESS = new Set(["pages"]);
/** What runs beside what: who asks a database waits for it. Faults are timed, and have the machine for themselves. */
const BESIDE = new Map([["pages", "journeys"]]);
/** The longest files of their run: they begin first, so that in the end no process is alone with one of them. */
const LONG = [
  "journeys/property",
  "journeys/vote-schedules",
  "journeys/chat-down",
  "journeys/leave",
  "journeys/races",
  "journeys/reject-races",
  "faults/own-mysql",
  "faults/halted",
  "faults/flood",
].map((name) => join(PROJECT, "dist", "test", `${name}.test.js`));

const TEST_ROOT = join(PROJECT, "dist", "test");

function testFiles(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => join(path, name))
    .sort();
}

const longFirst = (files) =>
  files.toSorted((a, b) => Number(LONG.includes(b)) - Number(LONG.includes(a)));

function stage(folders, isChosen) {
  const found = folders.map((folder) => testFiles(join(TEST_ROOT, folder)).filter(isChosen));
  const files = found.flat();
  const name = folders.filter((_, place) => found[place].length > 0).join(", ");
  const jobs = ONE_PROCESS.has(name) || files.length < 2 ? 1 : Math.min(4, availableParallelism());
  return {
    name,
    folders,
    files: longFirst(files),
    jobs,
    needsServers: name !== "unit",
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
  const runOf = (name) => RUNS.find((run) => run.includes(name)) ?? WITH_JOURNEYS;
  return RUNS.map((run) => wanted.filter((name) => runOf(name) === run))
    .map((run) => stage(run, isChosen))
    .filter(({ files }) => files.length > 0);
}

/** The stages in groups: what runs at the same time, in the order of `planStages`. */
export function groupStages(stages) {
  const groups = [];
  for (const one of stages) {
    const group = groups.at(-1);
    if (group && group[0].folders.includes(BESIDE.get(one.name))) group.push(one);
    else groups.push([one]);
  }
  return groups;
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
