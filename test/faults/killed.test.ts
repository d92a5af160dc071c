import { expect } from "chai";
import { isPressable, shownText, textsOf } from "../support/people.ts";
import { cardsAbout } from "../support/presses.ts";
import { cell, type Round } from "./cell.ts";
import {
  checkPair,
  liPresses,
  openPair,
  pairCase,
  pairDecisions,
  passRetries,
  phonesOf,
  repeatAs,
  type Pair,
} from "./pair.ts";

const DIES = 0;
const LIVES = 1;

interface Death {
  /** Named point where the first process is killed with -9. */
  at: string;
  id: string;
  words: string;
  /** The press gets no answer at first; a repetition at once may still find the door of the dead. */
  isUnheard: boolean;
}

const DEATHS: readonly Death[] = [
  { id: "F01", at: "accepted", words: "with the body half read", isUnheard: true },
  { id: "F02", at: "decrypted", words: "when it knows what was pressed", isUnheard: true },
  { id: "F03", at: "locked", words: "with the case locked", isUnheard: true },
  { id: "F05", at: "before-commit", words: "before the commit", isUnheard: true },
  { id: "F06", at: "after-commit", words: "between commit and answer", isUnheard: true },
  { id: "F07", at: "answered", words: "right after its answer", isUnheard: false },
  { id: "F50", at: "claimed", words: "with messages claimed", isUnheard: false },
  { id: "F51", at: "after-send", words: "after the call, before its note", isUnheard: false },
];

describe("one of two processes is killed with -9 while Li presses", () => {
  let pair: Pair;

  before(async function () {
    this.timeout(20_000);
    pair = await openPair();
    await pair.start(LIVES);
  });

  after(() => pair.close());

  for (const death of DEATHS) {
    cell(
      `${death.id}: ${death.words}: the other one decides and tells, once`,
      (round) => dies(death, round),
      {
        rounds: 12,
        short: 1,
        limitMs: 20_000,
      },
    );
  }

  async function dies({ at, isUnheard }: Death, round: Round): Promise<void> {
    repeatAs(pair, round);
    const caseNo = await pairCase(pair, LIVES);
    const dying = await pair.start(DIES, { QIANPI_FAILPOINTS: at });
    const living = pair.services[LIVES];
    // It stands still meanwhile, so that the messages of the press are in the hands of the one that dies.
    living?.kill("SIGSTOP");
    pair.door.order(pair.ports);

    const pressing = liPresses(pair, caseNo);
    const signal = await dying.ended;
    living?.kill("SIGCONT");
    const push = await pressing;
    await passRetries(pair, push);

    expect(signal).to.equal("SIGKILL");
    const statuses = push.tries.map(({ status }) => status);
    expect(statuses.at(-1)).to.equal(200);
    expect(statuses.slice(0, -1).every((status) => status === undefined)).to.equal(true);
    expect(statuses.length > 1, "a repetition was needed").to.equal(isUnheard);
    await checkPair(pair);
    expect(await pairDecisions(pair, caseNo)).to.deep.equal(["liting approve"]);
    expect(phonesOf(pair, caseNo)).to.deep.equal({ chenming: 1, wuhao: 1, liuyang: 1, liting: 1 });
    const [card] = cardsAbout(pair.people, "liting", caseNo);
    expect(card !== undefined && isPressable(pair.people, card)).to.equal(false);
    expect(card && shownText(card)).to.include("已同意");
    const started = textsOf(pair.people, "zhangwei").filter((text) => text.includes(caseNo));
    expect(started).to.have.length(1);
  }
});
