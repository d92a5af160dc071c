import { expect } from "chai";
import { loadConfig } from "../../../src/config/load.ts";
import { checkConfig, provisionalSummary } from "../../../src/doctor/check-config.ts";
import { COMPLETE_ENV, shippedFiles } from "../config/shipped-files.ts";

describe("doctor/check-config", () => {
  const config = loadConfig({ ...COMPLETE_ENV, PORT: " 3000" }, shippedFiles());

  it("has a finding for everything that is provisional, apart from odd variables", () => {
    const findings = checkConfig(config);
    const of = (check: string) => findings.filter((one) => one.check === check);
    expect(of("config.provisional")).to.have.length(config.provisional.length);
    expect(of("config.odd").map(({ message }) => message)).to.deep.equal([
      "环境变量 PORT 首尾有空格或换行，已去除",
    ]);
  });

  it("sums it up in one line with number and names", () => {
    const [summary, ...rest] = provisionalSummary(config);
    expect(rest).to.deep.equal([]);
    expect(summary?.message).to.match(new RegExp(`^${config.provisional.length} 项配置是暂定的`));
    for (const name of ["阈值 T1", "2027 年日历", "hv-dual 环节时限", "高供低计的最大容量"]) {
      expect(summary?.message, name).to.include(name);
    }
    expect(provisionalSummary({ ...config, provisional: [] })).to.deep.equal([]);
  });
});
