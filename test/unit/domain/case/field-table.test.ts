import { expect } from "chai";
import { hasField, isRequired, type Need } from "../../../../src/domain/case/field-table.ts";

describe("need of a field", () => {
  const table: [Need, string, string][] = [
    ["both", "required", "required"],
    ["optional", "optional", "optional"],
    ["hv", "required", "absent"],
    ["hv-optional", "optional", "absent"],
    ["lv", "absent", "required"],
    ["lv-optional", "absent", "optional"],
  ];

  for (const [need, hv, lv] of table) {
    it(`${need}: ${hv} at high voltage, ${lv} at low voltage`, () => {
      const field = { kind: "flag", label: "x", need } as const;
      const wordOf = (level: "hv" | "lv") => {
        if (!hasField(field, level)) return "absent";
        return isRequired(field, level) ? "required" : "optional";
      };
      expect([wordOf("hv"), wordOf("lv")]).to.deep.equal([hv, lv]);
    });
  }
});
