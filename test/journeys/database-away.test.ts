import { expect } from "chai";
import { approve, callApi, example, pressOnly, textsOf } from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { browserOf } from "../support/bad-input/browser.ts";
import { startOwnMysql, type OwnMysql } from "../support/own-mysql.ts";
import { checkTruth } from "../support/truth.ts";
import { openWorld, settle, type World } from "../support/world.ts";

/** What the service may log about it, at the sender and at a call that it could not serve. */
const ABOUT_THE_OUTAGE = { errors: /database-away|"busy"|outbox\.store-failed/ };

describe("MySQL is away for a while (in real time)", function () {
  this.timeout(40_000);
  let mysql: OwnMysql;
  let world: World;
  let caseNo: string;

  before(async () => {
    mysql = await startOwnMysql();
    world = await openWorld({ database: mysql.database });
  });

  beforeEach(async () => {
    caseNo = await freshCase(world);
  });

  afterEach(() => checkTruth(world, ABOUT_THE_OUTAGE));

  after(async () => {
    await world.close();
    await mysql.remove();
  });

  it("frozen for 2 s: the press is held and succeeds at the first try", async () => {
    const away = mysql.freezeFor(2_000);

    const push = await pressOnly(world, "liting", { button: "同意" });
    await away;
    await settle(world);

    expect(push.tries.map(({ status }) => status)).to.deep.equal([200]);
    expect(push.tries[0]?.latencyMs).to.be.within(1_000, 4_300);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("frozen for 6 s: 503 before the platform's patience ends, and its next try succeeds, once; pages say so as soon", async () => {
    const liu = await browserOf(world, "liuyang");
    const pages = ["/tasks", `/cases/${caseNo}`, "/leave", "/tasks/done"];
    // Connections that are open already are those that a page would wait for longest.
    await Promise.all(pages.map((path) => liu.get(path)));
    const away = mysql.freezeFor(6_000);
    const begunAt = performance.now();
    const read = Promise.all(
      pages.map(async (path) => {
        const { status } = await liu.get(path);
        return { path, status, tookMs: performance.now() - begunAt };
      }),
    );

    const push = await pressOnly(world, "liting", { button: "同意" });
    for (const { path, status, tookMs } of await read) {
      expect(status, path).to.equal(503);
      expect(tookMs, path).to.be.below(4_900);
    }
    await away;
    await settle(world);

    expect(push.tries.map(({ status }) => status)).to.deep.equal([503, 200]);
    expect(push.tries[0]?.latencyMs).to.be.within(4_000, 4_900);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("killed with -9 and back at once: the press is held and succeeds", async () => {
    const away = mysql.killFor(500);

    const push = await pressOnly(world, "liting", { button: "同意" });
    await away;
    await settle(world);

    expect(push.tries.at(-1)?.status).to.equal(200);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });

  it("gone for 5 s: business systems and load balancers get 503, the press succeeds later, all messages arrive", async () => {
    const told = textsOf(world, "zhangwei").length;
    const away = mysql.killFor(5_000);

    const api = await callApi(world, `/api/cases/${caseNo}`);
    const ready = await fetch(`${world.url}/readyz`);
    const alive = await fetch(`${world.url}/healthz`);
    const push = await pressOnly(world, "liting", { button: "退回", opinion: "source-unfit" });
    await settle(world);
    await away;
    await settle(world);

    expect([api.status, ready.status, alive.status]).to.deep.equal([503, 503, 200]);
    expect(push.tries.map(({ status }) => status)).to.deep.equal([503, 200]);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting return"]);
    expect(textsOf(world, "zhangwei").slice(told).join()).to.include("退回");
  });

  it("gone between a commit and its messages: they leave when it is back", async () => {
    await pressOnly(world, "liting", { button: "同意" });
    const away = mysql.killFor(300);
    await settle(world);
    await away;

    await settle(world);

    for (const userid of ["chenming", "wuhao", "liuyang"]) cardAbout(world, userid, caseNo);
  });

  it("afterwards everything works as before", async () => {
    await approve(world, "liting");
    const answer = await callApi(world, "/api/cases", {
      body: { ...example("case"), caseNo: "BZ-2026-000888" },
    });

    expect(answer.status).to.equal(201);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
  });
});
