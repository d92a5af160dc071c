import { expect } from "chai";
import { connect } from "node:net";
import { openSync, closeSync } from "node:fs";
import { randomBytes } from "node:crypto";
import type { Push } from "../../src/simulator/callback/push-record.ts";
import { pressOnly } from "../support/people.ts";
import { cardAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { AES_KEY, AGENT_ID, callInstance, openWorld, TOKEN } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";
import { inParallel } from "../../src/outbox/in-parallel.ts";
import { liAgrees } from "./bursts.ts";
import { cell, type Round } from "./cell.ts";
import { checkRound } from "./invariants.ts";
import { checkPair, liPresses, openPair, pairCase, pairDecisions, repeatAs } from "./pair.ts";

const NEW_TOKEN = "journeyToken2";
const NEW_KEY = "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba";

const statusesOf = ({ tries }: Push) => tries.map(({ status }) => status);

describe("the door of the service", () => {
  const world = worldForAll();

  async function newCase(round: Round): Promise<string> {
    repeatAs(world, round);
    return freshCase(world);
  }

  cell(
    "F80: callers who never send their body, or never read: cut within 10 s, others unaffected (in real time)",
    async (round) => {
      const caseNo = await newCase(round);
      const { port } = new URL(world.url);
      const head = "POST /wecom/callback HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";
      const startedMs = performance.now();
      const cuts = [`${head}half`, "POST /wecom/call", ""].map(
        (text) =>
          new Promise<number>((resolve) => {
            const socket = connect(Number(port), "127.0.0.1", () => socket.write(text));
            socket.resume();
            socket.on("error", () => undefined);
            socket.on("close", () => resolve(performance.now() - startedMs));
          }),
      );

      const push = await liAgrees(world, caseNo);
      expect(statusesOf(push)).to.deep.equal([200]);
      expect(push.tries[0]?.latencyMs).to.be.below(1_000);
      for (const tookMs of await Promise.all(cuts)) expect(tookMs).to.be.below(10_000);
      await checkRound(world);
    },
    { rounds: 2, short: 1, limitMs: 20_000 },
  );
});

describe("the keys of the callback are changed", () => {
  cell(
    "F83: old and new are taken while both are configured, the old one is refused after",
    async (round) => {
      const world = await openWorld({
        instances: 2,
        envOf: (n) => ({
          WECOM_CALLBACK_TOKEN: n === 0 ? `${NEW_TOKEN},${TOKEN}` : NEW_TOKEN,
          WECOM_CALLBACK_AES_KEY: n === 0 ? `${NEW_KEY},${AES_KEY}` : NEW_KEY,
        }),
      });
      const { apps } = world.simulator.world;
      const useKeys = (token: string, aesKey: string): void => {
        const app = apps.get(AGENT_ID);
        if (app !== undefined) apps.set(AGENT_ID, { ...app, token, aesKey });
      };
      repeatAs(world, round);
      const outcomes: unknown[] = [];
      for (const [token, key, instance] of [
        [TOKEN, AES_KEY, 0],
        [NEW_TOKEN, NEW_KEY, 0],
        [NEW_TOKEN, NEW_KEY, 1],
      ] as const) {
        const caseNo = await freshCase(world);
        useKeys(token, key);
        callInstance(world, instance);
        const card = cardAbout(world, "liting", caseNo);
        const push = await pressOnly(world, "liting", { button: "同意", card });
        outcomes.push(statusesOf(push));
      }
      await checkRound(world);
      const caseNo = await freshCase(world);
      useKeys(TOKEN, AES_KEY);
      const card = cardAbout(world, "liting", caseNo);
      world.simulator.world.behaviour = { ...world.simulator.world.behaviour, retryAfterMs: [] };
      outcomes.push(statusesOf(await pressOnly(world, "liting", { button: "同意", card })));

      expect(outcomes).to.deep.equal([[200], [200], [200], [403]]);
      expect(await decisionsOf(world, caseNo)).to.deep.equal([]);
      await checkRound(world, { givenUp: 1 });
      await world.close();
    },
    { rounds: 6, short: 1, limitMs: 20_000 },
  );
});

describe("the log cannot be written", () => {
  for (const [words, file] of [
    ["its disk is full", "/dev/full"],
    ["its reader has stopped reading", undefined],
  ] as const) {
    cell(
      `F76: because ${words}: presses go on, the service answers as quickly`,
      async (round) => {
        const pair = await openPair(1);
        const full = file === undefined ? undefined : openSync(file, "w");
        await pair.start(0, { LOG_LEVEL: "debug" }, full ?? "unread");
        repeatAs(pair, round);
        const caseNo = await pairCase(pair, 0);
        const push = await liPresses(pair, caseNo);
        const { pusher } = pair.simulator.stage;
        const noise = randomBytes(8).toString("hex");
        await inParallel(Array.from({ length: 400 }), 8, async () => {
          await pusher.redeliver(push);
          await fetch(`${pair.door.url}/healthz?${noise}`);
        });
        const startedMs = performance.now();
        const alive = await fetch(`${pair.door.url}/healthz`);

        expect(alive.status).to.equal(200);
        expect(performance.now() - startedMs).to.be.below(500);
        expect(statusesOf(push)).to.deep.equal([200]);
        expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
        await checkPair(pair);
        await pair.close();
        if (full !== undefined) closeSync(full);
      },
      { rounds: 2, short: 1, limitMs: 30_000 },
    );
  }
});
