import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import { sheetTitle, SheetContent, type SheetProps } from "./sheet.tsx";
import { CSS } from "./style.ts";

/** A second wall beside having no network: no script runs, nothing is loaded. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The sheet with its style sheet inside, to be printed where there is nothing but this text. */
export function sheetFileHtml(props: SheetProps): string {
  return `<!doctype html>${renderToString(<SheetFile {...props} />)}`;
}

function SheetFile(props: SheetProps): JSX.Element {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <title>{sheetTitle(props.sheet)}</title>
        <style dangerouslySetInnerHTML={{ __html: CSS }} />
      </head>
      <body>
        <main class="sheet">
          <SheetContent {...props} />
        </main>
      </body>
    </html>
  );
}
