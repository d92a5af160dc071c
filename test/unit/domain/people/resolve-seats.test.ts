import { expect } from "chai";
import type { NodeMode, Who } from "../../../../src/domain/approval/flow.ts";
import type { Organisation, Role } from "../../../../src/domain/people/organisation.ts";
import {
  groupNameOf,
  resolveSeats,
  seatCountOf,
  standInSeats,
} from "../../../../src/domain/people/resolve-seats.ts";
import { ORGANISATION, staff } from "../approval/flow-samples.ts";
import { modeOf } from "../../../support/build-mode.ts";

interface Asked {
  mode?: NodeMode;
  by?: string;
  branch?: string | undefined;
  organisation?: Organisation;
}

function resolve(who: Who[], asked: Asked) {
  const branch = "branch" in asked ? asked.branch : "branch";
  return resolveSeats({
    who,
    mode: asked.mode ?? modeOf("all"),
    organisation: asked.organisation ?? ORGANISATION,
    connectionCase: { gridManager: staff("zhang"), worksManager: staff("ma"), branch },
    submittedBy: staff(asked.by ?? "outsider"),
  });
}

function seatsOf(who: Who[], asked: Asked = {}): string[] | string {
  const result = resolve(who, asked);
  return result.ok
    ? result.seats.map(({ seatNo, holder, label }) => `${seatNo} ${holder} ${label}`)
    : result.why;
}

describe("resolveSeats", () => {
  it("gives a position to everybody who holds it", () => {
    expect(seatsOf([{ position: "专责" }])).to.deep.equal([
      "1 li 营销部 专责",
      "2 wu 规划发展部 专责",
    ]);
    expect(seatsOf([{ position: "专责", department: "planning" }])).to.deep.equal([
      "1 wu 规划发展部 专责",
    ]);
  });

  it("gives a department to its head, and to the deputy where there is no head", () => {
    expect(seatsOf([{ department: "marketing" }, { department: "planning" }])).to.deep.equal([
      "1 zhao 营销部 负责人",
      "2 zhou 规划发展部 副职",
    ]);
  });

  it("gives named people their seats whatever the case of the letters", () => {
    expect(seatsOf([{ userids: ["LI", "wu"] }])).to.deep.equal([
      "1 li 营销部 专责",
      "2 wu 规划发展部 专责",
    ]);
  });

  it("finds the people of the case", () => {
    expect(
      seatsOf([
        { caseRole: "gridManager" },
        { caseRole: "worksManager" },
        { caseRole: "branchHead" },
      ]),
    ).to.deep.equal(["1 zhang 客户经理", "2 ma 工程经理", "3 bai 供电分局 负责人"]);
  });

  it("seats a person once in a node, in the first office", () => {
    expect(
      seatsOf([{ department: "marketing" }, { userids: ["zhao"] }, { position: "专责" }]),
    ).to.deep.equal(["1 zhao 营销部 负责人", "2 li 营销部 专责", "3 wu 规划发展部 专责"]);
  });

  it("never seats the submitter: the deputy signs", () => {
    expect(seatsOf([{ department: "marketing" }], { by: "zhao" })).to.deep.equal([
      "1 sun 营销部 副职",
    ]);
    expect(seatsOf([{ position: "专责", department: "marketing" }], { by: "li" })).to.deep.equal([
      "1 sun 营销部 副职",
    ]);
  });

  it("falls to the head where the submitter is the deputy or there is none", () => {
    expect(seatsOf([{ userids: ["sun"] }], { by: "sun" })).to.deep.equal(["1 zhao 营销部 负责人"]);
    expect(seatsOf([{ caseRole: "gridManager" }], { by: "zhang" })).to.deep.equal([
      "1 bai 供电分局 负责人",
    ]);
  });

  const REFUSED: [string, Who, Asked, string][] = [
    [
      "the submitter is the only one who could sign",
      { caseRole: "branchHead" },
      { by: "bai" },
      "供电分局 负责人 由提交人名bai本人担任，不能审批自己提交的方案，供电分局又没有其他负责人或副职可以代审",
    ],
    ["the position is empty", { position: "总工" }, {}, "「总工」岗位没有人"],
    [
      "the department of a position does not exist",
      { position: "总工", department: "moon" },
      {},
      "没有「moon」这个部门",
    ],
    ["the department has nobody", { department: "finance" }, {}, "财务部没有负责人，也没有副职"],
    ["the department is unknown", { department: "moon" }, {}, "没有「moon」这个部门"],
    ["a person has left", { userids: ["ghost"] }, {}, "组织名单里没有 ghost"],
    [
      "the case has no branch",
      { caseRole: "branchHead" },
      { branch: undefined },
      "工单没有指定供电分局",
    ],
  ];
  for (const [what, who, asked, why] of REFUSED) {
    it(`refuses with the reason when ${what}`, () => {
      expect(resolve([who], asked)).to.deep.equal({ ok: false, why });
    });
  }

  it("refuses a node that names nobody, so that nothing passes unsigned", () => {
    expect(seatsOf([])).to.equal("没有写明由谁审批");
    expect(seatsOf([{ userids: [] }])).to.equal("没有写明由谁审批");
  });

  it("says a department's id where its name is not known", () => {
    const organisation = { ...ORGANISATION, departments: [] };
    expect(seatsOf([{ userids: ["li"] }], { organisation })).to.deep.equal(["1 li marketing 专责"]);
  });

  it("refuses in words also a head whom the list of people has lost", () => {
    const people = ORGANISATION.people.filter(({ userid }) => userid !== "bai");
    const organisation = { ...ORGANISATION, people };
    expect(seatsOf([{ caseRole: "branchHead" }], { by: "bai", organisation })).to.equal(
      "供电分局 负责人 由提交人bai本人担任，不能审批自己提交的方案，本部门又没有其他负责人或副职可以代审",
    );
  });
});

describe("standInSeats", () => {
  const withRoles = (roles: Readonly<Record<string, Role>>): Organisation => ({
    ...ORGANISATION,
    people: ORGANISATION.people.map((person) => {
      const role = roles[person.userid];
      return role === undefined ? person : { ...person, roles: [role] };
    }),
  });
  const standIns = (roles: Readonly<Record<string, Role>>, by = "outsider"): string[] =>
    standInSeats(withRoles(roles), { node: "会签", submittedBy: staff(by) }).map(
      ({ seatNo, holder, label }) => `${seatNo} ${holder} ${label}`,
    );

  it("gives a vacant office to the administrators", () => {
    expect(standIns({ zhao: "admin", li: "admin", wu: "leader" })).to.deep.equal([
      "1 zhao 代行（会签空缺）",
      "2 li 代行（会签空缺）",
    ]);
  });

  it("goes on to leaders and supervisors where the only administrator submitted the plan", () => {
    expect(standIns({ zhao: "admin", wu: "leader" }, "zhao")).to.deep.equal([
      "1 wu 代行（会签空缺）",
    ]);
    expect(standIns({ zhao: "admin", wu: "supervisor" }, "zhao")).to.deep.equal([
      "1 wu 代行（会签空缺）",
    ]);
  });

  it("finds nobody where nobody has such a role", () => {
    expect(standIns({})).to.deep.equal([]);
  });
});

describe("seats by the mode of their node", () => {
  const rightsOf = (who: Who[], mode: NodeMode) => {
    const result = resolve(who, { mode });
    return result.ok
      ? result.seats.map(({ seatNo, holder, weight, group }) => ({ seatNo, holder, weight, group }))
      : result.why;
  };

  it("have votes in a 票签: one unless said, and those of all offices of one person together", () => {
    const who: Who[] = [
      { department: "marketing", weight: 3 },
      { position: "专责" },
      { userids: ["zhao"], weight: 2 },
    ];
    expect(rightsOf(who, modeOf({ rule: "weighted", above: 3 }))).to.deep.equal([
      { seatNo: 1, holder: "zhao", weight: 5, group: undefined },
      { seatNo: 2, holder: "li", weight: 1, group: undefined },
      { seatNo: 3, holder: "wu", weight: 1, group: undefined },
    ]);
  });

  it("speak for a group in a 分组会签; one person in two groups has two of them", () => {
    const who: Who[] = [
      { position: "专责", department: "marketing" },
      { department: "planning" },
      { userids: ["li", "LI", "wu"], need: 2 },
      { position: "专责" },
      { caseRole: "gridManager" },
    ];
    const seats = rightsOf(who, modeOf("groups"));
    expect(Array.isArray(seats) && seats.map(({ holder, group }) => [holder, group])).to.deep.equal(
      [
        ["li", { groupNo: 1, name: "营销部", need: 1 }],
        ["zhou", { groupNo: 2, name: "规划发展部", need: 1 }],
        ["li", { groupNo: 3, name: "名li、名li、名wu", need: 2 }],
        ["wu", { groupNo: 3, name: "名li、名li、名wu", need: 2 }],
        ["li", { groupNo: 4, name: "专责", need: 1 }],
        ["wu", { groupNo: 4, name: "专责", need: 1 }],
        ["zhang", { groupNo: 5, name: "客户经理", need: 1 }],
      ],
    );
  });

  it("are named by the userid where a group has a stranger, who is nobody's seat", () => {
    expect(groupNameOf({ userids: ["gone"] }, ORGANISATION)).to.equal("gone");
  });

  it("are at most as many as hold the office; one for a person of the case, none where it is vacant", () => {
    const entries: Who[] = [
      { position: "专责" },
      { caseRole: "branchHead" },
      { userids: ["gone"] },
    ];
    expect(entries.map((who) => seatCountOf(who, ORGANISATION))).to.deep.equal([2, 1, 0]);
  });
});
