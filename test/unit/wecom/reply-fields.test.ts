import { expect } from "chai";
import {
  numberField,
  numbersField,
  objectField,
  stringField,
  stringsField,
} from "../../../src/wecom/reply-fields.ts";

describe("wecom/reply-fields", () => {
  const fields = {
    text: "a",
    empty: "",
    one: 1,
    nan: Number.NaN,
    list: ["a", 1, "b", null, 2],
    object: { a: 1 },
    none: null,
  };

  it("reads a field of the right type", () => {
    expect(stringField(fields, "text")).to.equal("a");
    expect(numberField(fields, "one")).to.equal(1);
    expect(stringsField(fields, "list", 9)).to.deep.equal(["a", "b"]);
    expect(numbersField(fields, "list", 9)).to.deep.equal([1, 2]);
    expect(objectField(fields, "object")).to.deep.equal({ a: 1 });
  });

  it("takes any other type for absent", () => {
    for (const name of ["empty", "one", "list", "object", "none", "missing"]) {
      expect(stringField(fields, name), name).to.equal(undefined);
    }
    for (const name of ["text", "nan", "list", "object", "none", "missing"]) {
      expect(numberField(fields, name), name).to.equal(undefined);
    }
    for (const name of ["text", "one", "object", "none", "missing"]) {
      expect(stringsField(fields, name, 9), name).to.deep.equal([]);
      expect(numbersField(fields, name, 9), name).to.deep.equal([]);
    }
    for (const name of ["text", "none", "missing"]) {
      expect(objectField(fields, name), name).to.deep.equal({});
    }
  });

  it("looks at no more of a list than was asked for", () => {
    expect(stringsField(fields, "list", 2)).to.deep.equal(["a"]);
  });
});
