// The text of a PDF that Chromium printed, as somebody would read it who copies it out.
import { inflateSync } from "node:zlib";

/** What the numbers of a font's glyphs stand for. */
interface Font {
  glyphs: ReadonlyMap<number, string>;
  /** Hex digits of one number. */
  digits: number;
}

const NO_FONT: Font = { glyphs: new Map(), digits: 2 };

/** Every page's text in one; parts of a line follow one another without blanks. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsIn(pdf.toString("latin1"));
  const fonts = new Map<string, Font>();
  for (const [no, { head }] of objects) {
    const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1];
    if (toUnicode !== undefined) fonts.set(no, fontIn(objects.get(toUnicode)?.stream ?? ""));
  }
  const names = new Map<string, Font>();
  for (const { head } of objects.values()) {
    for (const [, name = "", no = ""] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      names.set(name, fonts.get(no) ?? NO_FONT);
    }
  }
  return [...objects.values()].map(({ stream }) => shownText(stream, names)).join("\n");
}

function objectsIn(text: string): Map<string, { head: string; stream: string }> {
  const found = text.matchAll(/(?:^|\n)(\d+) 0 obj\n?([^]*?)endobj/g);
  return new Map(
    [...found].map(([, no = "", body = ""]) => {
      const [head = "", rest] = body.split(/stream\r?\n/);
      return [no, { head, stream: rest === undefined ? "" : inflated(head, rest) }];
    }),
  );
}

function inflated(head: string, stream: string): string {
  if (!head.includes("/FlateDecode")) return stream;
  try {
    return inflateSync(Buffer.from(stream, "latin1")).toString("latin1");
  } catch {
    // A picture or a font; there is no text in it.
    return "";
  }
}

function fontIn(map: string): Font {
  const glyphs = new Map<number, string>();
  const hex = (text = ""): number => Number.parseInt(text, 16);
  for (const [, lines = ""] of map.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, from, to = ""] of lines.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)>/gi)) {
      glyphs.set(hex(from), utf16(to));
    }
  }
  for (const [, lines = ""] of map.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
    for (const [, from, to, first] of lines.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      for (let at = hex(from); at <= hex(to); at += 1) {
        glyphs.set(at, String.fromCodePoint(hex(first) + at - hex(from)));
      }
    }
  }
  const digits = /begincodespacerange\s*<(\w+)>/.exec(map)?.[1]?.length ?? NO_FONT.digits;
  return { glyphs, digits };
}

function utf16(hex: string): string {
  return Buffer.from(hex, "hex").swap16().toString("utf16le");
}

function shownText(stream: string, names: ReadonlyMap<string, Font>): string {
  let font = NO_FONT;
  let isReplaced = false;
  let text = "";
  for (const [token, name, actual, shown] of stream.matchAll(TOKENS)) {
    if (name !== undefined) font = names.get(name) ?? NO_FONT;
    if (actual !== undefined) text += utf16(actual);
    if (shown !== undefined && !isReplaced) text += charactersOf(shown, font);
    isReplaced = token !== "EMC" && (isReplaced || actual !== undefined);
  }
  return text;
}

/** A font that is chosen, a text that stands for what is drawn until EMC, and what is drawn. */
const TOKENS = /\/(F\d+) [\d.]+ Tf|\/ActualText <FEFF([0-9A-F]+)>|<([0-9A-F]+)>|EMC/g;

function charactersOf(shown: string, { glyphs, digits }: Font): string {
  const codes = shown.match(new RegExp(`.{${digits}}`, "g")) ?? [];
  return codes.map((code) => glyphs.get(Number.parseInt(code, 16)) ?? "").join("");
}
