import { expect } from "chai";
import type { Compilable } from "kysely";
import { sqlFor } from "../../src/store/db.ts";
import { insertRows, updateRow } from "../../src/store/row-statements.ts";

describe("statements that write rows", () => {
  const readCopy = (to: string, at: Date | null) => ({
    approval_id: "A1-1",
    to_userid: to,
    case_id: 1,
    source: "flow",
    by_userid: null,
    made_at: new Date("2026-11-02T01:00:00Z"),
    read_at: at,
  });
  const [noon, later] = [new Date("2026-11-02T04:00:00Z"), new Date("2026-11-02T05:00:00Z")];

  function expectSame(said: Compilable<unknown>, expected: Compilable<unknown>): void {
    const [one, other] = [said.compile(), expected.compile()];
    expect(one.sql).to.equal(other.sql);
    expect(one.parameters).to.deep.equal(other.parameters);
  }

  it("insert one row or several, each time with the values of this time", () => {
    for (const rows of [[readCopy("li", noon)], [readCopy("wang", null)]]) {
      expectSame(insertRows("copies", rows), sqlFor.insertInto("copies").values(rows));
    }
    const both = [readCopy("li", noon), readCopy("wang", later)];
    expectSame(insertRows("copies", both), sqlFor.insertInto("copies").values(both));
  });

  it("write other fields over a row that is there already", () => {
    for (const readAt of [noon, later]) {
      const row = readCopy("li", null);
      expectSame(
        insertRows("copies", [row], { read_at: readAt }),
        sqlFor.insertInto("copies").values(row).onDuplicateKeyUpdate({ read_at: readAt }),
      );
    }
  });

  it("change fields of one row by its key", () => {
    for (const to of ["li", "wang"]) {
      expectSame(
        updateRow("copies", { approval_id: "A1-1", to_userid: to }, { read_at: noon }),
        sqlFor
          .updateTable("copies")
          .set({ read_at: noon })
          .where((eb) => eb.and({ approval_id: "A1-1", to_userid: to })),
      );
    }
    expectSame(
      updateRow("cards", { id: "C1-1-1" }, { code_used_at: later }),
      sqlFor.updateTable("cards").set({ code_used_at: later }).where("id", "=", "C1-1-1"),
    );
  });
});
