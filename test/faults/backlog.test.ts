import { expect } from "chai";
import { addPeople } from "../../src/simulator/world/members.ts";
import type { Lane, NewRow } from "../../src/store/outbox.ts";
import { chatWorldForAll, text } from "../outbox/chat-world.ts";
import { cell, IS_WHOLE } from "./cell.ts";

const ROWS = IS_WHOLE ? 5_000 : 300;
const AT_ONCE = 500;
const MEGABYTE = 1024 * 1024;

describe("a long backlog", () => {
  const world = chatWorldForAll("backlog");

  const row = (to: string, content: string, lane: Lane): NewRow => ({
    message: text(to, content),
    orderKey: `to:${to}`,
    lane,
    availableAt: world.clock.now(),
  });

  cell(
    `F63: ${ROWS} messages wait: all leave, none is discarded, an answer does not stand in line`,
    async () => {
      const people = Array.from({ length: ROWS }, (_, n) => `member${n}`);
      addPeople(
        world.simulator.world,
        people.map((userid) => ({ userid, name: userid })),
      );
      for (let from = 0; from < ROWS; from += AT_ONCE) {
        const some = people.slice(from, from + AT_ONCE);
        await world.queueRows(some.map((userid) => row(userid, `致 ${userid}`, "normal")));
      }
      const sender = world.sender();
      const before = process.memoryUsage().heapUsed;

      const first = await sender.runOnce();
      await world.queueRows([row("li", "答复", "decision")]);
      const second = await sender.runOnce();
      expect(world.texts("li"), "answered in the next batch").to.deep.equal(["答复"]);
      const rest = await sender.drain();

      expect(first + second + rest).to.equal(ROWS + 1);
      expect(rest, "it was a backlog").to.be.above(0);
      expect(people.filter((userid) => world.texts(userid).length !== 1)).to.deep.equal([]);
      expect(world.simulator.world.drops).to.deep.equal([]);
      expect(process.memoryUsage().heapUsed - before).to.be.below(200 * MEGABYTE);
    },
    { rounds: 1, short: 1, limitMs: IS_WHOLE ? 300_000 : 30_000 },
  );
});
