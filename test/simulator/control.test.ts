import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import {
  settingsFromEnvironment,
  SimulatorSettingsError,
  VARIABLES,
} from "../../src/simulator/environment.ts";
import { bureauForEach, openBureau } from "./support/bureau.ts";

describe("simulator: control", () => {
  const bureau = bureauForEach();

  const now = async () => (await bureau.state())["clock"].now;

  it("sets, moves and stops the clock", async () => {
    await bureau.control("clock", { set: "2026-06-05T09:00:00+08:00" });
    expect(await now()).to.equal("2026-06-05T01:00:00.000Z");
    await bureau.control("clock", { advanceMs: 3_600_000 });
    expect(await now()).to.equal("2026-06-05T02:00:00.000Z");
    await bureau.control("clock", { advanceWorkDays: 1 });
    expect(await now(), "Friday + 1 weekday").to.equal("2026-06-08T02:00:00.000Z");
    expect((await bureau.control("clock", { frozen: false }))["frozen"]).to.equal(false);
    expect((await bureau.control("clock", { set: "tomorrow" }))["refusal"]).to.equal("bad-request");
  });

  it("tells the clock's followers", async () => {
    const followed = await openBureau({ clockFollowers: [bureau.receiver.url] });
    await followed.control("clock", { set: "2026-06-05T01:00:00Z" });
    await followed.close();
    expect(bureau.receiver.received.map((each) => JSON.parse(each.body).nowMs)).to.deep.equal([
      Date.parse("2026-06-05T01:00:00Z"),
    ]);
  });

  it("adds people who can be written to at once", async () => {
    await bureau.control("people", { people: [{ userid: "zhaoliu", name: "赵六", roles: ["x"] }] });
    const text = { touser: "zhaoliu", msgtype: "text", text: { content: "x" } };
    expect((await bureau.send(text))["errcode"]).to.equal(0);
    expect((await bureau.control("people", { people: [{ name: "无" }] }))["refusal"]).to.equal(
      "bad-request",
    );
  });

  it("starts afresh", async () => {
    await bureau.send({ touser: "lisi", msgtype: "text", text: { content: "x" } });
    await bureau.control("behaviour", { reportEnter: false });
    await bureau.control("reset");
    const state = await bureau.state();
    expect(state["messages"]).to.deep.equal([]);
    expect(state["people"]).to.have.length(3);
    expect(state["behaviour"].reportEnter).to.equal(true);
  });

  it("refuses unknown commands and switches", async () => {
    expect((await bureau.control("dance"))["ok"]).to.equal(false);
    expect((await bureau.control("behaviour", { mood: true }))["refusal"]).to.equal("bad-request");
    expect((await bureau.control("behaviour", { deadlineMs: "5" }))["refusal"]).to.equal(
      "bad-request",
    );
  });

  it("streams what changes", async () => {
    const response = await fetch(`${bureau.url}/_control/events`);
    const reader = response.body?.getReader();
    await bureau.send({ touser: "lisi", msgtype: "text", text: { content: "x" } });
    let text = "";
    while (!text.includes("event: change"))
      text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).to.match(/data: \{"seq":\d+,"atMs":\d+,"kind":"message","userids":\["lisi"\]\}/);
    await reader?.cancel();
  });

  it("moves by working days of a calendar: over holidays, and onto make-up days", async () => {
    const holidays = { offDays: ["2026-06-05"], makeupDays: ["2026-06-06"] };
    const working = await openBureau({ holidays });
    await working.control("clock", { set: "2026-06-04T09:00:00+08:00" });
    await working.control("clock", { advanceWorkDays: 1 });
    const first = (await working.state())["clock"].now;
    await working.control("clock", { advanceWorkDays: 1 });
    const second = (await working.state())["clock"].now;
    await working.close();
    expect(first, "Thursday + 1: Friday is off, Saturday made up").to.equal(
      "2026-06-06T01:00:00.000Z",
    );
    expect(second).to.equal("2026-06-08T01:00:00.000Z");
  });

  it("reads people and the names of their departments from a file", () => {
    const file = `
departments: [{ id: mk, name: 营销部, head: a }]
people: [{ userid: a, name: 甲, department: mk, position: 主任, roles: [staff] }]`;
    const settings = settingsFromEnvironment({ SIMULATOR_PEOPLE: "people.yaml" }, () => file);
    expect(settings.people).to.deep.equal([
      { userid: "a", name: "甲", department: "营销部", position: "主任" },
    ]);
    expect(settings.port).to.equal(4000);
  });

  it("reads holidays of several years from files, ranges with both ends", () => {
    const files: Record<string, string> = {
      a: 'offDays: [{ from: "2026-10-01", to: "2026-10-03" }]\nmakeupDays: [{ from: "2026-10-10" }]',
      b: 'offDays: [{ from: "2027-01-01" }]\nmakeupDays: []',
    };
    const settings = settingsFromEnvironment(
      { SIMULATOR_HOLIDAYS: "a,b" },
      (path) => files[path] ?? "",
    );
    expect(settings.holidays).to.deep.equal({
      offDays: ["2026-10-01", "2026-10-02", "2026-10-03", "2027-01-01"],
      makeupDays: ["2026-10-10"],
    });
  });

  const FROM_FILE = { SIMULATOR_PEOPLE: "people.yaml" };
  const UNUSABLE: readonly [
    what: string,
    given: { readonly env: Record<string, string>; readonly file?: string },
    words: RegExp,
  ][] = [
    ["a port that is no number", { env: { PORT: "abc" } }, /^PORT: /],
    [
      "an assistant without its keys",
      { env: { SIMULATOR_CONTACT_URL: "http://a/" } },
      /WECOM_CONTACT_/,
    ],
    ["people without userids", { env: FROM_FILE, file: "people: [{ name: 甲 }]" }, /userid/],
    ["a file that is no YAML", { env: FROM_FILE, file: "people: [" }, /people\.yaml/],
    [
      "holidays that end before they begin",
      {
        env: { SIMULATOR_HOLIDAYS: "2026.yaml" },
        file: 'offDays: [{ from: "2026-05-05", to: "2026-05-01" }]',
      },
      /not a range/,
    ],
  ];
  for (const [what, { env, file = "" }, words] of UNUSABLE) {
    it(`refuses to start with ${what}, in words`, () => {
      expect(() => settingsFromEnvironment(env, () => file)).to.throw(
        SimulatorSettingsError,
        words,
      );
    });
  }

  describe("the program", () => {
    const program = fileURLToPath(new URL("../../src/simulator/main.js", import.meta.url));
    const run = (argument: string) => spawnSync(process.execPath, [program, argument]);

    it("prints every setting with its default on --help, and starts nothing", () => {
      const { status, stdout } = run("--help");
      expect(status).to.equal(0);
      for (const { name, fallback } of VARIABLES)
        expect(String(stdout)).to.include(name).and.to.include(fallback);
    });

    it("explains itself and fails on an argument it does not know", () => {
      const { status, stdout } = run("--dance");
      expect(status).to.equal(2);
      expect(String(stdout)).to.include("WECOM_CORP_ID");
    });
  });
});
