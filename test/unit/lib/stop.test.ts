import { expect } from "chai";
import { stopInOrder } from "../../../src/lib/stop.ts";

const never = new Promise<void>(() => {});
const noFault = () => {};

describe("stopping in order", () => {
  it("finishes one step before it begins the next", async () => {
    const seen: string[] = [];
    const step = (name: string) => ({
      name,
      stop: async () => {
        seen.push(`${name} begins`);
        await Promise.resolve();
        seen.push(`${name} ends`);
      },
    });
    const left = await stopInOrder([step("http"), step("db")], {
      deadline: never,
      onFault: noFault,
    });
    expect(seen).to.deep.equal(["http begins", "http ends", "db begins", "db ends"]);
    expect(left).to.deep.equal([]);
  });

  it("goes on after a step that fails, and tells of it", async () => {
    const faults: string[] = [];
    const seen: string[] = [];
    const steps = [
      { name: "http", stop: () => Promise.reject(new Error("stuck")) },
      { name: "db", stop: () => void seen.push("db") },
    ];
    await stopInOrder(steps, { deadline: never, onFault: (name) => faults.push(name) });
    expect(faults).to.deep.equal(["http"]);
    expect(seen).to.deep.equal(["db"]);
  });

  it("leaves a step that hangs when the time is over, still begins the others and names both", async () => {
    const begun: string[] = [];
    const hang = (name: string) => ({
      name,
      stop: () => {
        begun.push(name);
        return never;
      },
    });
    const left = await stopInOrder([hang("sender"), hang("db")], {
      deadline: Promise.resolve(),
      onFault: noFault,
    });
    expect(begun).to.deep.equal(["sender", "db"]);
    expect(left).to.deep.equal(["sender", "db"]);
  });
});
