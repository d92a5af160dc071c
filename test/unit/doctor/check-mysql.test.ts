import { expect } from "chai";
import { versionFinding } from "../../../src/doctor/check-mysql.ts";

describe("doctor/check-mysql", () => {
  for (const version of ["8.4.7", "9.0.0", "10.11.14-MariaDB-0ubuntu0.24.04.1", "11.8.3-MariaDB"]) {
    it(`accepts ${version}`, () => {
      expect(versionFinding(version)).to.include({ result: "ok", message: version });
    });
  }

  it("refuses a MySQL before 8.4 and names the oldest that will do", () => {
    for (const version of ["8.0.43", "5.7.44-log"]) {
      const { result, message } = versionFinding(version);
      expect(result, version).to.equal("fail");
      expect(message).to.include("MySQL 8.4");
    }
  });

  it("refuses a MariaDB before 10.11, whose numbers say nothing about MySQL", () => {
    const { result, message } = versionFinding("10.6.22-MariaDB");
    expect(result).to.equal("fail");
    expect(message).to.include("MariaDB 10.11");
  });

  it("warns of a compatible engine that claims an old version", () => {
    expect(versionFinding("8.0.11-TiDB-v8.5.0").result).to.equal("warn");
  });
});
