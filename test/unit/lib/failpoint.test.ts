import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { failpointsOf } from "../../../src/lib/failpoint.ts";

const MODULE = new URL("../../../src/lib/failpoint.js", import.meta.url).href;

/** A process of its own that goes through points in order and says which it has left behind. */
function passThrough(names: string[], points: string[]) {
  const program = `
    import { writeSync } from "node:fs";
    import { failpointsOf } from ${JSON.stringify(MODULE)};
    const failpoint = failpointsOf(${JSON.stringify(names)});
    for (const point of ${JSON.stringify(points)}) {
      await failpoint(point);
      writeSync(1, point + "\\n");
    }`;
  const { signal, stdout } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", program],
    { encoding: "utf8" },
  );
  return { signal, passed: stdout.split("\n").filter((line) => line !== "") };
}

describe("failpoints", () => {
  it("without names let everything pass", async () => {
    await failpointsOf([])("before-commit");
  });

  it("kill the process at the point named, without any clean-up", () => {
    const points = ["before-commit", "after-commit", "sent"];
    expect(passThrough(["after-commit"], points)).to.deep.equal({
      signal: "SIGKILL",
      passed: ["before-commit"],
    });
  });

  it("count: name:2 dies the second time", () => {
    expect(passThrough(["sent:2"], ["sent", "after-commit", "sent"])).to.deep.equal({
      signal: "SIGKILL",
      passed: ["sent", "after-commit"],
    });
  });

  it("let the process end well where the point is not reached often enough", () => {
    expect(passThrough(["sent:3"], ["sent", "sent"])).to.deep.equal({
      signal: null,
      passed: ["sent", "sent"],
    });
  });

  it("throw, wait or block the event loop where they are told to, once", async () => {
    const failpoint = failpointsOf(["locked:2=throw", "claimed=wait-30", "decrypted=spin-30"]);
    await failpoint("locked");
    const thrown = await failpoint("locked").then(
      () => "nothing",
      (error: { code: string }) => error.code,
    );
    await failpoint("locked");
    expect(thrown).to.equal("failpoint");
    for (const name of ["claimed", "decrypted"]) {
      const startedMs = performance.now();
      await failpoint(name);
      expect(performance.now() - startedMs, name).to.be.at.least(29);
    }
  });

  it("refuse to be told what nobody knows", () => {
    expect(() => failpointsOf(["locked=explode"])).to.throw("explode");
  });
});
