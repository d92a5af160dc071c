import { expect } from "chai";
import { mostWaiting, whyNotUpload } from "../../../../src/domain/people/may-upload.ts";
import { personOf } from "../../../../src/domain/people/organisation.ts";
import { buildCase } from "../../../support/build-plan.ts";
import { buildBureau } from "../../../support/build.ts";

const limits = { maxBytes: 1, maxCount: 2 };
const person = (userid: string) => personOf(buildBureau().organisation, userid);

describe("who may upload for a case", () => {
  it("whoever may submit for it, until two versions' worth of files wait", () => {
    const zhang = person("zhangwei");
    expect(mostWaiting(limits)).to.equal(4);
    expect(whyNotUpload(zhang, buildCase(), { waiting: 3, limits })).to.equal(undefined);
    expect(whyNotUpload(zhang, buildCase(), { waiting: 4, limits })).to.equal("too-many-waiting");
  });

  it("nobody else", () => {
    expect(whyNotUpload(person("gone"), buildCase(), { waiting: 0, limits })).to.equal(
      "unknown-person",
    );
    expect(whyNotUpload(person("liuyang"), buildCase(), { waiting: 0, limits })).to.be.a("string");
  });
});
