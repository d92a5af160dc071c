// `npm run lint`, last part: imports between folders, package fence, circles, banned words, mirrored tests.
import { existsSync } from "node:fs";
import { checkCycles, checkImports } from "./layers/check-imports.ts";
import { checkMirror, checkWords } from "./layers/check-text.ts";
import { readSources } from "./layers/source-files.ts";

const folders = ["src", "scripts", "test", "bench"].filter((folder) => existsSync(folder));
const files = readSources(process.cwd(), folders);
const problems = [
  ...checkImports(files),
  ...checkCycles(files),
  ...checkWords(files),
  ...checkMirror(files),
];

for (const problem of problems) console.error(problem);
const imports = files.reduce((sum, file) => sum + file.imports.length, 0);
const verdict = problems.length === 0 ? "no rule broken" : `${problems.length} rules broken`;
console.log(`layers: ${files.length} files, ${imports} imports, ${verdict}`);
process.exitCode = problems.length === 0 ? 0 : 1;
