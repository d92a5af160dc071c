import { freePorts } from "../../test/support/world.ts";
import type { Place } from "./place.ts";
import { programOf, start } from "./service.ts";

export interface InstantApi {
  url: string;
  /** Calls so far. */
  calls(): Promise<number>;
}

const PROGRAM = new URL("../programs/instant-api.js", import.meta.url);

/** A chat server in a process of its own that says yes at once; it ends with the benchmark. */
export async function openInstantApi(place: Place): Promise<InstantApi> {
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const healthUrl = `${url}/calls`;
  await start(place, { command: programOf(PROGRAM), env: { PORT: String(port) }, healthUrl });
  return { url, calls: async () => Number(await (await fetch(healthUrl)).text()) };
}
