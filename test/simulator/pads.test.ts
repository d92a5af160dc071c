import { expect } from "chai";
import { bureauForEach } from "./support/bureau.ts";

const ALL_PADS = Array.from({ length: 32 }, (_, index) => index + 1);

describe("simulator, rule 7: messages of every length modulo 32", () => {
  const bureau = bureauForEach();

  const padTest = () => bureau.control("pad-test", { userid: "lisi" });

  it("come with every padding from 1 to 32, readable for a strict receiver", async () => {
    expect(await padTest()).to.deep.equal({ ok: true, pads: ALL_PADS, failed: [] });
    const seen = bureau.receiver.received.map(({ pad }) => pad).toSorted((a, b) => a - b);
    expect(seen).to.deep.equal(ALL_PADS);
  });

  it("find the receiver that leaves the padding to its library: half of them fail", async () => {
    bureau.receiver.answer = (_count, { pad }) => ({ status: pad > 16 ? 500 : 200 });
    const result = await padTest();
    expect(result["ok"]).to.equal(false);
    expect(result["failed"]).to.deep.equal(ALL_PADS.slice(16));
  });
});
