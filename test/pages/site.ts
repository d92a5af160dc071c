import { buildFlow } from "../support/build-flow.ts";
import type { AddressInfo } from "node:net";
import { createHttp, stopHttp } from "../../src/http/server.ts";
import { sealValue } from "../../src/http/signed-value.ts";
import { buildParts, SESSION_SECRET } from "../unit/http/parts.ts";
import { november } from "../support/build.ts";
import { exampleBureau, fullCase } from "./full-case.ts";

export interface Site {
  url: string;
  /** Header of a browser in which this person is logged in. */
  cookieOf: (userid: string) => string;
  stop: () => Promise<void>;
}

/** The HTTP server over one made-up case, as of a Thursday morning. */
export async function startSite(): Promise<Site> {
  const now = november(26, "10:30:08");
  const file = fullCase();
  const parts = buildParts({ bureau: exampleBureau(), clock: { now: () => now } });
  parts.verbs.lookUpCase = ({ caseNo }) =>
    Promise.resolve(
      caseNo === file.connectionCase.caseNo
        ? { file, asOf: now, flowOf: () => buildFlow() }
        : undefined,
    );
  const server = createHttp(parts);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    cookieOf: (userid) => {
      const until = now.getTime() + 60_000;
      return `qianpi-session=${sealValue("session", { id: "0".repeat(24), userid, until }, SESSION_SECRET)}`;
    },
    stop: () => stopHttp(server),
  };
}
