// Text as phones set it: links in texts, the small Markdown of the platform, the divs of text cards.
import type { ComponentChildren } from "preact";

const isSafe = (href: string) => /^https?:\/\//i.test(href);

/** Where a link on a member's phone leads: through the page that carries his login. */
export function phoneLink(userid: string, url: string): string {
  return `/phone/${encodeURIComponent(userid)}/link?url=${encodeURIComponent(url)}`;
}

interface LinkProps {
  readonly userid: string;
  readonly url: string;
  readonly children: ComponentChildren;
  readonly class?: string;
}

/** A link that opens outside the phone; anything but http(s) stays text. */
export function PhoneLink({ userid, url, children, ...rest }: LinkProps) {
  if (!isSafe(url)) return <span>{children}</span>;
  return (
    <a {...rest} href={phoneLink(userid, url)} target="_blank" rel="noopener">
      {children}
    </a>
  );
}

interface TextProps {
  readonly userid: string;
  readonly text: string;
}

const TEXT_LINK = /<a href="([^"]*)">([\s\S]*?)<\/a>|(https?:\/\/[^\s<>"，。；）]+)/g;

/** A text message: `<a href>` and bare addresses are links, line breaks are kept by the style. */
export function TextContent({ userid, text }: TextProps) {
  return <>{splitBy(TEXT_LINK, text, (match) => textLink(userid, match))}</>;
}

function textLink(userid: string, match: RegExpMatchArray) {
  const url = match[1] ?? match[3] ?? "";
  return (
    <PhoneLink userid={userid} url={url}>
      {match[2] ?? url}
    </PhoneLink>
  );
}

const MARKDOWN_PIECE =
  /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|`([^`]+)`|<font color="(\w+)">([\s\S]*?)<\/font>|<@([^>]+)>/g;

/** Markdown as far as the platform knows it: headings, bold, links, code, quotes, three colours. */
export function MarkdownContent({ userid, text }: TextProps) {
  return (
    <div class="markdown">
      {text.split("\n").map((line) => (
        <MarkdownLine userid={userid} text={line} />
      ))}
    </div>
  );
}

function MarkdownLine({ userid, text }: TextProps) {
  const heading = /^(#{1,6})\s+(.*)$/.exec(text);
  if (heading !== null)
    return (
      <div class={`md-h md-h${heading[1]?.length ?? 1}`}>{inline(userid, heading[2] ?? "")}</div>
    );
  const quote = /^>\s?(.*)$/.exec(text);
  if (quote !== null) return <div class="md-quote">{inline(userid, quote[1] ?? "")}</div>;
  return <div class="md-line">{inline(userid, text)}</div>;
}

function inline(userid: string, text: string): ComponentChildren {
  return splitBy(MARKDOWN_PIECE, text, (match) => markdownPiece(userid, match));
}

function markdownPiece(userid: string, match: RegExpMatchArray): ComponentChildren {
  const [, bold, linkText, url, code, color, colored, mentioned] = match;
  if (bold !== undefined) return <strong>{inline(userid, bold)}</strong>;
  if (url !== undefined)
    return (
      <PhoneLink userid={userid} url={url}>
        {linkText}
      </PhoneLink>
    );
  if (code !== undefined) return <code>{code}</code>;
  if (color !== undefined)
    return <span class={`md-${color}`}>{inline(userid, colored ?? "")}</span>;
  return <span class="md-mention">@{mentioned}</span>;
}

/** The description of a text card: `<div class="gray|highlight|normal">` and `<br>`. */
export function TextcardContent({ text }: { readonly text: string }) {
  const piece = /<div class="(\w+)">([\s\S]*?)<\/div>/g;
  const lines = (part: string) => part.replaceAll(/<br\s*\/?>/g, "\n");
  return (
    <>
      {splitBy(piece, text, (match) => (
        <div class={`tc-${match[1] ?? "normal"}`}>{lines(match[2] ?? "")}</div>
      )).map((part) => (typeof part === "string" ? lines(part) : part))}
    </>
  );
}

function splitBy(
  pattern: RegExp,
  text: string,
  show: (match: RegExpMatchArray) => ComponentChildren,
): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(end, match.index), show(match));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}
