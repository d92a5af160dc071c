import type { CaseFile } from "../../src/domain/case-file.ts";
import type { Check } from "./check.ts";
import type { Demo } from "./bureau.ts";

const MAX_HOPS = 8;

/** The page of the story opens through the login of WeCom and shows every signature. */
export async function checkPage(
  demo: Demo,
  { connectionCase, approvals }: CaseFile,
): Promise<Check> {
  const address = `${demo.serviceUrl}/cases/${connectionCase.caseNo}`;
  const { status, html, hosts } = await openAs("zhangwei", address);
  const signers = approvals.flatMap(({ decisions }) => decisions).map(({ name }) => name);
  const missing = signers.filter((name) => !html.includes(name));
  return {
    what: "the case page opens through the login of WeCom and shows every signature",
    problems: [
      ...(status === 200 ? [] : [`the page answered ${status}`]),
      ...(hosts.has(new URL(demo.simulatorUrl).host) ? [] : ["the login did not pass WeCom"]),
      ...(html.includes("同意") && html.includes("退回") ? [] : ["no decisions on the page"]),
      ...missing.map((name) => `the page does not name ${name}`),
    ],
  };
}

/** Follows redirects as a browser in somebody's WeCom would, with its cookies. */
async function openAs(userid: string, address: string) {
  const cookies = new Map([["sim_user", userid]]);
  const hosts = new Set<string>();
  let url = new URL(address);
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    hosts.add(url.host);
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const location = response.headers.get("location");
    if (location === null) return { status: response.status, html: await response.text(), hosts };
    url = new URL(location, url);
  }
  return { status: 0, html: "", hosts };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";");
  const split = pair.indexOf("=");
  cookies.set(pair.slice(0, split), pair.slice(split + 1));
}
