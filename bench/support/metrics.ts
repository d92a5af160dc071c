// What a running service says of itself, by its metrics.
import { environment } from "../../test/support/world.ts";

const METRICS_TOKEN = environment({ port: 0, url: "", simulatorUrl: "", mysqlUrl: "" })[
  "METRICS_TOKEN"
];

/** The value of one metric without labels. @throws Error when there is none */
export async function metricOf(url: string, name: string): Promise<number> {
  const response = await fetch(`${url}/metrics`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  const text = await response.text();
  const found = new RegExp(`^${name} (\\S+)$`, "m").exec(text);
  if (found?.[1] === undefined) throw new Error(`no metric ${name} (${response.status})`);
  return Number(found[1]);
}
