import { expect } from "chai";
import { compileOnce } from "../../src/store/compile-once.ts";
import { sqlFor } from "../../src/store/db.ts";

describe("statements that are compiled once", () => {
  const ofCase = (id: number, round: number) =>
    [
      sqlFor.selectFrom("cases").selectAll().where("id", "=", id).forUpdate(),
      sqlFor
        .selectFrom("tasks")
        .select("id")
        .where("case_id", "in", [id])
        .where("round", "=", round)
        .where("status", "=", "open")
        .limit(id),
    ] as const;

  it("are those of their arguments, whatever was asked for before", () => {
    const once = compileOnce(ofCase);
    for (const [id, round] of [
      [7, 0],
      [12, 7],
      [7, 12],
    ] as const) {
      const said = once(id, round).map((one) => one.compile());
      const expected = ofCase(id, round).map((one) => one.compile());
      const told = (all: typeof said) => all.map(({ sql, parameters }) => ({ sql, parameters }));
      expect(told(said)).to.deep.equal(told(expected));
    }
  });
});
