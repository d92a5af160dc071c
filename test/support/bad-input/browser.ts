// Somebody's browser inside WeCom: keeps cookies and follows nothing by itself.
import type { World } from "../world.ts";

export interface Browser {
  jar: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  /** The way to the authorize page and back as this member (`@outsider`: as nobody). */
  logIn(userid: string, to?: string): Promise<Page>;
  /** The address that the authorize page sends this member back to. */
  authorized(userid: string, to?: string): Promise<string>;
}

export interface Page {
  status: number;
  location: string;
  text: string;
  headers: Headers;
}

export const SESSION = "qianpi-session";

export function browser(world: World): Browser {
  const jar = new Map<string, string>();
  const get: Browser["get"] = async (path, headers = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(world.url + path, {
      redirect: "manual",
      headers: { cookie, ...headers },
    });
    for (const line of answer.headers.getSetCookie()) keep(jar, line);
    const location = answer.headers.get("location") ?? "";
    return { status: answer.status, location, text: await answer.text(), headers: answer.headers };
  };
  const authorized: Browser["authorized"] = async (userid, to = "/") => {
    const { location } = await get(`/login?to=${encodeURIComponent(to)}`);
    const answer = await fetch(location.replace(/#.*$/, `&sim_user=${userid}`), {
      redirect: "manual",
    });
    return (answer.headers.get("location") ?? "").replace(world.url, "");
  };
  return { jar, get, authorized, logIn: async (userid, to) => get(await authorized(userid, to)) };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";");
  const at = pair.indexOf("=");
  if (line.includes("Max-Age=0")) jar.delete(pair.slice(0, at));
  else jar.set(pair.slice(0, at), pair.slice(at + 1));
}
