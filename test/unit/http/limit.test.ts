import { expect } from "chai";
import type { Context } from "koa";
import { HttpError } from "../../../src/http/errors.ts";
import { createLimit } from "../../../src/http/limit.ts";
import { createLog } from "../../../src/lib/log.ts";

describe("a limit at the door", () => {
  const at = (time: string) => new Date(`2026-11-23T${time}+08:00`);
  const ctx = { set: () => undefined } as unknown as Context;
  let now: Date;
  let lines: string[];

  beforeEach(() => {
    now = at("09:00:10");
    lines = [];
  });

  function limitOf(perMinute: number) {
    const log = createLog("info", { write: (line) => void lines.push(line) });
    const limit = createLimit({ name: "tries", perMinute }, { clock: { now: () => now }, log });
    return (who: string): string => {
      try {
        limit.check(ctx, who);
      } catch (fault) {
        if (fault instanceof HttpError) return `${fault.status} ${fault.code}`;
        throw fault;
      }
      limit.count(who);
      return "ok";
    };
  }

  it("refuses the rest of the minute, says so once, and is whole again in the next", () => {
    const act = limitOf(2);
    const refused = "429 too-many-requests";
    expect([act("li"), act("li"), act("li"), act("li")]).to.deep.equal([
      "ok",
      "ok",
      refused,
      refused,
    ]);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include('"limit":"tries"').and.include("limit.reached");
    now = at("09:01:00");
    expect(act("li")).to.equal("ok");
  });

  it("is everybody's own", () => {
    const act = limitOf(1);
    expect([act("li"), act("wang"), act("li")]).to.deep.equal([
      "ok",
      "ok",
      "429 too-many-requests",
    ]);
  });
});
