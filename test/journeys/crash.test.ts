import { expect } from "chai";
import { randomUUID } from "node:crypto";
import { inParallel } from "../../src/outbox/in-parallel.ts";
import {
  callApi,
  cardsOf,
  CASE_NO,
  example,
  isPressable,
  newestCard,
  pressOnly,
  textsOf,
} from "../support/people.ts";
import {
  openProcessWorld,
  until,
  untilAllSent,
  type ProcessWorld,
} from "../support/process-world.ts";
import { liesOf } from "../support/truth.ts";
import type { World } from "../support/world.ts";
import { read, sqlFor } from "../../src/store/db.ts";

/**
 * Every point between the call that comes in and the last card that changes.
 * The submission commits and sends first (a card to Li, a text to Zhang), then Li's press.
 */
const POINTS = [
  "before-commit:1",
  "after-commit:1",
  "before-send:1",
  "after-send:1",
  "after-send:2",
  "before-commit:2",
  "after-commit:2",
  "before-send:3",
  "after-send:3",
  "after-send:4",
  "before-send:6",
  "after-send:6",
];
const AT_ONCE = 3;

interface Story {
  signal: NodeJS.Signals | null;
  lies: string[];
  decisions: string[];
  cards: Record<string, number>;
  liCanPress: boolean;
  startedTexts: number;
  errors: string[];
}

describe("the service is killed with -9 and started again", () => {
  const stories = new Map<string, Story>();

  before(async function () {
    this.timeout(90_000);
    await inParallel(POINTS, AT_ONCE, async (point) => {
      stories.set(point, await story(point));
    });
  });

  for (const point of POINTS) {
    it(`${point}: nothing is lost, nothing is doubled, every card tells the truth`, () => {
      expect(stories.get(point)).to.deep.equal({
        signal: "SIGKILL",
        lies: [],
        decisions: ["liting approve"],
        cards: { liting: 1, chenming: 1, wuhao: 1, liuyang: 1 },
        liCanPress: false,
        startedTexts: 1,
        errors: [],
      } satisfies Story);
    });
  }
});

/** Zhang submits, Li agrees; the process dies on the way, and its supervisor starts it again. */
async function story(point: string): Promise<Story> {
  const process = await openProcessWorld(point);
  const first = process.service;
  const died = first.ended.then(async (signal) => {
    await process.restart();
    return signal;
  });
  try {
    const world = people(process);
    await post(process, "/api/cases", example("case"));
    await post(process, `/api/cases/${CASE_NO}/plans`, {
      submittedBy: "zhangwei",
      plan: example("hv-plan"),
    });
    await until(() => cardsOf(world, "liting").some((card) => isPressable(world, card)));
    await untilAllSent(process);
    await pressOnly(world, "liting", { button: "同意" });
    const signal = await died;
    await untilAllSent(process);
    return await told(process, signal);
  } finally {
    await process.close();
  }
}

async function told(process: ProcessWorld, signal: NodeJS.Signals | null): Promise<Story> {
  const world = people(process);
  const [rows] = await read(
    process.db,
    sqlFor.selectFrom("decisions").select(["decided_by", "verb"]).orderBy("chain_no"),
  );
  const signers = ["liting", "chenming", "wuhao", "liuyang"];
  const started = textsOf(world, "zhangwei").filter((text) => text.includes("已提交审批"));
  return {
    signal,
    lies: await liesOf({ db: process.db, chat: process.simulator.world }),
    decisions: rows.map((row) => `${row.decided_by} ${row.verb}`),
    cards: Object.fromEntries(signers.map((userid) => [userid, cardsOf(world, userid).length])),
    liCanPress: isPressable(world, newestCard(world, "liting")),
    startedTexts: started.length,
    errors: process.service.lines.filter(
      (line) => (JSON.parse(line) as { level: number }).level >= 50,
    ),
  };
}

/** A business system repeats its call with the same key until it is answered. */
async function post({ url }: ProcessWorld, path: string, body: unknown): Promise<void> {
  const key = randomUUID();
  await until(async () => {
    const answer = await callApi({ url }, path, { body, key }).catch(() => undefined);
    return answer !== undefined && answer.status < 300;
  });
}

/** The phones, for the words of `people`. */
function people({ simulator }: ProcessWorld): World {
  return { simulator } as World;
}
