/** Element content: text (as CDATA), a number (bare) or elements in order. */
export type XmlContent = string | number | readonly XmlElement[];
export type XmlElement = readonly [name: string, content: XmlContent];

/** Writes one element; `]]>` inside text is split over two CDATA sections. */
export function writeElement([name, content]: XmlElement): string {
  return `<${name}>${writeContent(content)}</${name}>`;
}

function writeContent(content: XmlContent): string {
  if (typeof content === "number") return String(content);
  if (typeof content !== "string") return content.map(writeElement).join("");
  return `<![CDATA[${content.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

/** The list in random order. */
export function shuffled<Item>(
  items: readonly Item[],
  randomBytes: (size: number) => Buffer,
): readonly Item[] {
  const weights = randomBytes(Math.max(1, items.length));
  return items
    .map((item, index) => ({ item, weight: weights[index] ?? 0 }))
    .toSorted((a, b) => a.weight - b.weight)
    .map(({ item }) => item);
}

/** An element that was read: its children in order, or its text. */
export interface ReadElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly ReadElement[];
}

const ELEMENT = /<(\w+)>((?:<!\[CDATA\[[\s\S]*?\]\]>|[\s\S])*?)<\/\1>/g;

/** The elements directly inside a piece of XML; elements of one name must not stand inside each other. */
export function readElements(xml: string): readonly ReadElement[] {
  return [...xml.matchAll(ELEMENT)].map(([, name = "", inner = ""]) => {
    const isText = inner.includes("<![CDATA[") ? /^\s*<!\[CDATA\[/.test(inner) : !/<\w/.test(inner);
    return {
      name,
      text: isText ? readText(inner.trim()) : "",
      children: isText ? [] : readElements(inner),
    };
  });
}

/** Text of the first element with exactly this name anywhere in the XML; undefined when absent. */
export function readElement(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1];
  return found === undefined ? undefined : readText(found.trim());
}

function readText(inner: string): string {
  const sections = [...inner.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)];
  if (sections.length > 0) return sections.map((section) => section[1] ?? "").join("");
  return inner
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
