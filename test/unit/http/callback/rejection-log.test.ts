import { expect } from "chai";
import { createRejectionLog } from "../../../../src/http/callback/rejection-log.ts";
import { createLog } from "../../../../src/lib/log.ts";

describe("http/rejection-log", () => {
  const lines: { msg: string; check: string; more?: number }[] = [];
  let nowMs = 0;
  const say = createRejectionLog(
    createLog("info", { write: (line) => void lines.push(JSON.parse(line)) }),
    () => nowMs,
  );
  const flood = (check: string, calls: number): void => {
    for (let n = 0; n < calls; n += 1) say("/wecom/callback", check);
  };

  it("writes the first fifty of a second, of each check, and how many more there were", () => {
    flood("signature", 2_000);
    flood("freshness", 3);
    expect(lines.filter(({ check }) => check === "signature")).to.have.length(50);
    expect(lines.filter(({ check }) => check === "freshness")).to.have.length(3);

    nowMs = 1_000;
    flood("signature", 1);

    const [more, next] = lines.slice(-2);
    expect(more).to.include({ msg: "callback.rejected-more", check: "signature", more: 1_950 });
    expect(next).to.include({ msg: "callback.rejected", check: "signature" });
  });
});
