import { expect } from "chai";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, START } from "./support/bureau.ts";

describe("simulator, rule 6: retries on the simulated clock", () => {
  const bureau = bureauForEach({
    behaviour: { retryClock: "simulated", retryAfterMs: [0, 1_000, 5_000], deadlineMs: 400 },
  });

  const say = () => bureau.control("say", { userid: "lisi", content: "查" });
  const advance = (advanceMs: number) => bureau.control("clock", { advanceMs });
  const push = async (): Promise<Json> => (await bureau.state())["pushes"].at(-1);
  const tryTimes = async () =>
    (await push())["tries"].map((each: Json) => (each["atMs"] - START) / 1_000);

  it("come at once, after 1 s and 5 s later, when the clock gets there and not before", async () => {
    bureau.receiver.answer = () => ({ status: 503 });
    const { push: waiting } = await say();
    expect(waiting.status).to.equal("waiting");
    expect(await tryTimes()).to.deep.equal([0, 0]);
    await advance(999);
    expect(await tryTimes()).to.deep.equal([0, 0]);
    await advance(1);
    expect(await tryTimes()).to.deep.equal([0, 0, 1]);
    await advance(5_000);
    expect(await tryTimes()).to.deep.equal([0, 0, 1, 6]);
    expect((await push())["status"]).to.equal("given-up");
  });

  it("pass through every moment in one long step", async () => {
    bureau.receiver.answer = (count) => ({ status: count < 4 ? 503 : 200 });
    await say();
    await advance(3_600_000);
    expect(await tryTimes()).to.deep.equal([0, 0, 1, 6]);
    expect((await push())["status"]).to.equal("delivered");
    expect(bureau.simulator.world.clock.nowMs()).to.equal(START + 3_600_000);
  });

  it("show when the next one is due", async () => {
    bureau.receiver.answer = () => ({ status: 503 });
    await say();
    expect((await bureau.state())["waitingForClock"]).to.deep.equal(["2026-06-01T02:00:01.000Z"]);
  });

  it("let a delayed callback wait for the clock too", async () => {
    await bureau.control("faults", { kind: "delay-callback", delayMs: 60_000 });
    expect((await say())["push"].status).to.equal("waiting");
    expect(bureau.receiver.received).to.have.length(0);
    await advance(60_000);
    expect((await push())["status"]).to.equal("delivered");
  });

  it("are forgotten when the enterprise starts afresh", async () => {
    bureau.receiver.answer = () => ({ status: 503 });
    await say();
    await bureau.control("reset");
    await advance(60_000);
    expect(bureau.receiver.received).to.have.length(2);
  });

  it("refuse a clock of another name", async () => {
    const reply = await bureau.control("behaviour", { retryClock: "sundial" });
    expect(reply["refusal"]).to.equal("bad-request");
  });
});
