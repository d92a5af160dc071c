import { expect } from "chai";
import { loadConfig } from "../../../src/config/load.ts";
import { COMPLETE_ENV, problemsOf, shippedFiles, shippedText } from "./shipped-files.ts";

const PATH = "config/typical-plans/GY-10-XB-630.yaml";
const OTHER = "config/typical-plans/GY-10-ZS-400.yaml";
const FLOW = "config/flows/plan-10kv-single.yaml";

const broken = (from: string, to: string) =>
  problemsOf(COMPLETE_ENV, { [PATH]: shippedText(PATH, from, to) });
const brokenFlow = (from: string, to: string) =>
  problemsOf(COMPLETE_ENV, { [FLOW]: shippedText(FLOW, from, to) });

describe("typical-plans/*.yaml", () => {
  it("becomes the catalogue of the bureau", () => {
    const { typicalPlans } = loadConfig(COMPLETE_ENV, shippedFiles()).bureau;
    expect(typicalPlans.map(({ id, sample }) => [id, sample.oneIn])).to.deep.equal([
      ["GY-10-XB-630", 20],
      ["GY-10-ZS-400", 20],
    ]);
    expect(typicalPlans[0]?.when).to.deep.include({ voltageKv: { is: 10 } });
    expect(typicalPlans[0]?.fields["sources.accessMode"]).to.deep.equal({ in: ["tee", "ring"] });
  });

  it("may be left out altogether, and so may what is said of samples", () => {
    const none = shippedFiles({ [PATH]: undefined, [OTHER]: undefined });
    expect(loadConfig(COMPLETE_ENV, none).bureau.typicalPlans).to.deep.equal([]);
    const unsaid = shippedText(PATH, "sample: { oneIn: 20, suspendAt: 2, window: 10 }", "");
    const [plan] = loadConfig(COMPLETE_ENV, shippedFiles({ [PATH]: unsaid })).bureau.typicalPlans;
    expect(plan?.sample).to.deep.equal({ oneIn: 20, suspendAt: 2, window: 10 });
  });

  const CASES: [what: string, words: string, from: string, to: string][] = [
    [
      "a field that plans do not have",
      "「sources.length」不存在",
      "  sources.lengthM",
      "  sources.length",
    ],
    ["an entry for any voltage", "没有限定供电电压", "  voltageKv: 10\n", ""],
    ["an id twice", "重复；同一编号只能有一个版本", "id: GY-10-XB-630", "id: GY-10-ZS-400"],
    ["a code that plans cannot name", "编号应由字母、数字", "id: GY-10-XB-630", "id: 箱变 630"],
    [
      "a test that is none",
      "应为一个值、值的列表",
      "transformers.count: 1",
      "transformers.count: {}",
    ],
    ["a kind of request", "应为 new（新装）或 increase（增容）", "[new]", "[move]"],
  ];
  for (const [what, words, from, to] of CASES) {
    it(`names ${what}`, () => expect(broken(from, to).join("\n")).to.include(words));
  }
});

describe("what a flow lets rules decide", () => {
  const late = (text: string) =>
    brokenFlow("    humanOnly: true\n", `    humanOnly: true\n    onTimeout: ${text}\n`).join("\n");

  it("is refused where it may not be", () => {
    expect(late("{ at: 200%, act: deemed-approved, basis: 某办法 }")).to.include(
      "节点「leader」是人工必审，不能超时视为同意",
    );
    expect(late("{ at: 200%, act: deemed-approved }")).to.include("须写明依据的制度文件");
    expect(late("{ at: 90%, act: return }")).to.include("应写成 200%，从 100% 起");
    expect(late("{ at: 2000%, act: return }")).to.include("最多 1000%");
    expect(late("{ at: 200%, act: wait }")).to.include("应为 escalate（提级共审）");
    expect(late("{ at: 200%, act: take-over }")).to.equal("");
    const undo = (text: string) =>
      brokenFlow("    humanOnly: true\n", `    undoSeconds: ${text}\n`).join();
    expect(undo("301")).to.include("应为 0 至 300 的整数（秒）");
    expect(undo("1.5")).to.include("应为 0 至 300 的整数（秒）");
    expect(undo("300")).to.equal("");
    expect(brokenFlow("order: 40", "order: 40\nsameApprover: always").join()).to.include(
      "应为 none、adjacent（相邻）或 any-before（任一前序）",
    );
  });
});
