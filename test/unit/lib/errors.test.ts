import { expect } from "chai";
import { AppError } from "../../../src/lib/errors.ts";

class StoreAway extends AppError {}

describe("a fault", () => {
  it("carries a code to branch on, the name of its kind and what caused it", () => {
    const cause = new Error("connection lost");
    const fault = new StoreAway("store-away", "the store cannot be reached", { cause });
    expect(fault).to.be.instanceOf(AppError);
    expect(fault).to.include({ code: "store-away", name: "StoreAway", cause });
  });
});
