// Files that people attach, and how they come in and are opened.
import { API_KEY, type World } from "./world.ts";
import type { Browser, Page } from "./bad-input/browser.ts";

/** A small PDF that a browser can show: one page with a line and a word. */
export function pdf(word = "supply plan"): Buffer {
  const content = `BT /F1 24 Tf 60 700 Td (${word}) Tj ET 60 690 m 400 690 l S`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj${body}endobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF`;
  return Buffer.from(text + table + trailer, "latin1");
}

/** A PDF of that many bytes; what is behind its end no reader looks at. */
export function largePdf(sizeBytes: number, fill = 0x20): Buffer {
  return Buffer.concat([pdf(), Buffer.alloc(sizeBytes, fill)], sizeBytes);
}

/** A picture: a chequered board of 120 by 80 points. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAHgAAABQCAIAAABd+SbeAAAAsUlEQVR42u3bsQkAIAwEwIzjTM7pONZuYO8OKSSQg+8frn0+9rnpjLnS6dYboEGDBg0aNGjQoEGDBg0aNGjQoEGDBg0aNGjQoEEXhYb1pxc0aNCgQYMGDRo0aNCgQYMGDRo0aNCgQYMGDRo06KrQsKzgoEGDBg0aNGjQoEGDBg0aNGjQoEGDBg0aNGjQoP0MYVnBQYMGDRo0aNCgQYMGDRo0aNCgQYMGDRo0aNCgQbeFfvYwoAjcJ5piAAAAAElFTkSuQmCC",
  "base64",
);

export interface UploadAnswer {
  status: number;
  body: { attachmentId: string; code: string; name: string; type: string; sha256: string };
}

/** A business system uploads a file for somebody. */
export async function uploadByApi(
  { url }: Pick<World, "url">,
  caseNo: string,
  {
    bytes = pdf(),
    name = "接线图.pdf",
    by = "zhangwei",
    headers = {},
  }: { bytes?: Uint8Array; name?: string; by?: string; headers?: Record<string, string> } = {},
): Promise<UploadAnswer> {
  const query = new URLSearchParams({ name, uploadedBy: by });
  const answer = await fetch(`${url}/api/cases/${caseNo}/attachments?${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${API_KEY}`, ...headers },
    body: new Blob([new Uint8Array(bytes)]),
  });
  return { status: answer.status, body: (await answer.json()) as UploadAnswer["body"] };
}

/** The token in the form of the upload page. */
export function uploadTokenOn({ text }: Page): string {
  const [, token] =
    /enctype="multipart\/form-data".*?name="token" value="([^"]*)"/.exec(text) ?? [];
  if (token === undefined) throw new Error("the page takes no files");
  return token;
}

/** The form by which a case page opens an attachment. */
export function openFormOn({ text }: Page, id: string): { action: string; token: string } {
  const form = new RegExp(`action="([^"]*/attachments/${id}/open)".*?name="token" value="([^"]*)"`);
  const [, action, token] = form.exec(text) ?? [];
  if (action === undefined || token === undefined) throw new Error(`the page does not open ${id}`);
  return { action, token };
}

/** Somebody opens an attachment from the page of its case. Returns the address of the page that shows it. */
export async function openFromCase(who: Browser, caseNo: string, id: string): Promise<string> {
  const { action, token } = openFormOn(await who.get(`/cases/${caseNo}`), id);
  return (await who.post(action, { token })).location;
}

/** Somebody sends the form of the upload page, as their browser would. */
export async function uploadOnPage(
  { url }: Pick<World, "url">,
  who: Browser,
  {
    caseNo,
    token,
    bytes = pdf(),
    name = "接线图.pdf",
    headers = {},
  }: {
    caseNo: string;
    token: string;
    bytes?: Uint8Array;
    name?: string;
    headers?: Record<string, string>;
  },
): Promise<{ status: number; location: string; text: string }> {
  const form = new FormData();
  form.append("token", token);
  form.append("file", new Blob([new Uint8Array(bytes)]), name);
  const cookie = [...who.jar].map(([key, value]) => `${key}=${value}`).join("; ");
  const answer = await fetch(`${url}/cases/${caseNo}/attachments`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie, origin: url, ...headers },
    body: form,
  });
  const { status } = answer;
  return { status, location: answer.headers.get("location") ?? "", text: await answer.text() };
}
