import { expect } from "chai";
import { yamlWords } from "../../../src/config/yaml-words.ts";
import { COMPLETE_ENV, problemsOf } from "./shipped-files.ts";

const FILE = "config/flows/plan-10kv-typical.yaml";

describe("faults in the YAML of a file", () => {
  const SYNTAX: [what: string, text: string, words: string][] = [
    [
      "a value that holds another entry",
      "a: b: c",
      "第 1 行：YAML 格式错误：一个值里又写了“项: 值”，请检查缩进；若值里本来有冒号，请用引号括起",
    ],
    ["a tab", "a:\n\t- b", "第 2 行：YAML 格式错误：缩进用了制表符，请改用空格"],
    ["a quote left open", "a: 'x", "YAML 格式错误：缺少一个符号"],
    ["a bracket left open", "a: [1\nb: 2", "YAML 格式错误：缩进不对，或者 [ ]、{ } 没有闭合"],
    ["a missing colon", "name foo\nid: x", "YAML 格式错误：项的名称不能跨行"],
    ["a symbol too many", "{a: 1}}", "YAML 格式错误：这里出现了多余的符号"],
  ];
  for (const [what, text, words] of SYNTAX) {
    it(`says in words what is wrong with the YAML: ${what}`, () => {
      const found = problemsOf(COMPLETE_ENV, { [FILE]: text }).join("\n");
      expect(found).to.include(words);
      expect(found).not.to.match(/[A-Z]{3,}_[A-Z]/);
    });
  }

  it("names line and column of a fault in the YAML that it has no words for", () => {
    expect(yamlWords("SOMETHING_NEW", { line: 3, col: 7 })).to.include("第 3 行第 7 列");
  });
});
