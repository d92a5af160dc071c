import type { Attachment } from "../domain/case/attachment.ts";

const POLICY = "default-src 'none'; frame-ancestors 'self'; sandbox";

/**
 * What a browser may do with a file that somebody uploaded: show it inside our own pages as what its bytes say it is.
 * The sandbox gives it an origin of its own without scripts, and it may load nothing.
 */
export function fileHeaders({ type, name }: Attachment): Record<string, string> {
  return {
    "Content-Type": type,
    "Content-Disposition": `inline; ${fileNameParts(name)}`,
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
}

/** The name for old and new readers: ASCII with what is left of it, and the whole in UTF-8. @source RFC 6266 4.3, RFC 8187 */
export function fileNameParts(name: string): string {
  const plain = name.replace(/[^\w.()-]+/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
