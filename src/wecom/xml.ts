import { SaxesParser } from "saxes";
import { CallbackRejected } from "./callback-rejected.ts";
import { parsePlainXml, type XmlElement } from "./plain-xml.ts";

export type { XmlElement };

const MAX_DEPTH = 16;
const MAX_ELEMENTS = 2_000;

/**
 * Parses a small document strictly: no DOCTYPE, comment, processing instruction, foreign encoding or mixed content;
 * everything stays the exact string it was, adjacent CDATA sections are joined.
 * @throws CallbackRejected `xml`.
 */
export function parseXml(text: string): XmlElement {
  return parsePlainXml(text) ?? parseAnyXml(text);
}

/** The same for every form of XML, and the judge of what is none. @throws CallbackRejected `xml`. */
export function parseAnyXml(text: string): XmlElement {
  const root: XmlElement = { name: "", text: "", children: [] };
  try {
    build(root, text);
  } catch (cause) {
    if (cause instanceof CallbackRejected) throw cause;
    throw new CallbackRejected("xml", "not well-formed", { cause });
  }
  const [document] = root.children;
  if (document === undefined) throw new CallbackRejected("xml", "no element");
  return document;
}

function build(root: XmlElement, text: string): void {
  const parser = new SaxesParser();
  const open = [root];
  let elements = 0;
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element !== undefined && open.length > 1) element.text += part;
  };
  refuseForeignParts(parser);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("opentag", ({ name }) => {
    elements += 1;
    if (open.length > MAX_DEPTH) refuse("nested too deeply");
    if (elements > MAX_ELEMENTS) refuse("too many elements");
    const element: XmlElement = { name, text: "", children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (element !== undefined) refuseMixedContent(element);
  });
  parser.write(text).close();
}

function refuseForeignParts(parser: SaxesParser): void {
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== "utf-8")
      refuse("encoding is not UTF-8");
  });
  parser.on("doctype", () => refuse("DOCTYPE"));
  parser.on("comment", () => refuse("comment"));
  parser.on("processinginstruction", () => refuse("processing instruction"));
}

function refuseMixedContent(element: XmlElement): void {
  if (element.children.length === 0) return;
  if (element.text.trim() !== "") refuse("text beside elements");
  element.text = "";
}

function refuse(what: string): never {
  throw new CallbackRejected("xml", what);
}

/** The children of that exact name, in order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/**
 * The one child under any of the names (spellings of one field).
 * @throws CallbackRejected `xml` when there are several: which of them counts must never be a guess.
 */
export function childOf(element: XmlElement, ...names: string[]): XmlElement | undefined {
  const found = element.children.filter((child) => names.includes(child.name));
  if (found.length > 1) refuse(`${names[0]} more than once`);
  return found[0];
}

/** The exact text of the one child; undefined when absent. @throws CallbackRejected `xml` when repeated or not a leaf. */
export function textOf(element: XmlElement, ...names: string[]): string | undefined {
  const child = childOf(element, ...names);
  if (child !== undefined && child.children.length > 0) refuse(`${names[0]} holds elements`);
  return child?.text;
}
