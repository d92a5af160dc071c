/** One element; a leaf has text and no children, any other has children and no text. */
export interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

/** One tag, one CDATA section or one piece of text; everything that needs a second thought matches none of them. */
const PIECE =
  /<(\/?)([A-Za-z][A-Za-z0-9_]{0,63})>|<!\[CDATA\[([\t\n\x20-\x5c\x5e-\ud7ff]*)\]\]>|([\t\n\x20-\x25\x27-\x3b\x3d-\x5c\x5e-\ud7ff]+)/y;

const BLANK = /^[\t\n ]*$/;
const MAX_DEPTH = 8;
const MAX_ELEMENTS = 200;

/**
 * Reads the plain form in which WeCom writes: elements without attributes, CDATA, text without entities.
 * Undefined for anything else, well-formed or not: the strict parser judges that. What is read here, it reads alike.
 */
export function parsePlainXml(text: string): XmlElement | undefined {
  const root: XmlElement = { name: "", text: "", children: [] };
  const open = [root];
  let elements = 0;
  PIECE.lastIndex = 0;
  for (let at = 0; at < text.length; at = PIECE.lastIndex) {
    const piece = PIECE.exec(text);
    const inside = open.at(-1);
    if (piece === null || inside === undefined) return undefined;
    const [, slash, name, section, plain] = piece;
    if (name === undefined) {
      // Text beside the document's element, or between elements, is for the strict parser to refuse.
      if (open.length === 1) return undefined;
      inside.text += section ?? plain ?? "";
    } else if (slash === "") {
      elements += 1;
      if (elements > MAX_ELEMENTS || open.length > MAX_DEPTH) return undefined;
      const element: XmlElement = { name, text: "", children: [] };
      inside.children.push(element);
      open.push(element);
    } else if (!isClosed(open.pop(), name)) {
      return undefined;
    }
  }
  const [document, second] = root.children;
  return open.length === 1 && second === undefined ? document : undefined;
}

/** Ends an element; false when the tag names another one, or when there is text beside its children. */
function isClosed(element: XmlElement | undefined, name: string): boolean {
  if (element?.name !== name) return false;
  if (element.children.length === 0) return true;
  if (!BLANK.test(element.text)) return false;
  element.text = "";
  return true;
}
