import type { ComponentChildren, JSX } from "preact";
import type { Mark } from "./case-words.ts";
import { CSS_URL } from "./style.ts";

interface LayoutProps {
  title: string;
  /** Name of whoever is logged in. */
  viewerName?: string | undefined;
  /** Address of a script of ours that makes the page better; it works without. */
  script?: string | undefined;
  children: ComponentChildren;
}

/** The frame of every page: one style sheet, at most one script of ours, nothing from other hosts. */
export function Layout({ title, viewerName, script, children }: LayoutProps): JSX.Element {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="color-scheme" content="light" />
        <title>{`${title} · 签批`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={CSS_URL} />
        {script === undefined ? null : <script type="module" src={script} />}
      </head>
      <body>
        {children}
        {viewerName === undefined ? null : <Footer viewerName={viewerName} />}
      </body>
    </html>
  );
}

function Footer({ viewerName }: { viewerName: string }): JSX.Element {
  return (
    <footer class="footer">
      <span>当前登录：{viewerName}</span>
      <form method="post" action="/logout">
        <button type="submit" class="link-button">
          退出登录
        </button>
      </form>
    </footer>
  );
}

/** A state in a word and a colour. */
export function Pill({ mark }: { mark: Mark }): JSX.Element {
  return <span class={`pill ${mark.tone}`}>{mark.text}</span>;
}

interface PairProps {
  term: string;
  /** Takes the whole width where pairs stand in two columns. */
  isWide?: boolean;
  children: ComponentChildren;
}

/** One pair of a description list. */
export function Pair({ term, isWide = false, children }: PairProps): JSX.Element {
  return (
    <div class={isWide ? "pair wide" : "pair"}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
