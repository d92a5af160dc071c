import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { PrintFailed } from "../../../src/printing/print-failed.ts";
import { createPrinter, type PdfFile } from "../../../src/printing/printer.ts";

const here = new AbortController().signal;

describe("printing a page with a program of the machine", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "printer-test-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** A program that is called as Chromium is; `$pdf` is where the file is wanted, `$html` the page. */
  function program(lines: string): string {
    const path = join(folder, "program");
    const find =
      'for one; do case "$one" in --print-to-pdf=*) pdf="${one#*=}";; file://*) html="${one#file://}";; esac; done';
    writeFileSync(path, `#!/bin/sh\n${find}\n${lines}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** What a program writes into it; ended when all of it and of its children have ended. */
  function pipe(name: string): { path: string; ended: Promise<string> } {
    const path = join(folder, name);
    execFileSync("mkfifo", [path]);
    return { path, ended: readFile(path, "utf8") };
  }

  const codeOf = (printing: Promise<PdfFile>) =>
    printing.then(
      async ({ bytes }) => (await text(bytes), "printed"),
      (fault: unknown) => (fault instanceof PrintFailed ? fault.code : String(fault)),
    );

  it("gives what the program made of the page, and leaves nothing behind", async () => {
    const notes = join(folder, "notes");
    const printer = createPrinter(program(`pwd > ${notes}; cp "$html" "$pdf"`));
    const { bytes, sizeBytes } = await printer.print("供电方案", here);
    expect(await text(bytes)).to.equal("供电方案");
    expect(sizeBytes).to.equal(12);
    expect(existsSync(readFileSync(notes, "utf8").trim())).to.equal(false);
  });

  it("shows the program nothing of the service's own surroundings", async () => {
    const printer = createPrinter(program('env > "$pdf"'));
    const seen = await text((await printer.print("", here)).bytes);
    const names = seen.split("\n").map((line) => line.slice(0, line.indexOf("=")));
    expect(names).to.include.members(["HOME", "TMPDIR"]).and.not.include("NODE_ENV");
    expect(seen).not.to.include(process.env["HOME"] ?? "no home");
  });

  it("says with the program's own words that it failed", async () => {
    const failing = createPrinter(program("echo no display >&2; exit 7"));
    const fault = await failing.print("", here).catch((error: unknown) => error);
    expect(String(fault)).to.include("ended with 7").and.include("no display");
    expect(await codeOf(createPrinter(program("exit 0")).print("", here))).to.equal("print-failed");
    expect(await codeOf(createPrinter(join(folder, "absent")).print("", here))).to.equal(
      "print-failed",
    );
  });

  it("kills what takes too long, with the children of it", async () => {
    const { path, ended } = pipe("alive");
    const lines = `exec 3> ${path}; sleep 100 & sleep 100`;
    const printer = createPrinter(program(lines), { withinMs: 300 });
    expect(await codeOf(printer.print("", here))).to.equal("print-too-slow");
    expect(await ended).to.equal("");
  });

  it("prints one after the other and turns away whoever would wait long", async () => {
    const log = join(folder, "log");
    const printer = createPrinter(
      program(`echo begin >> ${log}; cp "$html" "$pdf"; echo end >> ${log}`),
    );
    const codes = await Promise.all(
      Array.from({ length: 7 }, () => codeOf(printer.print("x", here))),
    );
    expect(codes.filter((code) => code === "printed")).to.have.length(5);
    expect(codes.slice(5)).to.deep.equal(["print-busy", "print-busy"]);
    expect(readFileSync(log, "utf8")).to.equal("begin\nend\n".repeat(5));
    expect(await codeOf(printer.print("x", here))).to.equal("printed");
  });

  it("prints nothing for whoever has hung up, nor after the end of the service", async () => {
    const begun = pipe("begun");
    const alive = pipe("alive");
    const lines = `exec 3> ${alive.path}; echo > ${begun.path}; sleep 100`;
    const printer = createPrinter(program(lines));
    const gone = new AbortController();
    const printing = codeOf(printer.print("", gone.signal));
    const waiting = codeOf(printer.print("", here));
    await begun.ended;
    gone.abort();
    expect(await printing).to.equal("print-left");
    expect(await alive.ended).to.equal("");
    printer.stop();
    expect(await waiting).to.equal("print-left");
    expect(await codeOf(printer.print("", here))).to.equal("print-left");
  });
});
