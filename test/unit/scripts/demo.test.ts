import { createServer, type Server } from "node:net";
import { expect } from "chai";
import { DemoFailed } from "../../../scripts/demo/bureau.ts";
import { failureWords } from "../../../scripts/demo/failure-words.ts";
import { onFreePorts } from "../../../scripts/demo/places.ts";
import { untilQuiet } from "../../../scripts/demo/quiet.ts";
import { ConfigError } from "../../../src/config/config-error.ts";

function listenOn(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

describe("the demo", () => {
  it("looks for other ports when another demo has taken its own in the same second", async () => {
    const other = await listenOn(0);
    const address = other.address();
    const taken = typeof address === "object" && address !== null ? address.port : 0;
    const ports = [taken, taken, 0];
    const opened = await onFreePorts(() => listenOn(ports.shift() ?? taken));
    opened.close();
    expect(ports).to.deep.equal([]);
    const failure = await onFreePorts(() => listenOn(taken)).catch((error: unknown) => error);
    other.close();
    expect(failureWords(failure)).to.match(/^启动失败：端口 \d+ 已被占用/);
  });

  it("does not open a second time for any other reason", async () => {
    let openings = 0;
    const fault = new DemoFailed("no");
    const open = () => {
      openings += 1;
      return Promise.reject(fault);
    };
    expect(await onFreePorts(open).catch((error: unknown) => error)).to.equal(fault);
    expect(openings).to.equal(1);
  });

  it("says what is wrong with the configuration in words, and keeps the stack of what nobody foresaw", () => {
    const wrong = new ConfigError([{ where: "flows/a.yaml", line: 3, message: "没有这个岗位" }]);
    expect(failureWords(wrong)).to.equal("配置有 1 处问题：\n- flows/a.yaml 第 3 行：没有这个岗位");
    expect(failureWords(new DemoFailed("the case is gone"))).to.equal("the case is gone");
    expect(failureWords(new TypeError("x is not a function"))).to.equal(undefined);
  });

  it("brings messages that wait for their moment there by the clock, as after a decision that may be undone", async () => {
    const held = new Date("2026-11-24T01:10:00Z");
    let now = new Date("2026-11-24T01:00:00Z");
    let isSent = false;
    const isQuiet = await untilQuiet({
      now: () => now,
      outbox: () => {
        const isDue = now >= held;
        const state = { waiting: isSent ? 0 : 1, nextAvailableAt: isSent ? undefined : held };
        isSent = isDue;
        return Promise.resolve(state);
      },
      passTo: (at) => {
        now = at;
        return Promise.resolve();
      },
      withinMs: 5_000,
    });
    expect(isQuiet).to.equal(true);
    expect(now).to.deep.equal(held);
  });

  it("says when they do not leave", async () => {
    const stuck = { waiting: 1, nextAvailableAt: new Date(0) };
    const now = () => new Date(0);
    const outbox = () => Promise.resolve(stuck);
    const passTo = () => Promise.reject(new Error("the clock need not be moved"));
    expect(await untilQuiet({ outbox, now, passTo, withinMs: 25 })).to.equal(false);
  });
});
