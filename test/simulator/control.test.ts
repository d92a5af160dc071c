import { expect } from "chai";
import { settingsFromEnvironment } from "../../src/simulator/environment.ts";
import type { Bureau } from "./support/bureau.ts";
import { openBureau } from "./support/bureau.ts";

describe("simulator: control", () => {
  let bureau: Bureau;
  beforeEach(async () => {
    bureau = await openBureau();
  });
  afterEach(() => bureau.close());

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

  it("reads people and the names of their departments from a file", () => {
    const file = `
departments: [{ id: mk, name: 营销部, head: a }]
people: [{ userid: a, name: 甲, department: mk, position: 主任, roles: [approver] }]`;
    const settings = settingsFromEnvironment({ SIMULATOR_PEOPLE: "people.yaml" }, () => file);
    expect(settings.people).to.deep.equal([
      { userid: "a", name: "甲", department: "营销部", position: "主任" },
    ]);
    expect(settings.port).to.equal(4000);
  });
});
