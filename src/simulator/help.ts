import { VARIABLES } from "./environment.ts";

/** What `--help` prints: how to start, and every setting with its default. */
export function helpText(): string {
  const width = Math.max(...VARIABLES.map(({ name }) => name.length));
  const lines = VARIABLES.map(({ name, fallback, meaning }) => {
    const given = fallback === "" ? "" : ` (${fallback})`;
    return `  ${name.padEnd(width)}  ${meaning}${given}`;
  });
  return `wecom-simulator: plays WeCom (企业微信) for a self-built app: API, callbacks, phones, clock.

Start it, open http://127.0.0.1:4000/ and point your app's API base to the same address.
Settings are environment variables; (defaults) fit a first try:

${lines.join("\n")}

Control API: POST http://127.0.0.1:4000/_control/{command}; see docs/simulator.md.
`;
}
