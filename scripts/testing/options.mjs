// The command line of `npm test`. Knows what may be asked for, not how it is done.
import { parseArgs } from "node:util";

export const HELP = `npm test                    everything: types, lint, all tests, coverage of the rules
npm test -- --grep WORDS    only tests whose name contains WORDS
npm run test:unit           unit tests only; needs no server
npm run test:mysql          every test on a genuine MySQL 9 (fetched once)
npm run test:faults         all rounds of the fault matrix, and its table; npm test has a short round of each cell
npm run test:nightly        10 000 random lives of an approval, 400 random schedules against both servers; SEED=n repeats a run
npm run test:file -- PATH   one test file or folder, e.g. test/unit/domain
npm run coverage            everything, with a coverage report in coverage/
Servers for tests: TEST_MYSQL_URL / TEST_REDIS_URL; MYSQL_URL is used too (tests make their own databases on it);
without them private servers are started and removed.`;

const OPTIONS = {
  help: { type: "boolean", short: "h", default: false },
  grep: { type: "string", short: "g" },
  stage: { type: "string", multiple: true, default: [] },
  file: { type: "boolean", default: false },
  faults: { type: "boolean", default: false },
  nightly: { type: "boolean", default: false },
  mysql9: { type: "boolean", default: false },
  coverage: { type: "boolean", default: false },
};

/** The tests that play what people may do, at random. */
const RANDOM_LIVES = [
  "test/unit/domain/approval/invariants.test.js",
  "test/unit/domain/approval/act-invariants.test.js",
  "test/unit/domain/approval/return-invariants.test.js",
  "test/unit/domain/approval/keep.test.js",
  "test/unit/domain/automatic/rule-lives.test.js",
  "test/journeys/property.test.js",
  "test/journeys/vote-schedules.test.js",
  "test/journeys/reject-races.test.js",
];

/** What was asked for; `isWhole` is true for the plain gate (nothing left out, lint and coverage included). */
export function readOptions(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const paths = positionals.map((path) =>
    path.replace(/^(\.\/)?dist\//, "").replace(/\.tsx?$/, ".js"),
  );
  if (values.nightly) paths.push(...RANDOM_LIVES);
  if (values.faults) values.stage = ["faults", "outbox", "journeys"];
  const isPart =
    values.grep !== undefined || values.stage.length > 0 || paths.length > 0 || values.mysql9;
  return { ...values, paths, isWhole: !isPart && !values.file };
}
