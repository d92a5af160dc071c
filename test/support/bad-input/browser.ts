// Somebody's browser inside WeCom: keeps cookies and follows nothing by itself.
import type { World } from "../world.ts";

export interface Browser {
  jar: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  /** Sends a form as a page of ours would; headers change what the browser says of it. */
  post(path: string, values: FormValues, headers?: Record<string, string>): Promise<Page>;
  /** The way to the authorize page and back as this member (`@outsider`: as nobody). */
  logIn(userid: string, to?: string): Promise<Page>;
  /** The address that the authorize page sends this member back to. */
  authorized(userid: string, to?: string): Promise<string>;
}

export type FormValues = Readonly<Record<string, string>>;

export interface Page {
  status: number;
  location: string;
  text: string;
  headers: Headers;
}

export const SESSION = "qianpi-session";

export function browser(world: World): Browser {
  const jar = new Map<string, string>();
  const ask = async (path: string, request: RequestInit): Promise<Page> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, ...(request.headers as Record<string, string>) };
    const answer = await fetch(world.url + path, { ...request, redirect: "manual", headers });
    for (const line of answer.headers.getSetCookie()) keep(jar, line);
    const location = answer.headers.get("location") ?? "";
    return { status: answer.status, location, text: await answer.text(), headers: answer.headers };
  };
  const get: Browser["get"] = (path, headers = {}) => ask(path, { headers });
  const post: Browser["post"] = (path, values, headers = {}) =>
    ask(path, {
      method: "POST",
      body: new URLSearchParams(values).toString(),
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: world.url,
        ...headers,
      },
    });
  const authorized: Browser["authorized"] = async (userid, to = "/") => {
    const { location } = await get(`/login?to=${encodeURIComponent(to)}`);
    const answer = await fetch(location.replace(/#.*$/, `&sim_user=${userid}`), {
      redirect: "manual",
    });
    return (answer.headers.get("location") ?? "").replace(world.url, "");
  };
  return {
    jar,
    get,
    post,
    authorized,
    logIn: async (userid, to) => get(await authorized(userid, to)),
  };
}

/** Somebody's browser, in which they are logged in. */
export async function browserOf(world: World, userid: string): Promise<Browser> {
  const who = browser(world);
  await who.logIn(userid);
  return who;
}

/** The page of a case as somebody sees it. */
export async function casePage(world: World, userid: string, caseNo: string): Promise<Page> {
  return (await browserOf(world, userid)).get(`/cases/${caseNo}`);
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";");
  const at = pair.indexOf("=");
  if (line.includes("Max-Age=0")) jar.delete(pair.slice(0, at));
  else jar.set(pair.slice(0, at), pair.slice(at + 1));
}

/** The form on a page that asks for a decision: where it goes, and its token. */
export function formOn({ text }: Page): { action: string; token: string } {
  const [, action] = /<form[^>]* action="([^"]*\/decision)"/.exec(text) ?? [];
  const [, token] = /name="token" value="([^"]*)"/.exec(text) ?? [];
  if (action === undefined || token === undefined) throw new Error("the page asks for nothing");
  return { action, token };
}

/** The form of an act on a page: where it goes, and its token. */
export function actFormOn({ text }: Page, kind: string): { action: string; token: string } {
  const form = new RegExp(
    `<form[^>]* action="([^"]*/acts/${kind}/[^"]*)".*?name="token" value="([^"]*)"`,
  );
  const [, action, token] = form.exec(text) ?? [];
  if (action === undefined || token === undefined) throw new Error(`the page offers no ${kind}`);
  return { action, token };
}

/** Which acts a page offers. */
export function actsOn({ text }: Page): string[] {
  return [...text.matchAll(/<form[^>]* action="[^"]*\/acts\/([a-z-]+)\//g)].map(
    ([, kind]) => kind ?? "",
  );
}

/** What stands in the field for the opinion, as a browser would show it. */
export function writtenOn({ text }: Page): string {
  const [, written = ""] = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(text) ?? [];
  return written.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
