import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { COMMANDS } from "../../../src/simulator/control/commands.ts";
import {
  allOf,
  brokenLinks,
  documentAt,
  documents,
  firstCells,
  missingPaths,
} from "./documents.ts";

interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const sourceOf = (path: string): string => readFileSync(path, "utf8");
const commandLine = readdirSync("src/cli")
  .map((name) => sourceOf(`src/cli/${name}`))
  .join("\n");

describe("the documents", () => {
  for (const document of documents()) {
    describe(document.path, () => {
      const { text } = document;

      it("leads to files, pictures and headings that are there", () => {
        expect(brokenLinks(document)).to.deep.equal([]);
      });

      it("names files and folders that are there", () => {
        expect(missingPaths(document)).to.deep.equal([]);
      });

      it("names npm scripts and commands that there are", () => {
        const scripts = allOf(text, /npm run ([a-z][\w:]*)/g);
        expect(scripts.filter((name) => manifest.scripts[name] === undefined)).to.deep.equal([]);
        const commands = allOf(text, /npm run qianpi -- ([a-z]+)/g);
        const known = ["help", ...allOf(commandLine, /\.command\("([a-z]+)/g)];
        expect(commands.filter((name) => !known.includes(name))).to.deep.equal([]);
      });

      it("names no path of somebody's machine", () => {
        expect(text).not.to.match(/(?<![\w./])\/(home|root|Users|work|tmp|mnt)\//);
      });
    });
  }

  for (const path of ["README.md", "README.zh-CN.md"]) {
    describe(`${path} as the first thing read`, () => {
      const { text } = documentAt(path);

      it("is short", () => {
        expect(text.trimEnd().split("\n").length).to.be.at.most(200);
      });

      it("has every variable of config/example.env, and no other", () => {
        const variables = allOf(sourceOf("config/example.env"), /^([A-Z][A-Z0-9_]*)=/gm);
        expect(firstCells(text, /^[A-Z0-9_]+$/)).to.have.members(variables);
      });

      it("has every folder of src, and no other", () => {
        const folders = readdirSync("src", { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => `src/${name}/`);
        expect(firstCells(text, /^src\//)).to.have.members(folders);
      });

      it("shows the simulator", () => {
        expect(text).to.match(/!\[[^\]]+\]\(docs\/images\/simulator-desktop\.png\)/);
      });
    });
  }

  it("of what exactly happens names every refusal there is", () => {
    const codes = allOf(sourceOf("src/domain/outcome.ts"), /\{ code: "([a-z-]+)"/g);
    const { text } = documentAt("docs/semantics.md");
    expect(codes.filter((code) => !text.includes(`\`${code}\``))).to.deep.equal([]);
  });

  it("of operations names every file and folder of the configuration", () => {
    const { text } = documentAt("docs/operations.md");
    const names = readdirSync("config").map((name) =>
      name.includes(".") ? name : `${name}/*.yaml`,
    );
    expect(names.filter((name) => !text.includes(`${name}\``))).to.deep.equal([]);
  });

  it("of the architecture names every table", () => {
    const migrations = readdirSync("src/store/migrations").map((name) =>
      sourceOf(`src/store/migrations/${name}`),
    );
    const tables = allOf(migrations.join("\n"), /CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g);
    const { text } = documentAt("docs/architecture.md");
    expect(tables.filter((table) => !text.includes(`\`${table}\``))).to.deep.equal([]);
  });

  it("of the architecture names every folder that the layer rules name", () => {
    const rules = allOf(sourceOf("scripts/layers/rules.ts"), /"src\/([\w-]+)": \{/g);
    const { text } = documentAt("docs/architecture.md");
    expect(rules.filter((folder) => !text.includes(`\`${folder}\``))).to.deep.equal([]);
  });

  it("of the simulator names every command and every setting", () => {
    const { text } = documentAt("docs/simulator.md");
    const settings = allOf(sourceOf("src/simulator/environment.ts"), /\b(SIMULATOR_[A-Z_]+)\b/g);
    const names = [...Object.keys(COMMANDS), ...settings];
    expect(names.filter((name) => !text.includes(`\`${name}\``))).to.deep.equal([]);
  });

  it("of the dependencies has every package with its version", () => {
    const { text } = documentAt("docs/decisions/0005-dependencies.md");
    const rows = [...text.matchAll(/^\| (`[^|]+`) \| ([^|]+) \|/gm)].flatMap(
      ([, names, versions]) => {
        const stated = (versions ?? "").trim().split(", ");
        return allOf(names ?? "", /`([^`]+)`/g).map((name, index) => [name, stated[index]]);
      },
    );
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.fromEntries(rows)).to.deep.equal(wanted);
  });

  it("of decisions are numbered without a gap, each under its number", () => {
    const names = readdirSync("docs/decisions").toSorted();
    const numbers = names.map((name) => name.slice(0, 4));
    const expected = names.map((_, index) => String(index + 1).padStart(4, "0"));
    expect(numbers).to.deep.equal(expected);
    for (const name of names) {
      expect(documentAt(`docs/decisions/${name}`).text, name).to.match(
        new RegExp(`^# ${name.slice(0, 4)} `),
      );
    }
  });
});
