import { readFileSync } from "node:fs";
import { expect } from "chai";

interface Locked {
  version?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  link?: boolean;
  resolved?: string;
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Locked>;
};
const dependencies = Object.entries(packages).filter(([path]) => path !== "");
const namesWhere = (isSo: (one: Locked) => boolean): string[] =>
  dependencies.filter(([, one]) => isSo(one)).map(([path]) => path);

describe("the lock file", () => {
  it("pins every package by the hash of its content", () => {
    expect(dependencies).not.to.be.empty;
    expect(namesWhere(({ integrity }) => integrity?.startsWith("sha512-") !== true)).to.deep.equal(
      [],
    );
  });

  it("has no package that runs a script when it is installed", () => {
    expect(namesWhere(({ hasInstallScript }) => hasInstallScript === true)).to.deep.equal([]);
  });

  it("takes nothing from a folder, a repository or an address of its own", () => {
    expect(namesWhere(({ link }) => link === true)).to.deep.equal([]);
    expect(namesWhere(({ resolved }) => resolved !== undefined)).to.deep.equal([]);
  });

  it("is used with install scripts switched off and exact versions", () => {
    const settings = readFileSync(".npmrc", "utf8").split("\n");
    expect(settings).to.include.members(["ignore-scripts=true", "save-exact=true"]);
    const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Record<
      "dependencies" | "devDependencies",
      Record<string, string>
    >;
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).to.deep.equal([]);
  });
});
