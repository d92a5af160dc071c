import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";

interface Row {
  item: string;
  cells: string[];
}

const text = readFileSync("docs/security.md", "utf8");
const from = text.indexOf("## OWASP ASVS");
const requirements = rowsOf(text.slice(from, text.indexOf("\n## Data")));

function rowsOf(part: string): Row[] {
  return part
    .split("\n")
    .filter((line) => /^\| \d/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, item = "", ...cells]) => ({ item, cells: cells.slice(0, 2) }));
}

const testNames = (row: Row): string[] =>
  [...row.cells.join(" ").matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = ""]) => path);

describe("the table of security requirements", () => {
  it("covers both standards", () => {
    expect(requirements.length).to.be.greaterThan(90);
    const clauses = Array.from({ length: 11 }, (_, n) => `8.1.4.${n + 1} `);
    const items = requirements.map(({ item }) => item);
    expect(clauses.filter((clause) => !items.some((item) => item.startsWith(clause)))).to.be.empty;
  });

  for (const row of requirements) {
    it(`${row.item}: a test that is there, or a reason`, () => {
      const tests = testNames(row);
      const isReasoned = /\b(reason|operator|open)\b/.test(row.cells.join(" "));
      expect(tests.length > 0 || isReasoned, "neither test nor reason").to.equal(true);
      expect(tests.filter((path) => !existsSync(path))).to.deep.equal([]);
    });
  }

  it("names ids of inputs only where the named test has them", () => {
    const wrong = requirements.flatMap((row) =>
      [...row.cells.join(" ").matchAll(/`(test\/[\w./-]+\.test\.ts)` \(([A-K]\d\d)[),]/g)]
        .filter(([, path = "", id = ""]) => !mentions(path, id))
        .map(([whole]) => whole),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("knows every kind of way in that has tables of bad input", () => {
    const folders = readdirSync("test/journeys", { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `test/journeys/${name}/`);
    expect(folders.filter((folder) => !text.includes(folder))).to.deep.equal([]);
  });
});

function mentions(path: string, id: string): boolean {
  return existsSync(path) && readFileSync(path, "utf8").includes(id);
}
