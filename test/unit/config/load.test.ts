import { expect } from "chai";
import { ConfigError } from "../../../src/config/config-error.ts";
import { diskFiles } from "../../../src/config/disk-files.ts";
import { loadConfig } from "../../../src/config/load.ts";
import { COMPLETE_ENV, problemsOf, shippedFiles, shippedText } from "./shipped-files.ts";

const TYPICAL = "config/flows/plan-10kv-typical.yaml";

function brokenFile(path: string, from: string, to: string): string[] {
  return problemsOf(COMPLETE_ENV, { [path]: shippedText(path, from, to) });
}

describe("loadConfig", () => {
  it("loads the shipped files without a problem", () => {
    const { bureau } = loadConfig(COMPLETE_ENV, shippedFiles());
    expect(bureau.flows).to.have.length(10);
    expect(bureau.stageGraphs).to.have.length(4);
    expect(bureau.ladders.map(({ id }) => id)).to.deep.equal(["approval-node"]);
  });

  it("names every provisional threshold and calendar", () => {
    const { provisional } = loadConfig(COMPLETE_ENV, shippedFiles());
    const warnings = provisional.map(({ words }) => words);
    for (const name of ["T1", "L1", "I1", "I2"]) {
      expect(
        warnings.some((one) => one.includes(`阈值 ${name} =`)),
        name,
      ).to.equal(true);
    }
    expect(warnings).to.include(
      "config/calendar/2027.yaml：2027 年日历是暂定的，到期时间可能变化；放假安排公布后请更新，并把 provisional 改为 false",
    );
  });

  it("gives a config that nobody can change", () => {
    const config = loadConfig(COMPLETE_ENV, shippedFiles());
    for (const part of [
      config,
      config.wecom,
      config.bureau.flows,
      config.bureau.flows[0]?.nodes[0]?.who,
    ]) {
      expect(Object.isFrozen(part)).to.equal(true);
    }
  });

  it("throws one error with the problems of environment and all files together", () => {
    const files = shippedFiles({
      "config/thresholds.yaml": undefined,
      "config/opinions.yaml": "[]\n",
      [TYPICAL]: "id: [\n",
    });
    expect(() => loadConfig({ ...COMPLETE_ENV, PORT: "x" }, files))
      .to.throw(ConfigError)
      .that.satisfies((error: ConfigError) => {
        expect(error.code).to.equal("config.invalid");
        expect(error.message).to.match(/^配置有 \d+ 处问题：\n- /);
        expect(error.message).to.include("环境变量 PORT：应为 0 到 65535 的整数");
        expect(error.message).to.include("config/thresholds.yaml：找不到这个文件");
        expect(error.message).to.include("config/opinions.yaml 第 1 行：太小或太短，至少 1 项");
        expect(error.message).to.match(/plan-10kv-typical\.yaml 第 \d+ 行：YAML 格式错误/);
        return true;
      });
  });

  it("reads another folder when CONFIG_DIR names one", () => {
    const env = { ...COMPLETE_ENV, CONFIG_DIR: "elsewhere/" };
    expect(problemsOf(env)).to.include("elsewhere/organisation.yaml：找不到这个文件");
    expect(problemsOf(env)).to.include("elsewhere/flows：目录里没有任何 .yaml 文件");
  });

  it("documents every variable that it reads in example.env, and no other", () => {
    const asked = new Set<string>();
    const env = new Proxy<Record<string, string | undefined>>(
      {},
      {
        get: (_, name) => {
          asked.add(String(name));
          return undefined;
        },
      },
    );
    expect(() => loadConfig(env, shippedFiles())).to.throw(ConfigError);
    const text = diskFiles.read("config/example.env") ?? "";
    const documented = [...text.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    const ofNode = ["NODE_ENV", "NODE_TLS_REJECT_UNAUTHORIZED"];
    expect(documented).to.have.members([...asked].filter((name) => !ofNode.includes(name)));
  });
});

describe("files of the bureau", () => {
  const CASES: [string, string, [path: string, from: string, to: string]][] = [
    [
      "a threshold that is not defined",
      `${TYPICAL} 第 13 行 when.capacityKva：阈值「T9」没有在 thresholds.yaml 中定义`,
      [TYPICAL, "below: T1", "below: T9"],
    ],
    [
      "a threshold in a unit that does not fit",
      `${TYPICAL} 第 13 行 when.capacityKva：阈值「I1」的单位 万元 不能与 capacityKva 比较`,
      [TYPICAL, "below: T1", "below: I1"],
    ],
    [
      "a fact that nobody knows",
      `${TYPICAL} 第 13 行 when.capacity：不认识的项「capacity」`,
      [TYPICAL, "capacityKva:", "capacity:"],
    ],
    [
      "an expression where a test belongs",
      `${TYPICAL} 第 13 行 when.capacityKva：应为数字，或 { is, in, atLeast, above, atMost, below }，其中写数字或阈值名`,
      [TYPICAL, "{ below: T1 }", "process.exit()"],
    ],
    [
      "a flag that is a word",
      `${TYPICAL} 第 12 行 when.typicalPlan：应为 true 或 false`,
      [TYPICAL, "typicalPlan: true", "typicalPlan: yes"],
    ],
    [
      "a mode that does not exist",
      `${TYPICAL} 第 17 行 nodes[0].mode：应为 all、any、sequential、groups，或 { rule: 其中之一 }、{ rule: quorum, count 或 percent }、{ rule: weighted, above }，均可加 veto、collectAll（true 或 false）`,
      [TYPICAL, "mode: any", "mode: some"],
    ],
    [
      "a mode that can never be met",
      `${TYPICAL} 第 17 行 nodes[0].mode：节点「marketing」的审批方式有误：要求 9 人同意，但最多只有 1 人`,
      [TYPICAL, "mode: any", "mode: { rule: quorum, count: 9, veto: false }"],
    ],
    [
      "nobody named to sign",
      `${TYPICAL} 第 18 行 nodes[0].who[0]：应写明 { position（可加 department） }、{ department }、{ userids } 或 { caseRole: gridManager | worksManager | branchHead } 之一，票签可加 weight（票数），分组会签可加 need（本组人数）`,
      [TYPICAL, "{ position: 报装专责, department: marketing }", "{ person: liting }"],
    ],
    [
      "a missing entry",
      `${TYPICAL} 第 15 行 nodes[0].ladder：缺少必填项`,
      [TYPICAL, "    ladder: approval-node\n", ""],
    ],
    [
      "a limit that is no limit",
      `${TYPICAL} 第 19 行 nodes[0].limit：时限应写成 1 工作日、4 工作小时、{ workDays: 1 } 或 { workMin: 240 }，且不超过一年`,
      [TYPICAL, "limit: 1 工作日", "limit: 1 天"],
    ],
    [
      "a position that nobody holds",
      `${TYPICAL} 第 18 行 nodes[0].who：节点「marketing」无人可审：营销部 「总工」岗位没有人`,
      [TYPICAL, "position: 报装专责", "position: 总工"],
    ],
    [
      "a ladder that does not exist",
      `${TYPICAL} 第 20 行 nodes[0].ladder：节点「marketing」的催办阶梯「no-such」不存在`,
      [TYPICAL, "ladder: approval-node", "ladder: no-such"],
    ],
    [
      "the same key twice",
      `${TYPICAL} 第 3 行：YAML 格式错误：同一层里有重复的项`,
      [TYPICAL, "version: 1", "id: again"],
    ],
    [
      "an alias that points nowhere",
      `${TYPICAL}：YAML 格式错误：别名（*）无法展开`,
      [TYPICAL, "name: 10 kV 典型供电方案", "name: *nothing"],
    ],
    [
      "a person in a department that does not exist",
      "config/organisation.yaml 第 22 行 people[0].department：张伟的部门「nowhere」不存在",
      [
        "config/organisation.yaml",
        "name: 张伟, department: wushen",
        "name: 张伟, department: nowhere",
      ],
    ],
    [
      "a role that does not exist",
      "config/organisation.yaml 第 22 行 people[0].roles[0]：应为以下之一：staff、leader、supervisor、admin",
      ["config/organisation.yaml", "roles: [staff] }", "roles: [boss] }"],
    ],
    [
      "an opinion too long for a card",
      "config/opinions.yaml 第 4 行 [0].text：太大或太长，最多 16 个字",
      ["config/opinions.yaml", "同意该方案", "同意该方案并请按照会议纪要尽快实施到位"],
    ],
    [
      "an opinion code twice",
      "config/opinions.yaml 第 5 行 [1].code：常用语编号「agree」重复",
      ["config/opinions.yaml", "agree-remarks", "agree"],
    ],
    [
      "a threshold without a meaning",
      "config/thresholds.yaml 第 4 行 T1.meaning：缺少必填项",
      [
        "config/thresholds.yaml",
        "meaning: 10 kV 单电源典型方案可由营销部直接批复的容量上限（不含）, ",
        "",
      ],
    ],
    [
      "a rung at no moment",
      "config/ladders/approval-node.yaml 第 12 行 rungs[0]：阶梯「half」没有写时刻（atPercent 或 afterDueWorkMin）",
      ["config/ladders/approval-node.yaml", "id: half, atPercent: 50,", "id: half,"],
    ],
    [
      "a day that does not exist",
      "config/calendar/2026.yaml 第 6 行 offDays[0]：没有这一天",
      ["config/calendar/2026.yaml", '"2026-01-03"', '"2026-01-32"'],
    ],
    [
      "a working window that ends before it begins",
      "config/calendar/hours.yaml 第 4 行 windows[0]：时段不对：开始须早于结束，写成 08:30",
      ["config/calendar/hours.yaml", '"12:00"', '"08:00"'],
    ],
    [
      "a year twice",
      "config/calendar/2027.yaml 第 4 行 year：这一年已有另一个文件",
      ["config/calendar/2027.yaml", "year: 2027", "year: 2026"],
    ],
    [
      "a stage after one that does not exist",
      "config/stages/lv.yaml 第 15 行 stages[1].after：环节 assign 的前置环节不存在：nowhere",
      ["config/stages/lv.yaml", "after: [acceptance]", "after: [nowhere]"],
    ],
    [
      "a class of customers without stages",
      "config/stages：客户类别 lv 没有环节文件",
      ["config/stages/lv.yaml", "customerClass: lv", "customerClass: residential"],
    ],
  ];
  for (const [what, words, [path, from, to]] of CASES) {
    it(`says where and what: ${what}`, () => {
      expect(brokenFile(path, from, to)).to.include(words);
    });
  }

  it("names all problems of one file at once", () => {
    const text = shippedText(TYPICAL, "order: 30", "order: first").replace(
      "mode: all",
      "mode: every",
    );
    expect(problemsOf(COMPLETE_ENV, { [TYPICAL]: text })).to.deep.equal([
      `${TYPICAL} 第 6 行 order：应为数字`,
      `${TYPICAL} 第 23 行 nodes[1].mode：应为 all、any、sequential、groups，或 { rule: 其中之一 }、{ rule: quorum, count 或 percent }、{ rule: weighted, above }，均可加 veto、collectAll（true 或 false）`,
    ]);
  });

  it("judges a flow together with the others", () => {
    const text = shippedText(TYPICAL, "order: 30", "order: 45");
    expect(problemsOf(COMPLETE_ENV, { [TYPICAL]: text })).to.deep.equal([
      `${TYPICAL} 第 7 行 when：永远轮不到：排在前面的流程「plan-10kv-single」条件更宽`,
    ]);
  });

  it("reads limits in days, hours and minutes", () => {
    const text = shippedText(TYPICAL, "limit: 1 工作日", "limit: 4 工作小时").replace(
      "limit: 1 工作日",
      "limit: { workMin: 90 }",
    );
    const { bureau } = loadConfig(COMPLETE_ENV, shippedFiles({ [TYPICAL]: text }));
    const flow = bureau.flows.find(({ id }) => id === "plan-10kv-typical");
    expect(flow?.nodes.map(({ limit }) => limit)).to.deep.equal([
      { workMin: 240 },
      { workMin: 90 },
    ]);
  });

  it("puts a node after the one above unless the file says otherwise", () => {
    const path = "config/flows/investment-small.yaml";
    const text = shippedText(path, "  - id: finance", "  - id: finance\n    after: []");
    const afterOf = (changes: Record<string, string>) =>
      loadConfig(COMPLETE_ENV, shippedFiles(changes))
        .bureau.flows.find(({ id }) => id === "investment-small")
        ?.nodes.map(({ after }) => after);
    expect(afterOf({})).to.deep.equal([[], ["planning"]]);
    expect(afterOf({ [path]: text })).to.deep.equal([[], []]);
  });
});
