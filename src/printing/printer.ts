// printing: makes PDF files of pages with a Chromium of the machine.
// Must not know what is printed, nor for whom.
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { SECOND_MS } from "../lib/clock.ts";
import { PrintFailed } from "./print-failed.ts";
import { runChromium } from "./run-chromium.ts";

/** A file that is on no disk any more; its bytes end with the stream. */
export interface PdfFile {
  sizeBytes: number;
  bytes: Readable;
}

export interface Printer {
  /**
   * The page as a PDF, on the paper that its own style sheet asks for. It must hold all it needs: nothing is loaded.
   * @param left whoever wanted it is gone
   * @throws PrintFailed
   */
  print(html: string, left: AbortSignal): Promise<PdfFile>;
  /** Kills what is printing; nothing is printed any more. */
  stop(): void;
}

/** A sheet takes a second. */
const WITHIN_MS = 15 * SECOND_MS;
/** A browser takes a core and 200 MB, so there is one at a time, and whoever would wait long is told at once. */
const MOST_IN_LINE = 5;

/** Prints one page after the other, in the order of asking. */
export function createPrinter(program: string, { withinMs = WITHIN_MS } = {}): Printer {
  const stopped = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  let inLine = 0;
  const print = async (html: string, left: AbortSignal): Promise<PdfFile> => {
    const over = AbortSignal.any([left, stopped.signal]);
    const turn = last.then(() => printPage(program, html, { over, withinMs }));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    print: async (html, left) => {
      if (inLine >= MOST_IN_LINE) throw new PrintFailed("print-busy", `${inLine} are in line`);
      inLine += 1;
      try {
        return await print(html, left);
      } finally {
        inLine -= 1;
      }
    },
    stop: () => stopped.abort(),
  };
}

interface Limits {
  over: AbortSignal;
  withinMs: number;
}

async function printPage(program: string, html: string, limits: Limits): Promise<PdfFile> {
  if (limits.over.aborted) throw new PrintFailed("print-left", "nobody waits for it any more");
  const folder = await mkdtemp(join(tmpdir(), "qianpi-print-"));
  const place = { folder, htmlPath: join(folder, "page.html"), pdfPath: join(folder, "page.pdf") };
  try {
    await writeFile(place.htmlPath, html);
    await runWithin(limits, (signal) => runChromium(program, place, signal));
    return await openedFile(place.pdfPath);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Whatever ends after its time, or after it was given up, was ended by us. */
async function runWithin(
  { over, withinMs }: Limits,
  run: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const tooSlow = AbortSignal.timeout(withinMs);
  try {
    await run(AbortSignal.any([over, tooSlow]));
  } catch (cause) {
    if (over.aborted) throw new PrintFailed("print-left", "given up", { cause });
    if (!tooSlow.aborted) throw cause;
    throw new PrintFailed("print-too-slow", `not printed within ${withinMs} ms`, { cause });
  }
}

/** What is open can be read to its end though its folder is removed. */
async function openedFile(path: string): Promise<PdfFile> {
  try {
    const file = await open(path);
    const { size } = await file.stat();
    return { sizeBytes: size, bytes: file.createReadStream() };
  } catch (cause) {
    throw new PrintFailed("print-failed", "the browser ended well and printed nothing", { cause });
  }
}
