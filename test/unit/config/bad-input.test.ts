import { expect } from "chai";
import { loadConfig } from "../../../src/config/load.ts";
import { COMPLETE_ENV, problemsOf, shippedFiles, shippedText } from "./shipped-files.ts";

const FLOW = "config/flows/plan-lv.yaml";
const SINGLE = "config/flows/plan-10kv-single.yaml";

describe("bad input in the configuration", () => {
  /** Problems of a variable; none of them may show its value. */
  function problemsWith(changes: Record<string, string | undefined>): string {
    const told = problemsOf({ ...COMPLETE_ENV, ...changes }).join("\n");
    for (const value of Object.values(changes)) {
      if (value !== undefined && value.length > 1) expect(told).to.not.include(value);
    }
    return told;
  }

  it("K06 a token or key that is missing or of the wrong shape: no start, named without its value", () => {
    const key = COMPLETE_ENV["WECOM_CALLBACK_AES_KEY"] ?? "";
    for (const wrong of [undefined, "", key.slice(1), `${key}=`, `${key.slice(1)}+`]) {
      const told = problemsWith({ WECOM_CALLBACK_AES_KEY: wrong });
      expect(told).to.include("WECOM_CALLBACK_AES_KEY");
    }
    for (const wrong of [undefined, "ab", "has-dash", "t".repeat(33)]) {
      expect(problemsWith({ WECOM_CALLBACK_TOKEN: wrong })).to.include("WECOM_CALLBACK_TOKEN");
    }
    const uncommon = `${key.slice(0, 42)}9`;
    expect(problemsOf({ ...COMPLETE_ENV, WECOM_CALLBACK_AES_KEY: uncommon })).to.deep.equal([]);
  });

  it("K07 blanks and line ends around a secret: dropped with a warning that does not show it", () => {
    const env = { ...COMPLETE_ENV, WECOM_SECRET: " app-secret-value \r\n" };
    const { wecom, warnings } = loadConfig(env, shippedFiles());
    expect(wecom.secret).to.equal("app-secret-value");
    expect(warnings.join("\n")).to.include("WECOM_SECRET").and.not.include("app-secret-value");
  });

  it("K08 without NODE_ENV everything is as in production: quiet, and no means of tests", () => {
    expect(loadConfig(COMPLETE_ENV, shippedFiles())).to.include({ logLevel: "info" });
    for (const NODE_ENV of [undefined, "", "production", "prod", "Test"]) {
      const told = problemsOf({ ...COMPLETE_ENV, NODE_ENV, QIANPI_FAILPOINTS: "before-commit" });
      expect(told.join(), String(NODE_ENV)).to.include("QIANPI_FAILPOINTS");
    }
  });

  it("K09 TLS without proof of who answers: no start", () => {
    const unsafe = { ...COMPLETE_ENV, NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    for (const NODE_ENV of [undefined, "production"]) {
      expect(problemsOf({ ...unsafe, NODE_ENV }).join()).to.include("NODE_TLS_REJECT_UNAUTHORIZED");
    }
  });

  const BAD_FLOWS: [what: string, path: string, text: () => string, problem: RegExp][] = [
    [
      "a circle",
      SINGLE,
      () => shippedText(SINGLE, "    mode: ", "    after: leader\n    mode: "),
      /成环/,
    ],
    [
      "nobody who signs",
      FLOW,
      () => shippedText(FLOW, "who: { caseRole: branchHead }", "who: []"),
      /没有写明由谁审批/,
    ],
    [
      "ten thousand nodes",
      FLOW,
      () =>
        (shippedFiles().read(FLOW) ?? "") +
        Array.from(
          { length: 10_000 },
          (_, n) =>
            `  - { id: n${n}, name: 节点, mode: all, who: { caseRole: branchHead }, ladder: approval-node }\n`,
        ).join(""),
      /最多 50 个节点/,
    ],
    [
      "code in place of a number",
      FLOW,
      () => shippedText(FLOW, "atMost: L1", "atMost: process.exit()"),
      /应为数字/,
    ],
  ];
  it("K11 flows with a circle, nobody, ten thousand nodes or code: refused at load", () => {
    for (const [what, path, text, problem] of BAD_FLOWS) {
      const told = problemsOf(COMPLETE_ENV, { [path]: text() }).join("\n");
      expect(told, what).to.match(problem).and.include(path);
    }
  }).timeout(20_000);
});
