import { expect } from "chai";
import { compileOnce } from "../../src/store/compile-once.ts";
import { sqlFor } from "../../src/store/db.ts";

describe("statements that are compiled once", () => {
  const ofCase = (id: number) =>
    [
      sqlFor.selectFrom("cases").selectAll().where("id", "=", id).forUpdate(),
      sqlFor.selectFrom("tasks").select("id").where("case_id", "in", [id]).where("round", "=", 2),
    ] as const;

  it("are those of an id, whatever was asked for before", () => {
    const once = compileOnce(ofCase);
    for (const id of [7, 12, 7]) {
      const said = once(id).map((one) => one.compile());
      const expected = ofCase(id).map((one) => one.compile());
      const told = (all: typeof said) => all.map(({ sql, parameters }) => ({ sql, parameters }));
      expect(told(said)).to.deep.equal(told(expected));
    }
  });
});
