import { expect } from "chai";
import { nearCases, type Called } from "../../../../src/domain/asking/near-names.ts";

const NAMES = [
  "内蒙古牧名食品有限公司",
  "鄂托克前旗光明商店",
  "乌审旗查干淖尔煤矿",
  "天骄清洁能源科技有限公司",
  "图克镇第二小学",
  "Ordos Wind Power",
];
const CASES: Called[] = NAMES.map((customerName, index) => ({
  caseNo: `BZ-2026-00012${index}`,
  customerName,
}));

/** Names of the likeliest group. */
const nearest = (asked: string, cases = CASES): string[] =>
  (nearCases(asked, cases)[0] ?? []).map(({ customerName }) => customerName);

describe("names near to what was typed", () => {
  it("D3: one wrong character in a part of the name", () => {
    expect(nearest("牧明食品")).eql(["内蒙古牧名食品有限公司"]);
    expect(nearest("查甘淖尔")).eql(["乌审旗查干淖尔煤矿"]);
  });

  it("one character left out or too many", () => {
    expect(nearest("牧食品")).eql(["内蒙古牧名食品有限公司"]);
    expect(nearest("光明大商店")).eql(["鄂托克前旗光明商店"]);
  });

  it("two slips in six characters and more, one in less", () => {
    expect(nearest("天娇清结能源")).eql(["天骄清洁能源科技有限公司"]);
    expect(nearest("天娇清结能")).eql([]);
    expect(nearest("查甘卓尔")).eql([]);
  });

  it("neither company form nor region makes names near that are not", () => {
    expect(nearest("东方有限责任公司")).eql([]);
    expect(nearest("内蒙古天一")).eql([]);
    expect(nearest("内蒙古自治区")).eql([]);
    expect(nearest("牧明食品股份有限公司")).eql(["内蒙古牧名食品有限公司"]);
  });

  it("a region that the name does not have is no slip; two characters after one are enough", () => {
    expect(nearest("鄂尔多斯市天骄清洁能源")).eql(["天骄清洁能源科技有限公司"]);
    expect(nearest("内蒙古 牧明")).eql(["内蒙古牧名食品有限公司"]);
  });

  it("too little to compare finds nothing", () => {
    for (const asked of ["", "明", "牧明", "！？"]) expect(nearest(asked), asked).eql([]);
  });

  it("reads full-width and capital letters alike", () => {
    expect(nearest("ＯＲＤＯＳ WIND POWR")).eql(["Ordos Wind Power"]);
  });

  it("the number in a sentence, with too few or too many zeros", () => {
    for (const asked of ["BZ-2026-122", "BZ-2026-00000122", "122那个单子咋弄的", "bz 2026 0122"]) {
      expect(nearest(asked), asked).eql(["乌审旗查干淖尔煤矿"]);
    }
    expect(nearest("BZ-2026-999999")).eql([]);
    expect(nearest("BZ-2025-122")).eql([]);
  });

  it("a wrong number beside a name leaves the name", () => {
    expect(nearest("牧明食品 000999")).eql(["内蒙古牧名食品有限公司"]);
  });

  it("gives the groups from likely to less likely, each in the given order", () => {
    const named = (customerName: string): Called => ({ caseNo: "BZ-2026-000900", customerName });
    const cases = ["牧民食堂", "牧名食品", "牧民食品", "牧铭食品"].map(named);
    const groups = nearCases("牧民食品", cases);
    expect(groups.map((group) => group.map(({ customerName }) => customerName))).eql([
      ["牧民食品"],
      ["牧民食堂", "牧名食品", "牧铭食品"],
    ]);
  });
});
