import { expect } from "chai";
import { COMPLETE_ENV, problemsOf, shippedText } from "./shipped-files.ts";

const TYPICAL = "config/flows/plan-10kv-typical.yaml";

describe("files of the bureau, judged by one another", () => {
  it("names problems of different files at once, however they depend on one another", () => {
    const flow = (from: string, to: string) => shippedText(TYPICAL, from, to);
    const found = problemsOf(COMPLETE_ENV, {
      "config/organisation.yaml": shippedText(
        "config/organisation.yaml",
        "head: gaoyuan",
        "head: nobody",
      ).replace("position: 分局局长", 'position: ""'),
      [TYPICAL]: flow("below: T1", "below: T9")
        .replace("department: marketing", "department: plannnig")
        .replace("ladder: approval-node", "ladder: nope"),
    });
    expect(found).to.deep.equal([
      "config/organisation.yaml 第 24 行 people[2].position：太小或太短，至少 1 个字",
      "config/organisation.yaml 第 17 行 departments[6].head：经研设计室的负责人「nobody」不在人员名单中",
      `${TYPICAL} 第 13 行 when.capacityKva：阈值「T9」没有在 thresholds.yaml 中定义`,
      `${TYPICAL} 第 18 行 nodes[0].who：节点「marketing」无人可审：没有「plannnig」这个部门`,
      `${TYPICAL} 第 20 行 nodes[0].ladder：节点「marketing」的催办阶梯「nope」不存在`,
    ]);
  });

  it("judges what a flow of the wrong shape refers to as well", () => {
    const text = shippedText(TYPICAL, "order: 30", "order: first")
      .replace("below: T1", "below: T9")
      .replace("ladder: approval-node", "ladder: nope");
    expect(problemsOf(COMPLETE_ENV, { [TYPICAL]: text })).to.deep.equal([
      `${TYPICAL} 第 6 行 order：应为数字`,
      `${TYPICAL} 第 13 行 when.capacityKva：阈值「T9」没有在 thresholds.yaml 中定义`,
      `${TYPICAL} 第 20 行 nodes[0].ladder：节点「marketing」的催办阶梯「nope」不存在`,
    ]);
  });

  it("does not blame flows for files that could not be read", () => {
    const found = problemsOf(COMPLETE_ENV, {
      "config/organisation.yaml": undefined,
      "config/ladders/approval-node.yaml": "id: [\n",
      "config/thresholds.yaml": "- T1",
    });
    expect(found.filter((words) => words.includes("/flows/"))).to.deep.equal([]);
    expect(found).to.have.length(3);
  });

  it("blames a threshold that is written wrongly, not the flows that name it", () => {
    const path = "config/thresholds.yaml";
    const found = problemsOf(COMPLETE_ENV, {
      [path]: shippedText(path, "unit: kVA", "unit: MVA"),
    });
    expect(found).to.deep.equal([`${path} 第 4 行 T1.unit：应为以下之一：kVA、kW、kV、元、万元`]);
  });
});
