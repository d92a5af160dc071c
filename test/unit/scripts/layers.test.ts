import { expect } from "chai";
import { checkCycles, checkImports } from "../../../scripts/layers/check-imports.ts";
import { checkMirror, checkWords } from "../../../scripts/layers/check-text.ts";
import { readImports, stripText, type SourceFile } from "../../../scripts/layers/source-files.ts";

function file(path: string, text: string): SourceFile {
  return { path, text, code: stripText(text, { strings: true }), imports: readImports(path, text) };
}

describe("the layer check", () => {
  it("lets a folder import what stands in its row", () => {
    const source = file("src/actions/a.ts", 'import { b } from "../store/b.ts";');
    expect(checkImports([source])).to.deep.equal([]);
  });

  it("refuses an import outside the row, with its line", () => {
    const source = file("src/http/a.ts", '\nimport { b } from "../store/b.ts";');
    expect(checkImports([source])).to.deep.equal([
      'src/http/a.ts:2 may not import src/store/b.ts (row "src/http")',
    ]);
  });

  it("lets the actions import types of outgoing messages, but no code", () => {
    const types = file("src/actions/a.ts", 'import type { M } from "../wecom/outbound.ts";');
    const code = file("src/actions/a.ts", 'import { m } from "../wecom/outbound.ts";');
    expect(checkImports([types])).to.deep.equal([]);
    expect(checkImports([code])[0]).to.contain("may import only types of src/wecom/outbound.ts");
  });

  it("keeps cases and approvals apart, in imports over several lines and re-exports too", () => {
    const source = file("src/domain/case/a.ts", 'export {\n  b,\n} from "../approval/b.ts";');
    expect(checkImports([source])[0]).to.contain("may not import src/domain/approval/b.ts");
  });

  it("keeps a package behind its fence and Node's modules out of the domain", () => {
    const koa = file("src/store/a.ts", 'import Koa from "koa";');
    const subpath = file("src/http/a.ts", 'import { createPool } from "mysql2/promise";');
    const node = file("src/domain/a.ts", 'import { createHash } from "node:crypto";');
    const unknown = file("src/lib/a.ts", 'const x = await import("left-pad");');
    const reasons = checkImports([koa, subpath, node, unknown]);
    expect(reasons).to.have.length(4);
    expect(reasons[0]).to.contain("only src/http, src/simulator may");
    expect(reasons[1]).to.contain("may not import mysql2: only src/store may");
    expect(reasons[2]).to.contain("may not import node:crypto");
    expect(reasons[3]).to.contain("not in the package table");
  });

  it("finds a circle that runs over types", () => {
    const a = file("src/lib/a.ts", 'import type { B } from "./b.ts";');
    const b = file("src/lib/b.ts", 'import type { A } from "./a.ts";');
    expect(checkCycles([a, b])).to.deep.equal([
      "circle of imports: src/lib/a.ts → src/lib/b.ts → src/lib/a.ts",
    ]);
  });

  it("bans a clock in the domain, but not the word in a comment or a text", () => {
    const clock = file("src/domain/a.ts", "export const now = Date.now();");
    const words = file(
      "src/domain/b.ts",
      '// never Date.now here\nexport const hint = "Date.now";',
    );
    expect(checkWords([clock])[0]).to.contain("src/domain/a.ts:1");
    expect(checkWords([words])).to.deep.equal([]);
  });

  it("lets only entry points read the environment", () => {
    const text = "export const port = process.env.PORT;";
    expect(checkWords([file("src/main.ts", text)])).to.deep.equal([]);
    expect(checkWords([file("src/http/server.ts", text)])[0]).to.contain("entry points only");
  });

  it("asks for the test beside each rule, not for files of types alone", () => {
    const rule = file("src/domain/a.ts", "export function a() {}");
    const types = file("src/domain/b.ts", "export interface B {}");
    const test = file("test/unit/domain/a.test.ts", "");
    expect(checkMirror([rule, types])[0]).to.equal(
      "src/domain/a.ts has no unit test test/unit/domain/a.test.ts",
    );
    expect(checkMirror([rule, types, test])).to.deep.equal([]);
  });

  it("is not misled by slashes and quotes inside regular expressions", () => {
    const text =
      "const quote = /[\"'`]/;\nconst path = /^\\/\\/x/; // Date.now\nexport const t = Date.now();";
    expect(checkWords([file("src/domain/a.ts", text)])).to.have.length(1);
  });
});
