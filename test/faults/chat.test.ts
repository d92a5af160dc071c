import { expect } from "chai";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clearFaults } from "../../src/simulator/control/set-faults.ts";
import { pressOnly, shownText, textsOf } from "../support/people.ts";
import { cardAbout, cardsAbout, decisionsOf, fault, freshCase } from "../support/presses.ts";
import { everythingSent } from "../support/truth.ts";
import { openWorld, settle, type World } from "../support/world.ts";
import { openApiFront, type ApiFront } from "./api-front.ts";
import { cell, type Round } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { repeatAs } from "./pair.ts";

const MINUTE_MS = 60_000;
const SEND = "message/send";
const UPDATE = "message/update_template_card";
const NEXT = ["chenming", "wuhao", "liuyang"];

describe("the chat server's API, as two processes meet it", () => {
  let world: World;
  let front: ApiFront;

  before(async function () {
    this.timeout(20_000);
    front = await openApiFront();
    world = await openWorld({ instances: 2, env: { WECOM_API_URL: front.url } });
    front.to(world.simulatorUrl);
  });

  afterEach(() => {
    clearFaults(world.simulator.world, { clear: true });
    front.answer = undefined;
  });

  after(async () => {
    await world.close();
    await front.close();
  });

  async function pressed(round: Round): Promise<string> {
    repeatAs(world, round);
    const caseNo = await freshCase(world);
    await everythingSent(world);
    const card = cardAbout(world, "liting", caseNo);
    await pressOnly(world, "liting", { button: "同意", card });
    return caseNo;
  }

  async function expectOnce(caseNo: string, allowed = {}): Promise<void> {
    await checkRound(world, allowed);
    expect(await decisionsOf(world, caseNo)).to.deep.equal(["liting approve"]);
    expect(shownText(cardAbout(world, "liting", caseNo))).to.include("已同意");
    for (const userid of NEXT) expect(cardsAbout(world, userid, caseNo), userid).to.have.length(1);
    const told = textsOf(world, "liting").filter((text) => text.includes(caseNo));
    expect(told, "no text in place of a card that changed").to.have.length(0);
  }

  const calls = (api: string): number => world.simulator.world.counters.get(api)?.calls ?? 0;

  for (const api of [SEND, UPDATE]) {
    for (const status of [500, 502, 503]) {
      cell(
        `F53: ${api} answers ${status} five times, then works: delivered once`,
        async (round) => {
          fault(world, { api, kind: `http-${status}`, times: 0, skip: 1_000 });
          const caseNo = await pressed(round);
          clearFaults(world.simulator.world, { clear: true });
          fault(world, { api, kind: `http-${status}`, times: 5 });

          await everythingSent(world);

          expect(world.simulator.world.faults[0]?.hits).to.equal(5);
          await expectOnce(caseNo);
        },
        { rounds: 4, short: 1 },
      );
    }

    for (const errcode of ["40014", "42001"]) {
      cell(
        `F54: ${api} says ${errcode}: at most two new tokens for both processes, delivered once`,
        async (round) => {
          const caseNo = await pressed(round);
          const before = calls("gettoken");
          fault(world, { api, kind: errcode, times: 2 });

          await everythingSent(world);

          expect(calls("gettoken") - before).to.be.at.most(2);
          await expectOnce(caseNo);
        },
        { rounds: 12, short: 1 },
      );
    }

    cell(
      `F55: ${api} says 45009: nobody calls it for a minute, nothing is lost, presses go on`,
      async (round) => {
        const caseNo = await pressed(round);
        fault(world, { api, kind: "45009", times: 0 });
        await settle(world);
        const refused = calls(api);
        world.clock.advanceMs(MINUTE_MS - 1_000);
        await settle(world);
        expect(calls(api), "left alone").to.equal(refused);
        clearFaults(world.simulator.world, { clear: true });

        await expectOnce(caseNo);
      },
      { rounds: 12, short: 1 },
    );
  }

  for (const [words, body] of [
    ["a page of HTML", "<html><body>Please log in</body></html>"],
    ["nothing at all", ""],
    ["half a JSON", '{"errcode":0,"errm'],
    ["10 MB", " ".repeat(10 * 1024 * 1024)],
  ] as const) {
    cell(
      `F60: 200 with ${words} in place of its answer: tried again, delivered once`,
      async (round) => {
        const caseNo = await pressed(round);
        let left = 2;
        front.answer = (path) => {
          if (left === 0 || !path.includes(round.n % 2 === 0 ? SEND : UPDATE)) return undefined;
          left -= 1;
          return body;
        };

        await everythingSent(world);

        expect(left, "the fault must have happened").to.equal(0);
        await expectOnce(caseNo);
      },
      { rounds: 6, short: 2 },
    );
  }

  cell(
    "F52: its answer comes after our patience: once on the phone (in real time)",
    async (round) => {
      const caseNo = await pressed(round);
      let left = 1;
      front.answer = (path) => {
        if (left === 0 || !path.includes(SEND)) return undefined;
        left -= 1;
        return "never";
      };

      await everythingSent(world);

      await expectOnce(caseNo);
    },
    { rounds: 2, short: 1, limitMs: 30_000 },
  );

  cell(
    "F61: ten processes that start cold fetch at most two tokens",
    async () => {
      const ten = await openWorld({ instances: 10 });
      const caseNo = await freshCase(ten);
      await Promise.all(ten.apps.map((app) => app.sender.runOnce()));
      await Promise.all(ten.apps.map(({ api }) => api.getLoginUser("x").catch(() => undefined)));

      const fetched = ten.simulator.world.counters.get("gettoken")?.calls ?? 0;
      expect(cardsAbout(ten, "liting", caseNo)).to.have.length(1);
      await ten.close();
      expect(fetched).to.be.within(1, 2);
    },
    { rounds: 6, short: 1, limitMs: 20_000 },
  );

  cell(
    "F57: one of three cannot be reached: given up and said for that one, the others have theirs",
    async (round) => {
      const caseNo = await pressed(round);
      fault(world, { api: SEND, kind: "81013", userid: "wuhao" });

      await everythingSent(world);

      for (const userid of ["chenming", "liuyang"]) {
        expect(cardsAbout(world, userid, caseNo), userid).to.have.length(1);
      }
      const dead = world.logLines.filter((line) => line.includes("outbox.dead"));
      expect(dead, "an alarm").to.have.length(1);
      await world.app.deps.db.pool.query("DELETE FROM outbox WHERE state = 'dead'");
      world.logLines.length = 0;
    },
    { short: 1, rounds: 6 },
  );

  describe("cannot be reached safely", () => {
    let folder: string;

    before(() => {
      folder = mkdtempSync(join(tmpdir(), "qianpi-tls-"));
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    async function stranger(): Promise<Server> {
      const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
      const what = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"];
      execFileSync(
        "openssl",
        [...what, "-subj", "/CN=somebody.else", "-keyout", key, "-out", cert],
        {
          stdio: "ignore",
        },
      );
      const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }

    for (const words of ["its name is unknown", "its certificate is somebody else's"]) {
      cell(
        `F62: ${words}: nothing is sent or skipped, the backlog is kept and leaves when it is right again`,
        async (round) => {
          const server = words.includes("certificate") ? await stranger() : undefined;
          const port = (server?.address() as AddressInfo | undefined)?.port;
          const wrong =
            port === undefined ? "http://no-such-host.invalid" : `https://127.0.0.1:${port}`;
          const bad = await openWorld({
            instances: 2,
            envOf: (n) => (n === 0 ? { WECOM_API_URL: wrong } : {}),
          });
          const [first, second] = bad.apps;
          if (first === undefined || second === undefined) throw new Error("two are wanted");
          const caseNo = await freshCase({ ...bad, apps: [first] });
          for (let turn = 0; turn < 3; turn += 1) {
            bad.clock.advanceMs(10_000);
            await first.sender.runOnce();
          }
          expect(cardsAbout(bad, "liting", caseNo), `round ${round.n}`).to.have.length(0);
          expect(bad.logLines.join(""), "said").to.include("outbox.retry");

          await everythingSent({ ...bad, apps: [second] });
          expect(cardsAbout(bad, "liting", caseNo)).to.have.length(1);
          await checkRound({ ...bad, apps: [second], app: second });
          await bad.close();
          server?.close();
        },
        { tool: "openssl", rounds: 2, short: 1, limitMs: 20_000 },
      );
    }
  });
});
