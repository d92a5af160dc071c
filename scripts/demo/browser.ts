import { DemoFailed, type Demo } from "./bureau.ts";

const MAX_HOPS = 8;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** What a browser ends up with, and the hosts that it came by. */
export interface Visited {
  status: number;
  html: string;
  hosts: ReadonlySet<string>;
}

/** Somebody's browser inside WeCom: keeps cookies and follows redirects, through the login as well. */
export interface Browser {
  open(path: string): Promise<Visited>;
  /** Fills in the form of a page that goes to such an address, and sends it; it must be taken. */
  fillIn(path: string, form: RegExp, values?: Readonly<Record<string, string>>): Promise<void>;
}

export function browserOf({ serviceUrl, quiet }: Demo, userid: string): Browser {
  const cookies = new Map([["sim_user", userid]]);
  const open = (path: string): Promise<Visited> =>
    follow(cookies, new URL(path, serviceUrl), { method: "GET" });
  return {
    open,
    fillIn: async (path, form, values = {}) => {
      const { action, token } = formOn((await open(path)).html, form);
      const headers = {
        origin: serviceUrl,
        "content-type": "application/x-www-form-urlencoded",
      };
      const body = new URLSearchParams({ token, ...values }).toString();
      const answer = await follow(cookies, new URL(action, serviceUrl), {
        method: "POST",
        headers,
        body,
      });
      await quiet();
      if (answer.status === 200) return;
      throw new DemoFailed(`${action} was not taken: ${answer.status} ${refusedIn(answer.html)}`);
    },
  };
}

type Request = Pick<RequestInit, "method" | "body"> & {
  headers?: Readonly<Record<string, string>>;
};

async function follow(cookies: Map<string, string>, start: URL, first: Request): Promise<Visited> {
  const hosts = new Set<string>();
  let url = start;
  let request = first;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...request.headers, cookie };
    const response = await fetch(url, { ...request, headers, redirect: "manual" });
    hosts.add(url.host);
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const location = response.headers.get("location");
    if (location === null || !REDIRECTS.includes(response.status)) {
      return { status: response.status, html: await response.text(), hosts };
    }
    url = new URL(location, url);
    request = { method: "GET" };
  }
  return { status: 0, html: "", hosts };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";");
  const split = pair.indexOf("=");
  cookies.set(pair.slice(0, split), pair.slice(split + 1));
}

function formOn(html: string, form: RegExp): { action: string; token: string } {
  for (const [, action = "", token = ""] of html.matchAll(FORM)) {
    if (form.test(action)) return { action, token };
  }
  throw new DemoFailed(`the page has no form ${form.source}`);
}

const FORM = /<form[^>]* action="([^"]*)"[^>]*><input[^>]* name="token" value="([^"]*)"/g;

function refusedIn(html: string): string {
  return /role="alert"[^>]*>([^<]*)</.exec(html)?.[1] ?? "";
}
