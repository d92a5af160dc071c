import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { documentAt } from "./documents.ts";

const FOLDER = "test/journeys/bad-input";
const FILES = [
  ...readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`),
  "test/unit/config/bad-input.test.ts",
  "test/journeys/transfer.test.ts",
  "test/journeys/leavers.test.ts",
];

/** Ids of one section, e.g. A01 … A27; some sections are written with a hyphen. */
function ids(letter: string, from: number, to: number): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, n) => `${letter}${String(from + n).padStart(2, "0")}`,
  );
}

const ROWS = [
  ...ids("A", 1, 27),
  ...ids("B", 1, 21),
  ...ids("C", 1, 22),
  ...ids("D", 1, 25),
  ...ids("E", 1, 26),
  ...ids("F-", 1, 16),
  ...ids("G", 1, 23),
  ...ids("G", 25, 25),
  ...ids("I", 1, 14),
  ...ids("J", 1, 7),
  ...ids("J", 10, 10),
  ...ids("K", 1, 11),
];

/** Rows about what does not exist yet; the document says so. */
const WAITING = ["E23", "G21"];

describe("the list of bad inputs", () => {
  const titles = FILES.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/["`]([A-K]-?\d\d) /g)].map((found) => found[1] ?? ""),
  );

  it("has exactly one test for each row, but for those that wait", () => {
    expect(titles.toSorted()).to.deep.equal(
      ROWS.filter((row) => !WAITING.includes(row)).toSorted(),
    );
  });

  it("names in the document what waits, and for what", () => {
    const lines = documentAt("docs/faults.md").text.split("\n");
    for (const row of WAITING) {
      const line = lines.find((one) => one.startsWith("|") && one.includes(row));
      expect(line, row).to.match(/\| – \|.*wait/);
    }
  });
});
